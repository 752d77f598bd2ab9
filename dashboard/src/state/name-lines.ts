import type { DnsNameRow, NamesMessage } from '../../../src/api/messages.ts';
import { formatMillis } from '../format/time.ts';
import { formatCount } from '../format/units.ts';

/** A name of any kind, as one list shows it. */
export interface NameLine {
  readonly kind: 'dns' | 'tls' | 'quic' | 'http' | 'ja4';
  readonly name: string;
  readonly count: number;
  readonly service: string | null;
  readonly category: string | null;
  /** The user's list that has it. */
  readonly listed: string | null;
  readonly detail: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** All names in one list, the most frequent first, how many there are in all, and how many were forgotten. */
export function nameLines(names: NamesMessage): {
  readonly list: NameLine[];
  readonly total: number;
  readonly forgotten: number;
} {
  const { dns, tls, quic, http, fingerprints } = names;
  const list: NameLine[] = [
    ...dns.list.map((row) => ({ ...row, kind: 'dns' as const, count: row.queries || row.responses, detail: dnsDetail(row) })),
    ...tls.list.map((row) => ({ ...row, kind: 'tls' as const, name: row.serverName, count: row.connections, detail: '' })),
    ...quic.list.map((row) => ({ ...row, kind: 'quic' as const, name: row.serverName, count: row.connections, detail: '' })),
    ...http.list.map((row) => ({ ...row, kind: 'http' as const, name: row.host, count: row.requests, detail: row.agent ?? '' })),
    ...fingerprints.list.map((row) => ({
      ...row,
      kind: 'ja4' as const,
      name: row.ja4,
      count: row.connections,
      service: null,
      category: null,
      listed: null,
      detail: row.serverName === null ? '' : `last to ${row.serverName}`,
    })),
  ];
  const kinds = [dns, tls, quic, http, fingerprints];
  return {
    list: list.sort((a, b) => rankOf(a) - rankOf(b) || b.count - a.count || (a.name < b.name ? -1 : 1)),
    total: kinds.reduce((sum, { total }) => sum + total, 0),
    forgotten: kinds.reduce((sum, { other }) => sum + other.rows, 0),
  };
}

/** Fingerprints are no names: they stand behind those. */
function rankOf({ kind }: NameLine): number {
  return kind === 'ja4' ? 1 : 0;
}

function dnsDetail({ queries, responses, noSuchName, failures, responseMillis }: DnsNameRow): string {
  const parts: string[] = [];
  if (noSuchName > 0) parts.push(`no such name ×${formatCount(noSuchName)}`);
  if (failures > 0) parts.push(`failed ×${formatCount(failures)}`);
  if (queries > responses) parts.push(`${formatCount(queries - responses)} unanswered`);
  if (responseMillis !== null) parts.push(`answered in ${formatMillis(responseMillis)}`);
  return parts.join(', ');
}
