import type { Payload } from '../payload.ts';

/** Whose number it is that stands in a payload's memory. */
export const Mark = {
  Rtp: 1,
  Rtcp: 2,
  TurnChannel: 3,
  WireGuard: 4,
  OpenVpn: 5,
  OpenVpnData: 6,
  MicroTransport: 7,
  Tftp: 8,
} as const;
export type Mark = (typeof Mark)[keyof typeof Mark];

const MARK_SHIFT = 24;
const VALUE_MASK = 0xffffff;
const NOTHING = -1;

/** Keeps the lower 24 bits of `value` for this sender's next datagram. Does nothing where another recogniser's number is. */
export function remember(payload: Payload, mark: Mark, value: number): void {
  const owner = payload.memory >>> MARK_SHIFT;
  if (owner === 0 || owner === mark) payload.memory = (mark << MARK_SHIFT) | (value & VALUE_MASK);
}

/** The 24 bits kept in `memory` under `mark`; -1 without any. */
export function recall(memory: number, mark: Mark): number {
  return memory >>> MARK_SHIFT === mark ? memory & VALUE_MASK : NOTHING;
}

/** Folds 32 bits to `bits`, so that every bit counts. */
export function fold(word: number, bits: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - bits);
}
