/** A small generator of repeatable chance (mulberry32): numbers from 0 to 1, the same for the same seed. */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Microseconds, as the probe writes its times. */
export function isoMicros(epochMillis) {
  return new Date(epochMillis).toISOString().replace('Z', '000Z');
}

export const NOTHING = { rows: 0, frames: 0, wireBytes: 0 };
