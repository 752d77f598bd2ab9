// Cold.

import type { EndReason } from './verdict.ts';

/** Which end did something, where that is known. */
export type End = 'client' | 'server';

export type EventKind =
  | 'padi'
  | 'pado'
  | 'padr'
  | 'pads'
  | 'pads-error'
  | 'padt'
  | 'discovery-unanswered'
  | 'session-opened'
  | 'session-seen'
  | 'roles-known'
  | 'lcp-open'
  | 'lcp-renegotiated'
  | 'lcp-terminate'
  | 'lcp-terminate-ack'
  | 'lcp-reject'
  | 'authentication'
  | 'authentication-failed'
  | 'ipcp-open'
  | 'ipcp-failed'
  | 'ipcp-closed'
  | 'ipv6cp-open'
  | 'ipv6cp-closed'
  | 'echo-lost'
  | 'echo-again'
  | 'session-closed'
  | 'session-reopened'
  | 'frames-ignored';

/** Something that happened on the line. */
export interface LineEvent {
  readonly atMicros: number;
  /** Differs from `atMicros` where the same happened several times, with little else between. */
  readonly lastMicros: number;
  readonly count: number;
  readonly kind: EventKind;
  /** A plain sentence; names in it came off the wire, are hostile and at most 80 characters each. */
  readonly text: string;
  /** The session it belongs to, as `PppSessionRow.serial`; null before there is one. */
  readonly serial: number | null;
  /** Of `session-closed`: who ended it and why, as far as is known then. */
  readonly end: EventEnd | null;
}

export interface EventEnd {
  readonly by: End | null;
  readonly reason: EndReason;
}

export type NewEvent = Pick<LineEvent, 'kind' | 'text' | 'serial'> & { readonly end?: EventEnd | null };

const MOST = 256;
const MOST_IN_WINDOW = 32;
const MAX_TEXT = 400;
/** How far back the same event is looked for. */
const RECENT = 4;

/** What happened, in order: the last 256 events. Equal ones close together become one with a count. */
export class Timeline {
  readonly #events: LineEvent[] = [];
  evicted = 0;
  #window: LineEvent[] = [];
  #windowOmitted = 0;

  add(atMicros: number, { kind, text, serial, end = null }: NewEvent): void {
    const event = { atMicros, lastMicros: atMicros, count: 1, kind, text: text.slice(0, MAX_TEXT), serial, end };
    if (this.#window.length < MOST_IN_WINDOW) this.#window.push(event);
    else this.#windowOmitted += 1;
    const known = this.#findRecent(event);
    if (known >= 0) {
      const earlier = this.#events[known]!;
      this.#events[known] = { ...earlier, lastMicros: atMicros, count: earlier.count + 1 };
      return;
    }
    this.#events.push(event);
    if (this.#events.length <= MOST) return;
    this.#events.shift();
    this.evicted += 1;
  }

  /** The same event among the last few: an outage repeats a short round of them for hours. */
  #findRecent({ kind, serial, text }: LineEvent): number {
    for (let place = this.#events.length - 1; place >= Math.max(0, this.#events.length - RECENT); place -= 1) {
      const event = this.#events[place]!;
      if (event.kind === kind && event.serial === serial && event.text === text) return place;
    }
    return -1;
  }

  events(): readonly LineEvent[] {
    return this.#events;
  }

  /** What came since the last window closed, and how many more there were. */
  closeWindow(): { readonly events: readonly LineEvent[]; readonly omitted: number } {
    const closed = { events: this.#window, omitted: this.#windowOmitted };
    this.#window = [];
    this.#windowOmitted = 0;
    return closed;
  }
}
