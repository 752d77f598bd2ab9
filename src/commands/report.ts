import type { HostOrigin, Listed } from '../api/enriched-rows.ts';
import type { FingerprintRow, NamesSummary } from '../inspect/names-summary.ts';
import type { LineSummary } from '../line/line-summary.ts';
import type {
  Accounting,
  ApplicationRow,
  Directed,
  DiscoveryCounts,
  FlowRow,
  HostRow,
  PppoeSessionRow,
  ProblemRow,
  ProtocolRow,
  Rest,
  TrafficSummary,
  TunnelRow,
  UnknownRow,
  VlanRow,
} from '../traffic/summary.ts';

import { type MarkedNameLists, markNames } from './enrich-answers.ts';
import { joinSessions } from './join-sessions.ts';

export const REPORT_SCHEMA = 'wanprobe-report/1';

/** What the report says of a capture file. */
export interface CaptureFileRow {
  readonly path: string;
  readonly format: 'pcap' | 'pcapng';
  readonly timestampResolution: string;
  /** Whether it was read to its end and ended between two frames. */
  readonly complete: boolean;
  readonly damage: { readonly offset: number; readonly reason: string } | null;
  readonly interfaces: readonly {
    readonly linkType: number;
    readonly linkTypeName: string;
    readonly snapLength: number;
    /** False: its frames are counted, but there is no decoder for what is in them. */
    readonly isDecoded: boolean;
  }[];
}

/** A report's rows say what a whole capture came to: how fast things were at its end is no part of that. */
type Total<Row> = Row extends Directed
  ? Omit<Row, 'bytesPerSecond' | 'down' | 'up'> & { readonly down: Amount; readonly up: Amount }
  : Omit<Row, 'bytesPerSecond'>;

interface Amount {
  readonly wireBytes: number;
}

/** `replay --json`: fields are never renamed under the same schema number. Lists are cut to as many rows as were asked for. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly capture: {
    readonly files: readonly CaptureFileRow[];
    readonly frames: number;
    readonly wireBytes: number;
    readonly capturedBytes: number;
    readonly firstFrameAt: string | null;
    readonly lastFrameAt: string | null;
    readonly durationSeconds: number;
  };
  readonly accounting: Pick<Accounting, 'attributed' | 'other' | 'malformed'> & { readonly seen: number };
  readonly problems: readonly ProblemRow[];
  readonly unknown: readonly UnknownRow[];
  readonly protocols: readonly Total<ProtocolRow>[];
  readonly vlans: readonly Total<VlanRow>[];
  readonly pppoe: { readonly discovery: DiscoveryCounts; readonly sessions: readonly PppoeReportRow[] };
  /** What is known of the access line itself. */
  readonly line: LineSummary;
  readonly tunnels: readonly Total<TunnelRow>[];
  readonly hosts: readonly HostReportRow[];
  readonly flows: { readonly total: number; readonly list: readonly Total<FlowRow>[] };
  readonly applications: readonly Total<ApplicationRow>[];
  readonly names: NamesReport;
  /** How many rows each table has, listed above or not, and what was evicted from it: frames and bytes that are in no row. */
  readonly tables: Readonly<Record<TableKey, { readonly rows: number; readonly other: Rest }>>;
}

type PppoeReportRow = Total<PppoeSessionRow>;

type HostReportRow = Omit<Total<HostRow>, 'sent' | 'received'> & {
  readonly sent: Total<HostRow['sent']>;
  readonly received: Total<HostRow['received']>;
} & HostOrigin &
  Listed;

/** Nothing on the wire says where an address is, or what the user thinks of it. */
const NO_ORIGIN: HostOrigin & Listed = { listed: null, country: null, countryName: null, asNumber: null, asName: null };

/** The names that payloads held. Lists are cut like all others; `totals` says how many there are of each kind. */
interface NamesReport extends MarkedNameLists {
  readonly fingerprints: readonly FingerprintRow[];
  readonly encryptedHellos: number;
  readonly unopenedPackets: number;
  readonly totals: Readonly<Record<'dns' | 'tls' | 'quic' | 'http' | 'fingerprints', number>>;
}

type TableKey = 'unknown' | 'protocols' | 'vlans' | 'pppoeSessions' | 'tunnels' | 'hosts' | 'flows' | 'applications';

/** Writes the report of captures whose frames came to `summary`. */
export function createReport(files: readonly CaptureFileRow[], summary: TrafficSummary, line: LineSummary): Report {
  const { accounting } = summary;
  return {
    schema: REPORT_SCHEMA,
    capture: {
      files,
      frames: accounting.seen.frames,
      wireBytes: accounting.seen.wireBytes,
      capturedBytes: accounting.capturedBytes,
      firstFrameAt: summary.firstFrameAt,
      lastFrameAt: summary.lastFrameAt,
      durationSeconds: summary.durationSeconds,
    },
    accounting: {
      seen: accounting.seen.frames,
      attributed: accounting.attributed,
      other: accounting.other,
      malformed: accounting.malformed,
    },
    problems: summary.problems,
    unknown: summary.unknown.list,
    protocols: summary.protocols.list.map(totalOf),
    vlans: summary.vlans.list.map(totalOf),
    pppoe: {
      discovery: summary.discovery,
      sessions: joinSessions(summary.pppoeSessions.list, line.ppp).map(totalOf),
    },
    line,
    tunnels: summary.tunnels.list.map(totalOf),
    hosts: summary.hosts.list.map((row) => ({
      ...totalOf(row),
      sent: totalOf(row.sent),
      received: totalOf(row.received),
      ...NO_ORIGIN,
    })),
    flows: { total: summary.flows.total + summary.flows.other.rows, list: summary.flows.list.map(totalOf) },
    applications: summary.applications.list.map(totalOf),
    names: namesReport(summary.names),
    tables: {
      unknown: tableOf(summary.unknown),
      protocols: tableOf(summary.protocols),
      vlans: tableOf(summary.vlans),
      pppoeSessions: tableOf(summary.pppoeSessions),
      tunnels: tableOf(summary.tunnels),
      hosts: tableOf(summary.hosts),
      flows: tableOf(summary.flows),
      applications: tableOf(summary.applications),
    },
  };
}

function namesReport({ dns, tls, quic, http, fingerprints, encryptedHellos, unopenedPackets }: NamesSummary): NamesReport {
  return {
    ...markNames({ dns: dns.list, tls: tls.list, quic: quic.list, http: http.list }, () => null),
    fingerprints: fingerprints.list,
    encryptedHellos,
    unopenedPackets,
    totals: { dns: dns.total, tls: tls.total, quic: quic.total, http: http.total, fingerprints: fingerprints.total },
  };
}

function totalOf<Row extends { readonly bytesPerSecond: number }>({ bytesPerSecond: _, ...rest }: Row): Total<Row> {
  const row = rest as Partial<Directed>;
  if (row.down === undefined || row.up === undefined) return rest as Total<Row>;
  const { down, up } = row;
  return { ...rest, down: { wireBytes: down.wireBytes }, up: { wireBytes: up.wireBytes } } as unknown as Total<Row>;
}

function tableOf({ total, other }: { readonly total: number; readonly other: Rest }): { rows: number; other: Rest } {
  return { rows: total, other };
}
