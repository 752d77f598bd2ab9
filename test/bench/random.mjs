/** Makes a generator of unsigned 32-bit numbers, the same sequence for the same seed (Marsaglia's xorshift). */
export function createRandom(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
