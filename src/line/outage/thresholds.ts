/** When something is an outage. Every time and count that decides it, in one place; docs/line-verdict.md says the same in words. */

export const SECOND_MICROS = 1_000_000;
export const MINUTE_MICROS = 60 * SECOND_MICROS;

/** `no-frames`. */
export const SILENCE = {
  /** Frames must have been flowing in so many seconds before their absence says anything. */
  leastActiveSeconds: 20,
  /** LCP echoes come by the clock: without any frame for so many of their intervals, but no less than so long, something is dead. */
  echoIntervals: 3,
  leastSecondsWithEchoes: 10,
  /** So many echo requests of one end show how regular they are. */
  leastEchoes: 3,
  /** A line without echoes may be quiet: so many times the longest silence of the last day, but no less than so long. */
  longestGaps: 4,
  leastSecondsWithoutEchoes: 60,
} as const;

/** `discovery-unanswered` and `discovery-refused`: a first PADI may meet a concentrator that still holds the session before. */
export const DISCOVERY = { leastUnansweredSeconds: 10 } as const;

/** `echo-lost`. */
export const ECHO = {
  /** Requests of one end in a row whose three seconds are over. */
  leastLost: 3,
} as const;

/** `no-return`. */
export const NO_RETURN = {
  /** Since the first request after the last answer. */
  leastSeconds: 8,
  leastRequests: 6,
  /** Hosts and name servers asked, pings and LCP echoes counting as one each: a single dead host is no outage. */
  leastPeers: 3,
  /** So many packets down in one second are more than the noise of the internet: something comes back. */
  aliveIpFrames: 20,
  /** After so long without any answer, names that were asked for meanwhile do not count against their servers. */
  revivalSeconds: 5,
  /** Requests that are no more repeated tell nothing any more. */
  forgottenSeconds: 120,
} as const;

/** `dns-only`. */
export const NAMES = {
  leastUnanswered: 4,
  /** An answer that says no is often right: a name whose servers are broken. */
  leastFailures: 10,
  leastSeconds: 5,
  forgottenSeconds: 120,
} as const;

/** `session-down` and `reconnect`. */
export const SESSION = {
  /** Without a session for so long, nobody merely ends the capture. */
  leastSeconds: 5,
  /** Up to here a session that was ended by somebody's word and comes back is a reconnect. */
  reconnectSeconds: 60,
  /** A router that tries and gets no session, for reasons that were not seen. */
  leastTryingSeconds: 30,
} as const;

/** `ipcp-failed` while IPv6 is up, `dhcp-unanswered`, `dhcp-refused`: so long without an answer to anything. */
export const ADDRESS = { leastSeconds: 10, refusedSeconds: 5 } as const;

/** Hysteresis: an outage that begins again so soon after its end, for the same cause, is the same outage. */
export const MERGE_SECONDS = 10;

/** Bounds. */
export const MOST_OUTAGES = 128;
export const MOST_STAGES = 8;
