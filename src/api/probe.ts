import type { NamesSummary } from '../inspect/names-summary.ts';
import type { LineSummary } from '../line/line-summary.ts';
import type { EchoShare } from '../line/ppp/echo-series.ts';
import type { EndReason } from '../line/ppp/verdict.ts';
import type { ByDirection } from '../line/quality/direction-counts.ts';
import type { DnsCounts } from '../line/quality/dns-servers.ts';
import type { BySide } from '../line/quality/round-trips.ts';
import type { Distribution } from '../line/quality/sketch.ts';
import type { DiscoveryCounts, Rows, TableRows } from '../traffic/summary.ts';
import type { EnrichedLine, EnrichedNames } from './enriched-rows.ts';
import type { FlowRow, HostRow, PppoeSessionRow, StatusMessage, TrafficPoint } from './messages.ts';

/** What was counted and learnt: the rows of tables, the names that payloads held, and what is known of the access line. */
export type CountedAnswers = TableRows & { readonly names: NamesSummary; readonly line: LineSummary };

/** What can be asked for: the same, and beside it what files on this machine say. */
export type Answers = Omit<CountedAnswers, 'hosts' | 'flows' | 'names' | 'pppoeSessions' | 'line'> & {
  readonly hosts: Rows<HostRow>;
  readonly flows: Rows<FlowRow>;
  readonly names: EnrichedNames;
  readonly pppoeSessions: Rows<PppoeSessionRow>;
  readonly line: EnrichedLine;
};
export type AnswerName = keyof Answers;

export type SortOrder = 'bytes' | 'rate';

/** Which rows are wanted of the tables that are asked for. */
export interface RowQuestion {
  /** The most rows of each table, 1 to 10,000. */
  readonly limit: number;
  readonly sortBy: SortOrder;
  /**
   * Only rows in whose text it occurs, whatever the case: all that was counted and all that files say. Only the first 10,000 rows in the order
   * asked for are looked at. '' takes every row.
   */
  readonly filter?: string;
  /** Only this host, and only conversations it takes part in: an address as the tables write it. */
  readonly address?: string;
  /** `all`: every echo sample and event of the line; the latest unless said. */
  readonly samples?: 'all';
  /** Of the line's sessions only the one with this serial, and its events, all of both. */
  readonly session?: number;
}

/** A closed window of the line as JSON text of a `LineWindow`: it is passed on as it is, and smaller than the objects it describes. */
export interface LineWindowText {
  readonly startMillis: number;
  readonly text: string;
}

/** A window has closed. Also said again, with the same window, when something else about the status changed. */
export interface WindowNotice {
  readonly startAt: string;
  readonly endAt: string;
  readonly point: TrafficPoint;
}

/** Bytes on the wire by the innermost network protocol. */
export interface FamilyBytes {
  readonly ipv4Bytes: number;
  readonly ipv6Bytes: number;
  readonly otherBytes: number;
}

/** LCP echo requests, and what became of them; a reply after three seconds counts as lost first, then as late. */
export type EchoTotals = Omit<EchoShare, 'rttMillis'>;

/** Sums over all windows since the start that no table has: what tables forget stays in them. */
export interface ProbeTotals {
  readonly wan: ByDirection<FamilyBytes>;
  readonly discovery: DiscoveryCounts;
  /** By the end that asked. */
  readonly echo: { readonly client: EchoTotals; readonly server: EchoTotals; readonly unknown: EchoTotals };
  /** How often sessions ended, by the reason that was known then. */
  readonly terminations: Readonly<Record<EndReason, number>>;
  /** Of all DNS servers together. */
  readonly dns: DnsCounts;
}

/** What TCP's round trips came to in the last minute of packet time, by side of the probe. */
export interface RecentTimes {
  readonly handshake: BySide<Distribution>;
  readonly roundTrip: BySide<Distribution>;
}

/** Whether frames are being taken in; `reason` is one line. */
export type Health = { readonly isWell: true } | { readonly isWell: false; readonly reason: string };

/** Whoever holds the state that the API shows. */
export interface Probe {
  /** As of the last closed window. */
  status(): StatusMessage;
  health(): Health;
  /** Points oldest first; at most the last 3,600. */
  points(): readonly TrafficPoint[];
  /** Windows of the line, oldest first; at most the last 3,600. */
  lineWindows(): readonly LineWindowText[];
  totals(): ProbeTotals;
  recentTimes(): RecentTimes;
  /** The last closed window; null before the first. */
  latest(): WindowNotice | null;
  /** What several tables, or the line, say, all of the same moment. Rejects with `ProbeBusyError` when too much is asked at once. */
  ask<Name extends AnswerName>(names: readonly Name[], question: RowQuestion): Promise<Pick<Answers, Name>>;
  /** Returns how to stop listening. Listeners must not throw. */
  onWindow(listener: (notice: WindowNotice) => void): () => void;
}

/** Nobody can answer right now; asking again in a second may help. */
export class ProbeBusyError extends Error {
  readonly code = 'busy';

  constructor(message: string) {
    super(message);
    this.name = 'ProbeBusyError';
  }
}
