/** 32 random bits per call. */
export type RandomWord = () => number;

/** Names are cut to 255 characters when they are read off the wire. */
export const LONGEST_NAME = 255;
const HIGH_SCALE = 2 ** 32;
const HIGH_SHIFT = 11;

/**
 * Numbers of 53 bits for names and for the domains they lie below: each character, counted from the right, times a random multiplier of its
 * position (the multilinear family of Carter and Wegman, twice with 32 bits). For any two names in ASCII, whoever chose them, the chance
 * of the same number is less than 1 in 2^40. Counted from the right, a name's number is known from its domain's on the way.
 */
export class NameHash {
  readonly #high: Int32Array;
  readonly #low: Int32Array;

  constructor(random: RandomWord) {
    this.#high = Int32Array.from({ length: LONGEST_NAME }, random);
    this.#low = Int32Array.from({ length: LONGEST_NAME }, random);
  }

  /** The number of a name of at most 255 characters. */
  of(name: string): number {
    let high = 0;
    let low = 0;
    for (let at = name.length - 1, position = 0; at >= 0; at -= 1, position += 1) {
      const code = name.charCodeAt(at);
      high += Math.imul(code, this.#high[position]!);
      low += Math.imul(code, this.#low[position]!);
    }
    return numberOf(high, low);
  }

  /**
   * Writes the numbers of the name and of all domains it lies below into `numbers`, the shortest first and the name last, and says how many they
   * are; 0 for a name that is too long. `numbers` has room for 128, and is not touched beyond.
   */
  ofSuffixes(name: string, numbers: Float64Array): number {
    if (name.length > LONGEST_NAME) return 0;
    let count = 0;
    let high = 0;
    let low = 0;
    for (let at = name.length - 1, position = 0; at >= 0; at -= 1, position += 1) {
      const code = name.charCodeAt(at);
      if (code === DOT && count < numbers.length - 1) {
        numbers[count] = numberOf(high, low);
        count += 1;
      }
      high += Math.imul(code, this.#high[position]!);
      low += Math.imul(code, this.#low[position]!);
    }
    numbers[count] = numberOf(high, low);
    return count + 1;
  }
}

const DOT = 0x2e;

/** The upper bits of a sum of products are the random ones. Both sums are of at most 255 numbers of 32 bits, so they are exact. */
function numberOf(high: number, low: number): number {
  return (high >>> HIGH_SHIFT) * HIGH_SCALE + (low >>> 0);
}
