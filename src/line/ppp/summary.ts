// Cold.

import { timestampText } from '../../decode/text.ts';
import type { AuthenticationResult } from './authentication.ts';
import type { AuthenticationProtocol } from './configure-options.ts';
import { describeSession } from './describe-session.ts';
import type { Attempt } from './discovery-attempt.ts';
import type { DiscoveryErrorName } from './discovery-tags.ts';
import { eventRow, type PppEvent } from './event-row.ts';
import type { LineCounts } from './line-log.ts';
import type { RttFigures } from './rtt-sketch.ts';
import type { End } from './timeline.ts';
import type { EndReason } from './verdict.ts';
import type { Followed } from './window.ts';

/** Echo requests of one end and what became of them. */
export interface EchoRow {
  readonly requests: number;
  readonly replies: number;
  /** Without a reply for three seconds, and none later. */
  readonly lost: number;
  /** Neither: it was too early to say when the session, or the capture, ended. */
  readonly open: number;
  /** Of `replies`: those after more than three seconds. */
  readonly late: number;
  /** Requests since the last that was answered. */
  readonly unansweredRun: number;
  readonly intervalSeconds: number | null;
  /** Whether the sender leaves requests out while traffic flows, as adaptive ones do: long gaps in the series are no loss. */
  readonly isSparse: boolean;
  readonly rttMillis: RttFigures | null;
  /** The last ones, at most 512, the oldest first. */
  readonly samples: readonly { readonly at: string; readonly rttMillis: number }[];
}

/** How a client looked for a concentrator. */
export interface DiscoveryRow {
  readonly padiSent: number;
  /** Rounds of PADIs the client gave up, as its log would count them. */
  readonly padoTimeouts: number;
  /** PADIs without a PADO within three seconds. */
  readonly padiUnanswered: number;
  readonly firstPadiAt: string | null;
  readonly padoReceived: number;
  readonly padrSent: number;
  /** Concentrators that offered a session. */
  readonly offers: readonly {
    readonly mac: string;
    readonly at: string;
    readonly acName: string | null;
    readonly serviceNames: readonly string[];
  }[];
  readonly errors: readonly { readonly at: string; readonly name: DiscoveryErrorName; readonly text: string }[];
  readonly relaySessionId: string | null;
}

export interface AttemptRow extends DiscoveryRow {
  readonly clientMac: string;
  readonly vlanIds: readonly number[];
  readonly lastPadiAt: string | null;
}

export interface PppSessionRow {
  /** Tells the session from all others since the start. */
  readonly serial: number;
  readonly sessionId: number | null;
  /** Where `rolesKnown` is false, simply the one end and the other. */
  readonly clientMac: string | null;
  readonly concentratorMac: string | null;
  readonly rolesKnown: boolean;
  /** Whether the roles were told by something other than discovery. */
  readonly rolesInferred: boolean;
  readonly vlanIds: readonly number[];
  readonly acName: string | null;
  readonly serviceName: string | null;
  readonly maxPayload: { readonly asked: number | null; readonly granted: number | null };
  readonly state: 'lcp' | 'authentication' | 'network' | 'up' | 'closed';
  /** When the first frame of it was seen; the session may be older where `openedAt` is null. */
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly openedAt: string | null;
  readonly ipUpAt: string | null;
  readonly closedAt: string | null;
  /** The same as `endReason`. */
  readonly closeReason: EndReason | null;
  readonly endedBy: End | null;
  readonly endReason: EndReason | null;
  /** One sentence for people; null while the session is open. */
  readonly reasonText: string | null;
  /** How often it was taken for over and went on. */
  readonly timesReopened: number;
  /** From IP being up to the end, or to now; from the first frame on where the session is older than that; null before IP was up. */
  readonly uptimeSeconds: number | null;
  readonly phases: {
    readonly discoveryMillis: number | null;
    readonly lcpMillis: number | null;
    readonly authenticationMillis: number | null;
    readonly ipcpMillis: number | null;
    readonly ipv6cpMillis: number | null;
  };
  readonly authentication: {
    readonly protocol: AuthenticationProtocol | null;
    /** Which end demanded it. */
    readonly demandedBy: End | null;
    readonly result: AuthenticationResult | null;
    /** Whether the answer was not seen, and follows from what came after it. */
    readonly resultInferred: boolean;
    /** The answer's text, at most 80 characters, with whatever may be a user's name masked. */
    readonly message: string | null;
    readonly attempts: number;
  };
  readonly localIpv4: string | null;
  readonly remoteIpv4: string | null;
  readonly dns: readonly string[];
  /** Why there is no IPv4 address, where it was seen; null otherwise. */
  readonly ipcpFailure: string | null;
  readonly ipv6: { readonly localLinkLocal: string | null; readonly remoteLinkLocal: string | null } | null;
  /** What each end can receive, as the other acknowledged; null where it left the default or this was not seen. */
  readonly mru: number | null;
  readonly peerMru: number | null;
  /** The router's requests, as the report has them, then the concentrator's. */
  readonly echo: EchoRow;
  readonly serverEcho: EchoRow;
  /** How its client found the concentrator; null where that was not seen. */
  readonly discovery: DiscoveryRow | null;
  readonly frames: { readonly fromClient: number; readonly fromServer: number };
  readonly ignoredFrames: number;
}

/** What is known of a line's PPPoE sessions since the start. */
export interface PppSummary {
  /** In the order in which they were first seen. */
  readonly sessions: readonly PppSessionRow[];
  /** Searches for a concentrator that led to nothing, so far. */
  readonly discoveryWithoutSession: readonly AttemptRow[];
  /** How often a client opened a session after an earlier one of its own. */
  readonly reconnects: number;
  readonly counts: LineCounts;
  readonly events: readonly PppEvent[];
  /** What was forgotten to keep all this bounded. */
  readonly forgotten: {
    readonly events: number;
    readonly sessions: number;
    readonly liveSessions: number;
    readonly attempts: number;
  };
}

export function summaryOf(nowMicros: number, { table, discovery, log }: Followed): PppSummary {
  const sessions = table.all();
  return {
    sessions: sessions.map((session) => describeSession(session, nowMicros)),
    discoveryWithoutSession: discovery.withoutSession().map((attempt) => ({
      clientMac: attempt.client.text,
      vlanIds: attempt.vlanIds,
      lastPadiAt: attempt.padiSent === 0 ? null : timestampText(attempt.lastPadiAt),
      ...describeDiscovery(attempt, nowMicros),
    })),
    reconnects: table.reconnects,
    counts: log.totals(),
    events: log.timeline.events().map(eventRow),
    forgotten: {
      events: log.timeline.evicted,
      sessions: table.forgottenEnded,
      liveSessions: table.evictedLive,
      attempts: discovery.evicted,
    },
  };
}

export function describeDiscovery(attempt: Attempt, nowMicros: number): DiscoveryRow {
  return {
    padiSent: attempt.padiSent,
    padoTimeouts: attempt.padoTimeoutsAt(nowMicros),
    padiUnanswered: attempt.padiUnanswered,
    firstPadiAt: attempt.firstPadiAt === null ? null : timestampText(attempt.firstPadiAt),
    padoReceived: attempt.padoReceived,
    padrSent: attempt.padrSent,
    offers: attempt.offers.map(({ mac, at, acName, serviceNames }) => ({
      mac: mac.text,
      at: timestampText(at),
      acName,
      serviceNames,
    })),
    errors: attempt.errors.map(({ at, name, text }) => ({ at: timestampText(at), name, text })),
    relaySessionId: attempt.relaySessionId,
  };
}
