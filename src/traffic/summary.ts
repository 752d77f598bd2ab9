import type { TunnelTypeName } from '../decode/tunnel-type.ts';
import type { FlowApplication, HostName, NamesSummary } from '../inspect/names-summary.ts';

// What the tables say, as plain immutable values: rows of the report, of the API and of windows. Times are ISO 8601 UTC with microseconds;
// lists are sorted by `wireBytes` falling, then by key, so that equal input gives equal output.

export interface Counts {
  readonly frames: number;
  /** Original (not captured) lengths, frame check sequence excluded. */
  readonly wireBytes: number;
}

/** What a bounded table could not keep as rows of its own, so that the total over rows and rest is exact. */
export interface Rest extends Counts {
  /** How many rows were folded into it since the start. */
  readonly rows: number;
}

/** Rows of one table, at most as many as were asked for, and what is not among them. */
export interface Rows<Row> {
  readonly list: readonly Row[];
  /** How many rows the table holds, listed here or not. */
  readonly total: number;
  /** What was evicted from the table or never found room in it. Rows that are in the table but not in `list` are not in here. */
  readonly other: Rest;
}

/** How fast something is now: a mean over the last seconds, weighted towards the latest (time constant 5 s of packet time). */
export interface Rate {
  readonly bytesPerSecond: number;
}

/** How much went one way on the access line, and how fast. */
export interface Volume extends Rate {
  readonly wireBytes: number;
}

/** What came down the access line, and what went up. Their sum is less than the total where the way of some frames is not known. */
export interface Directed {
  readonly down: Volume;
  readonly up: Volume;
}

export interface ProtocolRow extends Counts, Rate, Directed {
  /** The encapsulation stack, outermost first: `ethernet/pppoe-session/ppp/ipv4/tcp`. */
  readonly stack: string;
}

export interface VlanRow extends Counts, Rate, Directed {
  readonly id: number;
}

/** LCP echo requests of the client and how they were answered. */
export interface SessionEcho {
  readonly requests: number;
  readonly replies: number;
  readonly rttMillis: { readonly min: number; readonly median: number; readonly p95: number; readonly max: number } | null;
}

export interface PppoeSessionRow extends Counts, Rate, Directed {
  readonly sessionId: number;
  /** Both addresses are known from the first frame on, but who is who only once discovery or the session's own frames tell; else sorted. */
  readonly clientMac: string | null;
  readonly concentratorMac: string | null;
  /** Whether discovery, or the session itself, told which end is the client. */
  readonly rolesKnown: boolean;
  readonly concentratorName: string | null;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly closeReason: string | null;
  /** What negotiation told; null where it was not seen, and of rows that only traffic made. */
  readonly localIpv4: string | null;
  readonly remoteIpv4: string | null;
  readonly mru: number | null;
  readonly echo: SessionEcho | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

export interface DiscoveryCounts {
  readonly padi: number;
  readonly pado: number;
  readonly padr: number;
  readonly pads: number;
  readonly padt: number;
}

export interface TunnelRow extends Counts, Rate, Directed {
  readonly type: TunnelTypeName;
  readonly id: number | null;
  /** The virtual subnet id, the upper 24 bits of a GRE key that carries Ethernet (NVGRE, RFC 7637). */
  readonly vsid?: number;
  /** The outer addresses, sorted: IP where an IP header carries the tunnel, else MAC. */
  readonly endpoints: readonly string[];
  /** Bytes on the wire behind the tunnel's own header. */
  readonly innerBytes: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** On which side of the probe a host is: at home, or beyond the access line. */
export type HostSide = 'home' | 'line';

export interface HostRow extends Counts, Rate, Directed {
  readonly address: string;
  /** `null` where that is not known. */
  readonly side: HostSide | null;
  /** The names it was seen under, the best first; `nameDetails` says where each came from. */
  readonly names: readonly string[];
  readonly nameDetails: readonly HostName[];
  readonly sent: Counts & Rate;
  readonly received: Counts & Rate;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

export interface EndpointRow extends Counts {
  readonly address: string;
  /** `null` where the protocol has none or it was not captured. For ICMP: as the Community ID has it, type and counterpart or code. */
  readonly port: number | null;
}

/** `new` one side spoke; `established` both did (TCP: the handshake was answered); `closing` a FIN passed; `closed` both FINs or a RST did. */
export type FlowState = 'new' | 'established' | 'closing' | 'closed' | 'reset';

export interface FlowRow extends Counts, Rate, Directed {
  readonly protocol: string;
  /** Which of the two is at home; `null` where that is not known. */
  readonly home: 'initiator' | 'responder' | null;
  readonly initiator: EndpointRow;
  readonly responder: EndpointRow;
  readonly application: FlowApplication;
  readonly stack: string;
  readonly tunnel: { readonly type: TunnelTypeName; readonly id: number | null } | null;
  readonly vlan: number | null;
  readonly pppoeSession: number | null;
  readonly state: FlowState;
  /** All TCP flags seen, initiator's and responder's, as letters of `FSRPAU`; empty for other protocols. */
  readonly tcpFlags: { readonly initiator: string; readonly responder: string };
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly communityId: string;
}

/** What frames are for, in people's words. */
export interface ApplicationLabels {
  /** The service where one is known (`YouTube`), else the protocol (`DNS`). */
  readonly application: string;
  /** The application protocol's name, such as `tls`. */
  readonly protocol: string;
  readonly service: string | null;
  readonly category: string;
  /** Whether nothing but a port tells the protocol. */
  readonly isGuess: boolean;
}

export interface ApplicationRow extends ApplicationLabels, Counts, Rate, Directed {
  readonly conversations: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

export interface ProblemRow {
  readonly protocol: string;
  readonly problem: string;
  readonly frames: number;
}

export interface UnknownRow {
  /** Whose field it is; `link` for a frame's own link type. */
  readonly carrier: string;
  /** The identifier as the field's documents write it: `0x88b5` for EtherTypes and PPP protocols, decimal for the rest. */
  readonly identifier: string;
  readonly frames: number;
}

/** Every frame is in exactly one of the three, so `seen.frames = attributed + other + malformed`. */
export interface Accounting {
  readonly seen: Counts;
  readonly capturedBytes: number;
  /** Frames under a stack of their own in `protocols`. */
  readonly attributed: number;
  /** Frames whose stack found no row. */
  readonly other: number;
  /** Frames with a problem their sender (or the line) is to blame for; they count under the stack they reached as well. */
  readonly malformed: number;
}

/** Everything the traffic tables know, totals since the start. */
export interface TrafficSummary {
  readonly accounting: Accounting;
  /** The earliest and the latest timestamp, in whatever order the frames came; null before the first frame. */
  readonly firstFrameAt: string | null;
  readonly lastFrameAt: string | null;
  /** Between these two. */
  readonly durationSeconds: number;
  readonly problems: readonly ProblemRow[];
  readonly unknown: Rows<UnknownRow>;
  readonly protocols: Rows<ProtocolRow>;
  readonly vlans: Rows<VlanRow>;
  readonly discovery: DiscoveryCounts;
  readonly pppoeSessions: Rows<PppoeSessionRow>;
  readonly tunnels: Rows<TunnelRow>;
  readonly hosts: Rows<HostRow>;
  readonly flows: Rows<FlowRow>;
  readonly applications: Rows<ApplicationRow>;
  /** What names payloads held. */
  readonly names: NamesSummary;
}

/** The tables a summary can be asked for one by one. */
export type TableRows = Pick<
  TrafficSummary,
  'protocols' | 'vlans' | 'pppoeSessions' | 'tunnels' | 'hosts' | 'flows' | 'applications' | 'unknown'
>;
export type TableName = keyof TableRows;

/** How full a bounded table is. */
export interface TableUse {
  readonly name: string;
  readonly rows: number;
  readonly capacity: number;
  /** Rows that gave way to others since the start. */
  readonly evicted: number;
}
