// Runs once per tag, session and tunnel header: allocate nothing.

import type { RandomWord } from './keyed-table.ts';

/** What a conversation runs in, besides its addresses: it keeps the same five-tuple in two VLANs, sessions or tunnels apart. */
export const Inside = { Vlan: 1, PppoeSession: 2, Tunnel: 3 } as const;
export type Inside = (typeof Inside)[keyof typeof Inside];

/**
 * The VLANs, PPPoE sessions and tunnels around a packet, as two keyed 32-bit words and the innermost of each for show. Both directions of
 * a conversation come to the same words, because what goes in are rows of tables that do not know direction.
 */
export class Context {
  low = 0;
  high = 0;
  /** The innermost VLAN id, or -1. */
  vlanId = -1;
  /** The innermost PPPoE session id, or -1. */
  pppoeSessionId = -1;
  /** Which of the packet's tunnel rows is innermost, or -1. */
  tunnelRow = -1;

  readonly #keyLow: number;
  readonly #keyHigh: number;

  constructor(random: RandomWord) {
    this.#keyLow = random() | 1;
    this.#keyHigh = random() | 1;
  }

  clear(): void {
    this.low = 0;
    this.high = 0;
    this.vlanId = -1;
    this.pppoeSessionId = -1;
    this.tunnelRow = -1;
  }

  /** Adds one more layer around the packet; `serial` tells its row from all others of its kind. */
  enter(kind: Inside, serial: number): void {
    this.low = mix(this.low ^ serial, this.#keyLow) + kind;
    this.high = mix(this.high + serial, this.#keyHigh) ^ kind;
  }
}

function mix(word: number, key: number): number {
  const once = Math.imul(word ^ (word >>> 15), key);
  return (once ^ (once >>> 13)) | 0;
}
