// Cold: once per window.

import type { FarEnd } from '../quality/far-ends.ts';
import { RISE } from './thresholds.ts';

const CAPACITY = 256;
const SLOW_RISE = 0.01;

/** A far end in one window, next to what is usual for it. */
export interface FarEndNote {
  readonly address: string;
  readonly connections: number;
  readonly unansweredSyns: number;
  readonly losses: number;
  /** Handshakes in this window, and their median. */
  readonly handshakes: number;
  readonly medianMicros: number;
  /** Its usual round trip; 0 while it is not known. */
  readonly usualMicros: number;
  readonly hasAnsweredBefore: boolean;
}

interface Entry {
  lowMicros: number;
  measurements: number;
}

/** Remembers how far away hosts usually are: the last 256 that answered. */
export class FarEndBook {
  /** In the order in which they last answered. */
  readonly #entries = new Map<string, Entry>();

  note({ address, connections, unansweredSyns, losses, handshake }: FarEnd): FarEndNote {
    const entry = this.#entries.get(address);
    const medianMicros = handshake.medianMicros ?? 0;
    const isKnown = entry !== undefined && entry.measurements >= RISE.hostMeasurements;
    if (medianMicros > 0) this.#learn(address, medianMicros);
    return {
      address,
      connections,
      unansweredSyns,
      losses,
      handshakes: handshake.count,
      medianMicros,
      usualMicros: isKnown ? entry.lowMicros : 0,
      hasAnsweredBefore: entry !== undefined,
    };
  }

  #learn(address: string, micros: number): void {
    const entry = this.#entries.get(address) ?? { lowMicros: micros, measurements: 0 };
    entry.measurements += 1;
    // Roads change: what is usual follows slowly.
    entry.lowMicros = micros < entry.lowMicros ? micros : entry.lowMicros + SLOW_RISE * (micros - entry.lowMicros);
    this.#entries.delete(address);
    this.#entries.set(address, entry);
    if (this.#entries.size <= CAPACITY) return;
    const [oldest] = this.#entries.keys();
    this.#entries.delete(oldest!);
  }
}

export function isSlower({ medianMicros, usualMicros }: Pick<FarEndNote, 'medianMicros' | 'usualMicros'>): boolean {
  return usualMicros > 0 && medianMicros >= RISE.hostFactor * usualMicros + 1000 * RISE.hostMillis;
}
