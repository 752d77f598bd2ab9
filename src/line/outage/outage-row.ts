/** What an outage looks like, the vaguest first: a later one replaces an earlier one that overlaps. */
export const OUTAGE_CAUSES = [
  /** A session ended by somebody's word, and was back within a minute. */
  'reconnect',
  /** PPPoE was up, and now there is no session: nobody tries, or why trying fails was not seen. */
  'session-down',
  'dns-only',
  /** Nothing at all, from either end. */
  'no-frames',
  /** Requests go up, nothing comes back. */
  'no-return',
  'dhcp-unanswered',
  'discovery-unanswered',
  'echo-lost',
  'dhcp-refused',
  'discovery-refused',
  'ipcp-failed',
  'authentication-refused',
] as const;
export type OutageCause = (typeof OUTAGE_CAUSES)[number];

/** On whose side the cause seems to lie. */
export type Suspect = 'provider' | 'router' | 'home' | 'unknown';

/** What holds while an outage lasts, and what was seen of it. */
export interface Finding {
  readonly cause: OutageCause;
  /** Since when, in packet time. */
  readonly sinceMicros: number;
  readonly suspect: Suspect;
  /** Whether it has lasted long enough to begin an outage; if not, it only keeps one going. */
  readonly isCertain: boolean;
  /** Figures in words. */
  readonly evidence: readonly string[];
  /** Where the cause alone says too little: at whom it was seen, as addresses. */
  readonly at?: readonly string[];
}

/** A cause within an outage: a line that dies shows several, one after the other. */
export interface OutageStage {
  readonly cause: OutageCause;
  readonly suspect: Suspect;
  readonly startAt: string;
  readonly evidence: readonly string[];
}

/** A time in which the line did not work. */
export interface OutageRow {
  /** Tells the outage from all others since the start. */
  readonly serial: number;
  /** The most specific cause that was seen. */
  readonly cause: OutageCause;
  readonly suspect: Suspect;
  readonly startAt: string;
  readonly startMicros: number;
  /** Null while it lasts, or lasted when the capture ended. */
  readonly endAt: string | null;
  readonly endMicros: number | null;
  /** Up to its end, or to now. */
  readonly durationSeconds: number;
  /** How often the line seemed to work again for a moment. */
  readonly interruptions: number;
  /** One sentence for people. */
  readonly text: string;
  readonly evidence: readonly string[];
  /** In the order in which they were seen, at most eight. */
  readonly stages: readonly OutageStage[];
}

/** What changed about outages in one window. */
export interface OutageWindow {
  /** The one that lasts. */
  readonly open: OutageRow | null;
  /** Those that began, changed their cause or ended, as they are at the window's end. */
  readonly changed: readonly OutageRow[];
  /** Serials of those that turned out to be none: the mirror hid a direction. */
  readonly withdrawn: readonly number[];
}

/** All outages since the start. */
export interface OutageSummary {
  /** The last 128, the oldest first. */
  readonly outages: readonly OutageRow[];
  readonly evicted: number;
  readonly withdrawn: number;
  /** Seconds within outages that are listed, reconnects included. */
  readonly totalSeconds: number;
}

export function specificityOf(cause: OutageCause): number {
  return OUTAGE_CAUSES.indexOf(cause);
}
