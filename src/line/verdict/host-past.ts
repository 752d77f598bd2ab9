// Cold: once per window.

import type { HostTime } from '../quality/host-times.ts';
import { HOSTS } from './thresholds.ts';

interface Past {
  handshakes: number;
  /** The shortest handshake of the generation, and of the one before; infinite without any. */
  low: number;
  lowBefore: number;
}

/**
 * What handshakes with each host usually take: the shortest within the last three to six hours. The latest hosts are kept; those that nobody
 * has talked to for longest give way.
 */
export class HostPast {
  readonly #hosts = new Map<string, Past>();
  #bornMicros = 0;

  note(endMicros: number, times: readonly HostTime[]): void {
    if (Math.abs(endMicros - this.#bornMicros) > HOSTS.generationMicros) this.#turn(endMicros);
    for (const { address, micros } of times) {
      const known = this.#hosts.get(address);
      const past = known ?? { handshakes: 0, low: Number.POSITIVE_INFINITY, lowBefore: Number.POSITIVE_INFINITY };
      past.handshakes += 1;
      past.low = Math.min(past.low, micros);
      // The map is in the order of the latest handshake.
      if (known !== undefined) this.#hosts.delete(address);
      this.#hosts.set(address, past);
    }
    for (const address of this.#hosts.keys()) {
      if (this.#hosts.size <= HOSTS.mostKnown) return;
      this.#hosts.delete(address);
    }
  }

  /** In microseconds; null of a host that nobody knows well enough. */
  usualMicros(address: string): number | null {
    const past = this.#hosts.get(address);
    if (past === undefined || past.handshakes < HOSTS.leastKnownHandshakes) return null;
    const low = Math.min(past.low, past.lowBefore);
    return Number.isFinite(low) ? low : null;
  }

  #turn(endMicros: number): void {
    this.#bornMicros = endMicros;
    for (const past of this.#hosts.values()) {
      past.lowBefore = past.low;
      past.low = Number.POSITIVE_INFINITY;
    }
  }
}
