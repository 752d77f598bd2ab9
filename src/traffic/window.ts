import { timestampText } from '../decode/text.ts';
import type { NamesWindow } from '../inspect/names-summary.ts';
import type {
  Accounting,
  ApplicationLabels,
  Counts,
  DiscoveryCounts,
  ProblemRow,
  Rest,
  TunnelRow,
  UnknownRow,
} from './summary.ts';

/** An interval of packet time, [start, end), in microseconds since 1970. */
export type WindowSpan = Pick<TrafficWindow, 'startMicros' | 'endMicros'>;

/** Of a row's bytes, those that came down the access line and those that went up; of others it is not known. */
export interface OpenDirected {
  readonly downBytes: number;
  readonly upBytes: number;
}

/** One row's share of a window. */
export interface ProtocolShare extends Counts, OpenDirected {
  readonly stack: string;
}

export interface VlanShare extends Counts, OpenDirected {
  readonly id: number;
}

export interface PppoeShare extends Counts, OpenDirected {
  readonly sessionId: number;
  readonly macs: readonly [string, string];
}

export interface TunnelShare extends Counts, OpenDirected, Pick<TunnelRow, 'type' | 'id' | 'endpoints' | 'innerBytes'> {}

export interface HostShare extends Counts {
  readonly address: string;
  readonly sent: Counts;
  readonly received: Counts;
}

export interface ApplicationShare extends ApplicationLabels, Counts, OpenDirected {}

/** The rows with the most bytes in the window, and the rest of it as one. `list` and `other` add up to the table's whole window. */
export interface Shares<Share> {
  readonly list: readonly Share[];
  readonly other: Rest;
}

/** A window's bytes on the wire. */
export interface WindowBytes {
  /** Of frames whose innermost network protocol is IPv4, and IPv6. */
  readonly ipv4Bytes: number;
  readonly ipv6Bytes: number;
  /** What came down the access line, and what went up; of the rest it is not known. */
  readonly downBytes: number;
  readonly upBytes: number;
  /** Of these, the bytes of frames whose innermost network protocol is IPv4, and IPv6. */
  readonly ipv4DownBytes: number;
  readonly ipv4UpBytes: number;
  readonly ipv6DownBytes: number;
  readonly ipv6UpBytes: number;
}

/**
 * What passed in one closed interval of packet time, [start, end): plain values that can be stored, sent and added up. Windows are a second
 * long and follow each other without overlap; seconds without a frame have a window too, unless a whole hour is silent: then
 * the next window just starts later. A frame stamped earlier than the window that is open counts in that window.
 */
export interface TrafficWindow extends WindowBytes {
  readonly startAt: string;
  readonly endAt: string;
  readonly startMicros: number;
  readonly endMicros: number;
  readonly accounting: Accounting;
  readonly protocols: Shares<ProtocolShare>;
  readonly vlans: Shares<VlanShare>;
  readonly discovery: DiscoveryCounts;
  readonly pppoeSessions: Shares<PppoeShare>;
  readonly tunnels: Shares<TunnelShare>;
  readonly hosts: Shares<HostShare>;
  readonly applications: Shares<ApplicationShare>;
  readonly names: NamesWindow;
  readonly problems: readonly ProblemRow[];
  readonly unknown: readonly UnknownRow[];
  /** Conversations that had a frame in the window, conversations seen for the first time, and conversations evicted to make room. */
  readonly flows: { readonly active: number; readonly opened: number; readonly evicted: number };
}

const NOTHING: Counts = { frames: 0, wireBytes: 0 };
const NO_SHARES: Shares<never> = { list: [], other: { ...NOTHING, rows: 0 } };
const NO_NAMES: NamesWindow = {
  dnsQueries: 0,
  dnsResponses: 0,
  dnsNoSuchName: 0,
  dnsFailures: 0,
  helloCount: 0,
  encryptedHellos: 0,
  httpRequests: 0,
  list: [],
  otherCount: 0,
};

/** The window of a second without a frame. A capture may have many in a row, so no table is asked. */
export function silentWindow({ startMicros, endMicros }: WindowSpan): TrafficWindow {
  return {
    startAt: timestampText(startMicros),
    endAt: timestampText(endMicros),
    startMicros,
    endMicros,
    accounting: { seen: NOTHING, capturedBytes: 0, attributed: 0, other: 0, malformed: 0 },
    ipv4Bytes: 0,
    ipv6Bytes: 0,
    downBytes: 0,
    upBytes: 0,
    ipv4DownBytes: 0,
    ipv4UpBytes: 0,
    ipv6DownBytes: 0,
    ipv6UpBytes: 0,
    protocols: NO_SHARES,
    vlans: NO_SHARES,
    discovery: { padi: 0, pado: 0, padr: 0, pads: 0, padt: 0 },
    pppoeSessions: NO_SHARES,
    tunnels: NO_SHARES,
    hosts: NO_SHARES,
    applications: NO_SHARES,
    names: NO_NAMES,
    problems: [],
    unknown: [],
    flows: { active: 0, opened: 0, evicted: 0 },
  };
}
