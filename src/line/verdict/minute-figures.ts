import type { MirrorCode } from '../home/mirror/findings.ts';
import type { HostFigures } from './host-figures.ts';
import type { Grade, LoadDirection } from './verdict-row.ts';

/** A measured round trip next to what is usual, in milliseconds; null where nothing was measured. */
export interface RoundTripFigures {
  readonly samples: number;
  /** One of four is no longer than that: the nearest hosts. */
  readonly lowerMillis: number | null;
  readonly medianMillis: number | null;
  /** Three of four are no longer than that. */
  readonly upperMillis: number | null;
  readonly p95Millis: number | null;
  readonly baselineMillis: number | null;
}

export interface LoadFigures {
  readonly bytes: number;
  /** Seconds in which the direction carried at least four fifths of the highest rate within a day. */
  readonly busySeconds: number;
  /** The highest rate of two seconds in this time, and the highest of five within a day. */
  readonly peakBitsPerSecond: number;
  readonly highestBitsPerSecond: number;
  /** Of latency under load, where it was loaded. */
  readonly grade: Grade | null;
}

export interface NameServerFigures {
  readonly address: string;
  readonly queries: number;
  readonly answers: number;
  readonly failures: number;
  readonly unanswered: number;
  readonly medianMillis: number | null;
}

export interface FarEndFigures {
  readonly address: string;
  readonly connections: number;
  readonly unansweredSyns: number;
  readonly losses: number;
  readonly resets: number;
  readonly handshakes: number;
}

/** What a minute, or part of one, came to: all that a verdict rests on. Plain and small, for a day of them is kept. */
export interface MinuteFigures {
  readonly startMicros: number;
  readonly endMicros: number;
  /** Windows in it. */
  readonly seconds: number;
  readonly frames: number;
  readonly unknownFrames: number;
  readonly dataSegments: number;
  readonly lineLosses: number;
  readonly homeLosses: number;
  /** Connections that stalled because their large packets vanish, and ICMP messages that a packet was too big. */
  readonly stalls: number;
  readonly tooBig: number;
  readonly syns: number;
  readonly unansweredSyns: number;
  /** Receivers that took no more: at home, and beyond the line. */
  readonly homeZeroWindows: number;
  readonly homeSegments: number;
  /** LCP echo requests of the router. */
  readonly echoesSent: number;
  readonly echoesAnswered: number;
  readonly echoesLost: number;
  readonly echo: RoundTripFigures;
  readonly lineHandshake: RoundTripFigures;
  readonly homeHandshake: RoundTripFigures;
  /** Answers of all name servers. */
  readonly names: RoundTripFigures;
  /** Of what was answered, all but names. */
  readonly otherAnswers: number;
  readonly load: Readonly<Record<LoadDirection, LoadFigures>>;
  /** At most eight, those asked most first. */
  readonly nameServers: readonly NameServerFigures[];
  /** Only hosts that have been in trouble are told one by one. */
  readonly farEnds: {
    /** Hosts that left SYNs unanswered, and connections that others accepted. */
    readonly silent: number;
    readonly otherHandshakes: number;
    /** Losses with hosts that answer: of all of them, and of the worst; and connections to hosts that lost nothing. */
    readonly losses: number;
    readonly worstLosses: number;
    readonly losslessConnections: number;
    /** Connections that hosts refused or broke off. */
    readonly resets: number;
    /** The worst by what they left unanswered and lost, at most four. */
    readonly worst: readonly FarEndFigures[];
  };
  readonly hosts: HostFigures;
  readonly mirror: {
    readonly findings: readonly MirrorCode[];
    readonly gaps: number;
    /** Of all bytes that were sent once, the larger of both directions' shares; null where nothing was sent. */
    readonly lostShare: number | null;
  };
}
