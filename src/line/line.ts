// `direct` and `observe` run once per frame: allocate nothing.

import type { Packet } from '../decode/packet.ts';
import { HomePart, type HomePartOptions } from './home/home-part.ts';
import type { LineSummary } from './line-summary.ts';
import type { LineWindow } from './line-window.ts';
import { Outages } from './outage/outages.ts';
import { factsFrom, linkSizesFrom } from './ppp/facts-for-others.ts';
import type { LearnedFact } from './ppp/learned.ts';
import { PppSessions } from './ppp/ppp-sessions.ts';
import { LineQuality } from './quality/line-quality.ts';
import { type VerdictOptions, Verdicts } from './verdict/verdicts.ts';
import type { WindowSpan } from './window-span.ts';

export interface LineOptions extends HomePartOptions, VerdictOptions {
  /** The capacity of the table that gives packets their `conversationSlot`. */
  readonly connections?: number;
}

/** After so many seconds without a frame, silence is told in larger pieces, which end where one of that length does. */
const SILENCES: readonly { readonly afterSeconds: number; readonly pieceMicros: number }[] = [
  { afterSeconds: 600, pieceMicros: 60_000_000 },
  { afterSeconds: 60, pieceMicros: 10_000_000 },
];

/**
 * What packets say about the access line itself: who is home, its PPPoE sessions, how well it carries what is sent over it, and whose fault it
 * is when it does not. Driven by the frames' own time alone.
 */
export class Line {
  readonly #ppp: PppSessions;
  readonly #home: HomePart;
  readonly #quality: LineQuality;
  readonly #outages: Outages;
  readonly #verdicts: Verdicts;
  /** When the window that is open began, and up to when seconds were told, in microseconds; -1 before the first. */
  #openedMicros = -1;
  #toldMicros = -1;
  #silentSeconds = 0;

  constructor(options: LineOptions) {
    this.#home = new HomePart(options);
    this.#quality = new LineQuality(options);
    this.#outages = new Outages({ providersNameServers: () => this.#home.nameServers() });
    this.#verdicts = new Verdicts(options);
    this.#ppp = new PppSessions({ onLearned: (fact) => this.#pass(fact) });
  }

  /**
   * Sets `packet.direction`, and learns what the frame says of the line's ends, its sessions and leases: before it is counted anywhere, and
   * before the next frame gets a direction, which may be another one for that.
   */
  direct(packet: Packet): void {
    this.#home.direct(packet);
    this.#ppp.observe(packet);
    this.#home.observe(packet);
  }

  /** Brings what `observe` will need of the packets from `first` to before `end` into the processor's cache. */
  touch(packets: readonly Packet[], first: number, end: number): void {
    this.#quality.touch(packets, first, end);
  }

  /** Takes in how a frame that has its conversation fared. */
  observe(packet: Packet): void {
    this.#quality.observe(packet);
  }

  /**
   * Ends a second of packet time; seconds follow each other, those without a frame too. Returns what happened since the last window, or null
   * where the window stays open: a long silence is told in windows of ten seconds, then of a minute, for captures may have weeks of it.
   */
  closeSecond({ startMicros, endMicros }: WindowSpan, isSilent: boolean): LineWindow | null {
    // Time that nobody tells of (another capture, a clock that was set) is no silence.
    if (startMicros !== this.#toldMicros) {
      this.#openedMicros = startMicros;
      this.#silentSeconds = 0;
    }
    this.#toldMicros = endMicros;
    this.#silentSeconds = isSilent ? this.#silentSeconds + 1 : 0;
    const silence = SILENCES.find(({ afterSeconds }) => this.#silentSeconds > afterSeconds);
    if (silence !== undefined && endMicros % silence.pieceMicros !== 0) return null;
    const window = this.#closeWindow({ startMicros: this.#openedMicros, endMicros });
    this.#openedMicros = endMicros;
    return window;
  }

  #closeWindow(span: WindowSpan): LineWindow {
    const ppp = this.#ppp.closeWindow(span);
    const home = this.#home.closeWindow(span);
    const quality = this.#quality.closeWindow(span);
    const parts = { ppp, home, quality };
    const outages = this.#outages.closeWindow(span, parts);
    const beside = { outages, hostTimes: this.#quality.takeHostTimes() };
    return { ...parts, outages, verdict: this.#verdicts.closeWindow(span, parts, beside) };
  }

  /** Everything since the start. */
  summary(): LineSummary {
    const { home, leases, mirror, overhead, billing } = this.#home.summary();
    return {
      verdict: this.#verdicts.summary(),
      outages: this.#outages.summary(),
      home,
      ppp: this.#ppp.summary(),
      leases,
      quality: this.#quality.summary(),
      mirror,
      overhead,
      billing,
    };
  }

  #pass(fact: LearnedFact): void {
    for (const told of factsFrom(fact)) this.#home.noteFact(told);
    const sizes = linkSizesFrom(fact);
    if (sizes !== null) this.#quality.noteLink(sizes);
  }
}
