// What crosses the wire between the probe and its pages: types only. The dashboard imports this file and nothing else of the probe.

import type { LineWindow } from '../line/line-window.ts';
import type { PppEvent } from '../line/ppp/event-row.ts';
import type {
  Accounting,
  ApplicationRow,
  DiscoveryCounts,
  ProblemRow,
  ProtocolRow,
  Rows,
  TableUse,
  TunnelRow,
  UnknownRow,
  VlanRow,
} from '../traffic/summary.ts';
import type { EnrichedLine, EnrichedNames, FlowRow, HostRow, PppoeSessionRow, PppSessionRow } from './enriched-rows.ts';
import type { EventsMessage, SystemMessage } from './system-message.ts';

export type { FingerprintRow, FlowApplication, HostName, NameRows, NameSource } from '../inspect/names-summary.ts';
export type { BillingPeriod } from '../line/home/billing-days.ts';
export type { DirectionBytes } from '../line/home/direction-bytes.ts';
export type { AdvertisedRouter } from '../line/home/leases/advertisement-follower.ts';
export type { Dhcpv4Lease } from '../line/home/leases/dhcpv4-follower.ts';
export type { Dhcpv6Lease } from '../line/home/leases/dhcpv6-follower.ts';
export type { MirrorFinding } from '../line/home/mirror/findings.ts';
export type { OutageRow, OutageSummary, Suspect } from '../line/outage/outage-row.ts';
export type { AttemptRow, EchoRow } from '../line/ppp/summary.ts';
export type { DnsServerSummary } from '../line/quality/dns-servers.ts';
export type { FarEnd } from '../line/quality/far-ends.ts';
export type { MtuFinding } from '../line/quality/mtu-findings.ts';
export type { MirrorLoss, QualitySummary, SideSummary } from '../line/quality/quality-window.ts';
export type { Distribution } from '../line/quality/sketch.ts';
export type {
  BufferbloatRow,
  Severity,
  VerdictFigure,
  VerdictKind,
  VerdictRow,
  VerdictSummary,
} from '../line/verdict/verdict-row.ts';
export type {
  Accounting,
  ApplicationRow,
  Counts,
  DiscoveryCounts,
  EndpointRow,
  FlowState,
  ProblemRow,
  ProtocolRow,
  Rest,
  Rows,
  TableUse,
  TunnelRow,
  UnknownRow,
  VlanRow,
  Volume,
} from '../traffic/summary.ts';
export type {
  DnsNameRow,
  FlowRow,
  HomeState,
  HostOrigin,
  HostRow,
  HttpHostRow,
  PppoeSessionRow,
  PppSessionRow,
  PppSummary,
  ServerNameRow,
} from './enriched-rows.ts';
export type {
  AlertLevel,
  CollectorState,
  ConnectionsReading,
  ContainerReading,
  CpuReading,
  CpuShares,
  DiskReading,
  EventsMessage,
  FigureLevel,
  FileSystemReading,
  FlashCardReading,
  InterfaceReading,
  LoadReading,
  MachineCondition,
  MachineLineState,
  MachineRow,
  MachinesMessage,
  MemoryReading,
  PressureReading,
  PressureShares,
  ProbeCostReading,
  ProcessOrder,
  RaspberryReading,
  SensorReading,
  SwapReading,
  SystemEventRow,
  SystemHistoryMessage,
  SystemHost,
  SystemMessage,
  SystemPoint,
  SystemProcess,
  SystemProcesses,
  TopProcess,
} from './system-message.ts';

/** Where frames come from: an interface, the bundled demonstration, or capture files somebody named. */
export type ProbeMode = 'live' | 'demonstration' | 'replay';

/** `waiting`: opened, no frame yet; `down`: the interface lost its link; `gone`: it does not exist at the moment; `ended`: a replay is over. */
export type SourceCondition = 'waiting' | 'capturing' | 'down' | 'gone' | 'ended';

/** Frames that never reached the tables, since the start. `null`: this source cannot tell, which is not zero. */
export interface LossCounts {
  readonly card: number | null;
  readonly kernel: number | null;
  readonly freezes: number | null;
  readonly probe: number | null;
}

/** `GET /api/v1/status`, and the `status` topic. */
export interface StatusMessage {
  readonly version: string;
  readonly mode: ProbeMode;
  /** Why it is a demonstration, in one line, and what to do about it; null otherwise. */
  readonly modeReason: string | null;
  readonly source: {
    readonly name: string;
    readonly condition: SourceCondition;
    /** Why no frames come at the moment and what to do about it, in one line; null while nothing is wrong. */
    readonly reason: string | null;
    /** What whoever reads the results should know about this capture, each in one sentence. */
    readonly remarks: readonly string[];
    readonly driver: string | null;
    readonly linkTypes: readonly string[];
    readonly snapLength: number | null;
  };
  /** When the probe was started, by the machine's clock. */
  readonly startedAt: string;
  /** Packet time: the first frame's, and the end of the last closed window. */
  readonly firstFrameAt: string | null;
  readonly lastWindowAt: string | null;
  readonly accounting: Accounting;
  readonly losses: LossCounts;
  readonly tables: readonly TableUse[];
  readonly problems: readonly ProblemRow[];
  readonly unknown: readonly UnknownRow[];
}

/** One window's totals: a point of the chart. */
export interface TrafficPoint {
  /** The window's start. */
  readonly at: string;
  readonly seconds: number;
  readonly frames: number;
  readonly wireBytes: number;
  /** Bytes on the wire by the innermost network protocol. */
  readonly ipv4Bytes: number;
  readonly ipv6Bytes: number;
  readonly otherBytes: number;
  /** Bytes that came down the access line, and that went up; of the rest it is not known. */
  readonly downBytes: number;
  readonly upBytes: number;
  readonly malformed: number;
  /** Frames lost in this window, all known counters together; null where none is known. */
  readonly dropped: number | null;
  readonly activeFlows: number;
}

/** `GET /api/v1/traffic`: points oldest first; at most the last hour is kept in memory. */
export interface TrafficMessage {
  readonly stepSeconds: number;
  readonly points: readonly TrafficPoint[];
}

/** `GET /api/v1/hosts/{address}`: the host, and the conversations it takes part in, the largest first. */
export interface HostMessage {
  readonly host: HostRow;
  readonly flows: Rows<FlowRow>;
}

/**
 * `GET /api/v1/line`, and the `line` topic: what is known of the access line so far. Of echo samples and events it has the latest only, unless
 * all are asked for.
 */
export interface LineMessage extends EnrichedLine {
  readonly discovery: DiscoveryCounts;
  /** By what was counted in them; `ppp` follows them. */
  readonly sessions: Rows<PppoeSessionRow>;
  readonly vlans: Rows<VlanRow>;
}

/** `GET /api/v1/line/sessions/{serial}`: one session with all its echo samples, and what happened to it, oldest first. */
export interface LineSessionMessage {
  readonly session: PppSessionRow;
  readonly events: readonly PppEvent[];
}

/** `GET /api/v1/line/windows`: the latest of the windows asked for, oldest first; at most the last hour is kept in memory. */
export interface LineWindowsMessage {
  /** How many windows there are in the time asked for, listed or not. */
  readonly total: number;
  readonly windows: readonly LineWindow[];
}

/** `GET /api/v1/names`, and the `names` topic: the names that payloads held. */
export type NamesMessage = EnrichedNames;

/** What comes with every window of packet time, and what comes with every snapshot of the machine. */
export const WINDOW_TOPICS = [
  'status',
  'traffic',
  'hosts',
  'flows',
  'protocols',
  'applications',
  'names',
  'tunnels',
  'line',
] as const;
export type WindowTopic = (typeof WINDOW_TOPICS)[number];
export const MACHINE_TOPICS = ['system', 'events'] as const;
export type MachineTopic = (typeof MACHINE_TOPICS)[number];

/** What a client may ask the live feed for. */
export const LIVE_TOPICS = [...WINDOW_TOPICS, ...MACHINE_TOPICS] as const;
export type LiveTopic = (typeof LIVE_TOPICS)[number];

/** What the client sends after connecting to `/api/v1/live`; a later one replaces the choice. Without it nothing is pushed. */
export interface LiveRequest {
  readonly topics: readonly LiveTopic[];
  /** The most rows of each list; 1 to 200, 20 unless said. */
  readonly limit?: number;
}

/**
 * Two kinds of messages, never mixed. One per window of packet time, with those of the chosen topics that are about the line; one per snapshot
 * of the machine, with `system` and `events`, whose `startAt` and `endAt` are the time between two snapshots by the machine's clock. Whichever
 * kind is chosen comes once at once after every choice. Rows are sorted by rate, then by bytes; processes by CPU time.
 * Windows are left out for clients that read too slowly and while a replay runs faster than time: a `startAt` later than the `endAt` before
 * it says so, and `GET /api/v1/traffic` has the points between.
 */
export interface LiveMessage {
  readonly startAt: string;
  readonly endAt: string;
  readonly status?: StatusMessage;
  readonly traffic?: TrafficPoint;
  readonly hosts?: Rows<HostRow>;
  readonly flows?: Rows<FlowRow>;
  readonly protocols?: Rows<ProtocolRow>;
  readonly applications?: Rows<ApplicationRow>;
  readonly names?: NamesMessage;
  readonly tunnels?: Rows<TunnelRow>;
  readonly line?: LineMessage;
  readonly system?: SystemMessage;
  readonly events?: EventsMessage;
}

/** `GET /healthz`: 200 with `ok`, 503 with `failing`. */
export interface HealthMessage {
  readonly status: 'ok' | 'failing';
  readonly mode: ProbeMode;
  /** What is wrong, in one line; null when nothing is. */
  readonly reason: string | null;
}

/** The body of every error. */
export interface ErrorMessage {
  readonly error: { readonly code: string; readonly message: string };
}
