// Cold: an echo passes every few seconds.

import { RttSketch } from './rtt-sketch.ts';

const MICROS = 1_000_000;
/**
 * A request without its reply for so long is lost: as long as LCP itself waits before it sends again (RFC 1661, section 4.6), and far
 * longer than any queue on a line that still works. Not until the next request: intervals differ from 1 to 60 seconds between routers,
 * and the same loss would be told now, or a minute late.
 */
const LOST_AFTER_MICROS = 3 * MICROS;
/** A reply this late still tells how long the line took; behind it the identifier may have come round again. */
const FORGOTTEN_AFTER_MICROS = 30 * MICROS;
/** The same request this soon is a copy of it: a mirror that shows frames twice. No router asks as often. */
const COPY_WITHIN_MICROS = 100_000;
/** An adaptive sender leaves requests out while frames arrive (pppd's lcp-echo-adaptive): then its gaps grow by whole intervals. */
const SPARSE_GAP_RATIO = 2.5;
const SPARSE_TRAFFIC_FRAMES = 3;

const WAITING = 16;
const SAMPLES = 512;
/** How many round trips a window can hold; nobody sends as many echoes in a second. */
const WINDOW_SAMPLES = 64;

const State = { Free: 0, Waiting: 1, Lost: 2 } as const;

/** What happened to one end's echo requests in a window. */
export interface EchoShare {
  readonly sent: number;
  readonly answered: number;
  /** Requests that have had no reply for three seconds, counted when those were over. */
  readonly lost: number;
  /** Of `answered`: replies to requests that an earlier window counted as lost. */
  readonly late: number;
  readonly rttMillis: readonly number[];
}

export const NO_ECHOES: EchoShare = { sent: 0, answered: 0, lost: 0, late: 0, rttMillis: [] };

/** The LCP echo requests of one end of a session and what became of each (RFC 1661, section 5.8). */
export class EchoSeries {
  sent = 0;
  answered = 0;
  /** Without a reply so far, and over time. */
  lost = 0;
  late = 0;
  /** Replies that answer nothing: unsolicited, a second time, or with another's magic number. */
  ignoredReplies = 0;
  /** Requests since the last that was answered. */
  unanswered = 0;
  firstUnansweredAt = 0;
  lastRequestAt = 0;
  lastReplyAt = 0;
  /** The shortest time between two requests: the sender's interval. 0: not known. */
  intervalMicros = 0;
  isSparse = false;
  longestGapMicros = 0;
  readonly rtts = new RttSketch(SAMPLES);

  readonly #states = new Uint8Array(WAITING);
  readonly #ids = new Uint8Array(WAITING);
  readonly #sentAt = new Float64Array(WAITING);
  readonly #serials = new Float64Array(WAITING);
  #peerFrames = 0;
  #answeredSerial = 0;
  #window = { sent: 0, answered: 0, lost: 0, late: 0 };
  #windowRtts: number[] = [];

  /** A request passed, when `peerFrames` frames of the other end had. */
  request(id: number, at: number, peerFrames: number): void {
    this.expire(at);
    if (this.#isCopy(id, at)) return;
    if (this.sent > 0) this.#noteGap(at - this.lastRequestAt, peerFrames);
    this.lastRequestAt = at;
    this.#peerFrames = peerFrames;
    const place = this.sent % WAITING;
    // With sixteen further requests behind it, it has waited long enough.
    if (this.#states[place] === State.Waiting) this.#lose(place);
    this.sent += 1;
    this.#window.sent += 1;
    this.#states[place] = State.Waiting;
    this.#ids[place] = id;
    this.#sentAt[place] = at;
    this.#serials[place] = this.sent;
    if (this.unanswered === 0) this.firstUnansweredAt = at;
    this.unanswered += 1;
  }

  /** A reply passed; `isForeign` when its magic number is not the replier's. Returns whether it answers a request. */
  reply(id: number, at: number, isForeign: boolean): boolean {
    this.expire(at);
    const place = isForeign ? -1 : this.#find(id, at);
    if (place < 0) {
      this.ignoredReplies += 1;
      return false;
    }
    if (this.#states[place] === State.Lost) {
      this.lost -= 1;
      this.late += 1;
      this.#window.late += 1;
    }
    this.#states[place] = State.Free;
    this.answered += 1;
    this.#window.answered += 1;
    this.lastReplyAt = at;
    const rtt = at - this.#sentAt[place]!;
    this.rtts.add(this.#sentAt[place]!, rtt);
    if (this.#windowRtts.length < WINDOW_SAMPLES) this.#windowRtts.push(Math.round(rtt) / 1000);
    this.#answeredSerial = Math.max(this.#answeredSerial, this.#serials[place]!);
    this.unanswered = this.sent - this.#answeredSerial;
    if (this.unanswered > 0) this.firstUnansweredAt = this.#sentAt[this.#answeredSerial % WAITING]!;
    return true;
  }

  /** Counts what has waited too long at `now`. */
  expire(now: number): void {
    for (let place = 0; place < WAITING; place += 1) {
      if (this.#states[place] === State.Waiting && now - this.#sentAt[place]! >= LOST_AFTER_MICROS) this.#lose(place);
    }
  }

  /** Requests that may still be answered, or whose session ended before that was clear: neither answered nor lost. */
  get open(): number {
    return this.sent - this.answered - this.lost;
  }

  closeWindow(now: number): EchoShare {
    this.expire(now);
    const share = { ...this.#window, rttMillis: this.#windowRtts };
    this.#window = { sent: 0, answered: 0, lost: 0, late: 0 };
    this.#windowRtts = [];
    return share;
  }

  #find(id: number, at: number): number {
    let found = -1;
    for (let place = 0; place < WAITING; place += 1) {
      const isCandidate = this.#states[place] !== State.Free && this.#ids[place] === id;
      if (!isCandidate || at - this.#sentAt[place]! > FORGOTTEN_AFTER_MICROS) continue;
      if (found < 0 || this.#sentAt[place]! > this.#sentAt[found]!) found = place;
    }
    return found;
  }

  #isCopy(id: number, at: number): boolean {
    const last = (this.sent + WAITING - 1) % WAITING;
    return this.sent > 0 && this.#ids[last] === id && at - this.lastRequestAt < COPY_WITHIN_MICROS;
  }

  #noteGap(gap: number, peerFrames: number): void {
    if (gap <= 0) return;
    const interval = this.intervalMicros;
    if (interval > 0 && gap > SPARSE_GAP_RATIO * interval) {
      this.longestGapMicros = Math.max(this.longestGapMicros, gap);
      if (peerFrames - this.#peerFrames >= SPARSE_TRAFFIC_FRAMES) this.isSparse = true;
    }
    if (interval === 0 || gap < interval) this.intervalMicros = gap;
  }

  #lose(place: number): void {
    this.#states[place] = State.Lost;
    this.lost += 1;
    this.#window.lost += 1;
  }
}
