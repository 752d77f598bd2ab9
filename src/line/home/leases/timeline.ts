import { timestampText } from '../../../decode/text.ts';

export type LeaseProtocol = 'dhcpv4' | 'dhcpv6' | 'router-advertisement';

export type LeaseEventKind =
  | 'discover'
  | 'offer'
  | 'request'
  | 'obtained'
  | 'renewed'
  | 'refused'
  | 'declined'
  | 'released'
  | 'informed'
  | 'unanswered'
  | 'expired'
  | 'advertised'
  | 'changed'
  | 'withdrawn';

/** Something that happened to the addresses of the line. */
export interface LeaseEvent {
  readonly at: string;
  readonly protocol: LeaseProtocol;
  readonly kind: LeaseEventKind;
  readonly text: string;
  /** From the first request to this answer. */
  readonly durationMillis: number | null;
}

const MAX_EVENTS = 128;
const MAX_IN_WINDOW = 16;

/** The latest events, oldest first. */
export class Timeline {
  readonly #events: LeaseEvent[] = [];
  #inWindow: LeaseEvent[] = [];
  /** Events that are no longer kept. */
  dropped = 0;

  add(atMicros: number, event: Omit<LeaseEvent, 'at' | 'durationMillis'> & { readonly sinceMicros?: number }): void {
    const { protocol, kind, text, sinceMicros } = event;
    const durationMillis = sinceMicros === undefined ? null : Math.round(atMicros - sinceMicros) / 1000;
    const added = { at: timestampText(atMicros), protocol, kind, text, durationMillis };
    this.#events.push(added);
    if (this.#inWindow.length < MAX_IN_WINDOW) this.#inWindow.push(added);
    if (this.#events.length <= MAX_EVENTS) return;
    this.#events.shift();
    this.dropped += 1;
  }

  /** The events since this was last asked. */
  takeWindow(): readonly LeaseEvent[] {
    const taken = this.#inWindow;
    this.#inWindow = [];
    return taken;
  }

  list(): readonly LeaseEvent[] {
    return [...this.#events];
  }
}
