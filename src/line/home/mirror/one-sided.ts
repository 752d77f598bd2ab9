// `sample` runs for sampled frames: allocate nothing. `check` once per window: cold.

import { Direction } from '../../../decode/direction.ts';
import type { Packet } from '../../../decode/packet.ts';
import type { WindowSpan } from '../../window-span.ts';
import { isGroupMac } from '../mac.ts';
import type { MacPairs } from '../mac-pairs.ts';
import type { MirrorFindings } from './findings.ts';
import { TcpProgress } from './tcp-progress.ts';

const ONE_SIDED_MICROS = 10e6;
const ONE_SIDED_ACKS = 20;
/** A sender that hears nothing stops when the window is full. */
const MOVING_WINDOWS = 5;

/**
 * Whether the mirror shows one direction only. Connections do not get on when one way is dead: if they do, and nothing is seen of that way, it is not
 * shown. Where gateways stand in for each other (RFC 9568), frames go to one address and come back from another: there TCP's own answers show both ways.
 */
export class OneSided {
  readonly #pairs: MacPairs;
  readonly #findings: MirrorFindings;
  readonly #progress = new TcpProgress();
  #since = -1;
  #acks = 0;
  /** Windows of these in which TCP got on; how far it had got, and how often it was answered, when the last one closed. */
  #movingWindows = 0;
  #advancesBefore = 0;
  #answersBefore = 0;

  constructor(pairs: MacPairs, findings: MirrorFindings) {
    this.#pairs = pairs;
    this.#findings = findings;
  }

  sample(packet: Packet): void {
    if (packet.tcpFlags !== 0) this.#progress.note(packet);
  }

  /** Judges a window that had frames. */
  check({ startMicros, endMicros }: WindowSpan): void {
    const isMoving = this.#progress.advances > this.#advancesBefore;
    const isAnswered = this.#progress.answers > this.#answersBefore;
    this.#advancesBefore = this.#progress.advances;
    this.#answersBefore = this.#progress.answers;
    const busiest = this.#busiestPair();
    if (isAnswered || busiest === 'both ways') {
      this.#forgive(startMicros);
      return;
    }
    if (busiest.slot < 0 || busiest.acks === 0) return;
    if (this.#since < 0) this.#since = startMicros;
    this.#acks += busiest.acks;
    if (isMoving) this.#movingWindows += 1;
    const lasted = endMicros - this.#since;
    if (lasted < ONE_SIDED_MICROS || this.#acks < ONE_SIDED_ACKS || this.#movingWindows < MOVING_WINDOWS) return;
    const figures = `${this.#acks} TCP acknowledgments in ${Math.round(lasted / 1e6)} s`;
    const missing = MISSING[this.#pairs.directions[busiest.slot] as Direction];
    this.#findings.raise('one-direction', this.#since, `${figures} and not one frame ${missing}`);
  }

  /** The pair of addresses with the most frames in the window, and the acknowledgments of all; or that two answered each other. */
  #busiestPair(): { readonly slot: number; readonly acks: number } | 'both ways' {
    const pairs = this.#pairs;
    let acks = 0;
    let busiest = -1;
    for (let slot = 0; slot < pairs.size; slot += 1) {
      if (pairs.frames[slot] === 0 || isGroupMac(pairs.destinationOf(slot))) continue;
      const back = pairs.reverseOf(slot);
      if (back >= 0 && pairs.frames[back]! > 0) return 'both ways';
      acks += pairs.acks[slot]!;
      if (busiest < 0 || pairs.frames[slot]! > pairs.frames[busiest]!) busiest = slot;
    }
    return { slot: busiest, acks };
  }

  #forgive(atMicros: number): void {
    this.#since = -1;
    this.#acks = 0;
    this.#movingWindows = 0;
    this.#findings.clear('one-direction', atMicros);
  }
}

const MISSING: Readonly<Record<Direction, string>> = {
  [Direction.Unknown]: 'back',
  [Direction.Up]: 'down from the provider',
  [Direction.Down]: 'up to the provider',
};
