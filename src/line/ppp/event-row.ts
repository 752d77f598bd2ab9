import { timestampText } from '../../decode/text.ts';
import type { EventEnd, EventKind, LineEvent } from './timeline.ts';

/** An event as windows, reports and the API have it. */
export interface PppEvent {
  readonly at: string;
  /** Where the same happened `count` times, with little else between: the last time. */
  readonly lastAt: string;
  readonly count: number;
  readonly kind: EventKind;
  /** A plain sentence. What it quotes came off the wire and is hostile; each quotation has at most 80 characters. */
  readonly text: string;
  /** `serial` of the session's row; null before there is a session. */
  readonly session: number | null;
  /** Of `session-closed`: who ended it and why, as far as is known then; null of others. */
  readonly end: EventEnd | null;
}

export function eventRow({ atMicros, lastMicros, count, kind, text, serial, end }: LineEvent): PppEvent {
  return { at: timestampText(atMicros), lastAt: timestampText(lastMicros), count, kind, text, session: serial, end };
}
