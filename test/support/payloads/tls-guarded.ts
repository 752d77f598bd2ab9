import { guardBytes } from '../decode-harness.ts';

const GUARD = 9;

export interface Guarded {
  /** Reading any byte outside of [start, end), or anything but a byte, throws. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** How many bytes were read so far: what reading costs, without a clock. */
  reads(): number;
}

/** The bytes in the middle of memory that nobody may touch. */
export function guarded(content: Uint8Array): Guarded {
  const memory = new Uint8Array(GUARD + content.length + GUARD).fill(0xee);
  memory.set(content, GUARD);
  const end = GUARD + content.length;
  let reads = 0;
  const bytes = guardBytes(memory, (index) => {
    reads += 1;
    return index >= GUARD && index < end;
  });
  return { bytes, start: GUARD, end, reads: () => reads };
}
