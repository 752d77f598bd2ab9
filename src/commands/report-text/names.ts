import type { Report } from '../report.ts';
import { countText, durationText } from '../units.ts';
import { firstColumns, type Section } from './section.ts';

/** What is left of 100 columns behind the figures. */
const MOST_NAME = 60;

/** A table for each kind of name that payloads held. */
export function nameSections({ names }: Report): Section[] {
  return [
    {
      title: 'DNS names',
      columns: ['queries', 'responses', 'no such', 'failed', 'time', 'name'],
      figures: firstColumns(5),
      rows: names.dns.map((row) => [
        countText(row.queries),
        countText(row.responses),
        countText(row.noSuchName),
        countText(row.failures),
        row.responseMillis === null ? '-' : durationText(row.responseMillis / 1000),
        clipped(row.name),
      ]),
      total: names.totals.dns,
    },
    {
      title: 'TLS server names',
      columns: ['connections', 'service', 'name'],
      figures: [0],
      rows: names.tls.map((row) => [countText(row.connections), row.service ?? '-', clipped(row.serverName)]),
      total: names.totals.tls,
    },
    {
      title: 'QUIC server names',
      columns: ['connections', 'service', 'name'],
      figures: [0],
      rows: names.quic.map((row) => [countText(row.connections), row.service ?? '-', clipped(row.serverName)]),
      total: names.totals.quic,
    },
    {
      title: 'HTTP hosts',
      columns: ['requests', 'asked by', 'host'],
      figures: [0],
      rows: names.http.map((row) => [countText(row.requests), row.agent ?? '-', clipped(row.host)]),
      total: names.totals.http,
    },
    {
      title: 'Clients by fingerprint (JA4)',
      columns: ['connections', 'fingerprint', 'last seen with'],
      figures: [0],
      rows: names.fingerprints.map((row) => [countText(row.connections), row.ja4, clipped(row.serverName ?? '-')]),
      total: names.totals.fingerprints,
    },
  ];
}

function clipped(name: string): string {
  return name.length <= MOST_NAME ? name : `${name.slice(0, MOST_NAME - 1)}…`;
}
