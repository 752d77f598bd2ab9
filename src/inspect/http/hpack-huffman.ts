// RFC 7541, section 5.2 and appendix B. The code is canonical: shorter codes come first, and codes of one length follow the symbols' order, so
// that the lengths say it all.

/** The code's length in bits of each byte, and of the end of a string, which is never sent. */
// biome-ignore format: sixteen to a line, as one looks them up
const LENGTHS: readonly number[] = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
  28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6,
  5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
  7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
  15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
  6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
  20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
  24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
  22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
  21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
  26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
  19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
  20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
  26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
  30,
];
const END_OF_STRING = 256;
const LONGEST_CODE = 30;
/** What fills the last byte is shorter, and all ones. */
const MOST_PADDING = 7;

/** The symbols in the order of their codes. */
const SYMBOLS: readonly number[] = LENGTHS.map((_, symbol) => symbol).sort((a, b) => LENGTHS[a]! - LENGTHS[b]! || a - b);
/** How many codes have each length. */
const COUNTS: readonly number[] = Array.from(
  { length: LONGEST_CODE + 1 },
  (_, bits) => LENGTHS.filter((length) => length === bits).length,
);

/** The text, a character for each byte; null where the bits are no code or end in the middle of one. */
export function decodeHuffman(bytes: Uint8Array): string | null {
  const decoded: number[] = [];
  const walk = { code: 0, first: 0, index: 0, bits: 0 };
  let isAllOnes = true;
  for (const byte of bytes) {
    for (let shift = 7; shift >= 0; shift -= 1) {
      const bit = (byte >>> shift) & 1;
      isAllOnes &&= bit === 1;
      const symbol = step(walk, bit);
      if (symbol === END_OF_STRING) return null;
      if (symbol === -1) continue;
      decoded.push(symbol);
      isAllOnes = true;
    }
  }
  return walk.bits <= MOST_PADDING && isAllOnes ? Buffer.from(decoded).toString('latin1') : null;
}

/**
 * Takes one bit more: the symbol whose code is complete with it, or -1. `first` is the lowest code of the present length, `index` the symbol it
 * stands for in `SYMBOLS`. Every row of bits becomes a symbol after 30 at most.
 */
function step(walk: { code: number; first: number; index: number; bits: number }, bit: number): number {
  walk.bits += 1;
  walk.code = walk.code * 2 + bit;
  walk.first *= 2;
  const count = COUNTS[walk.bits]!;
  const distance = walk.code - walk.first;
  if (distance >= count) {
    walk.first += count;
    walk.index += count;
    return -1;
  }
  const symbol = SYMBOLS[walk.index + distance]!;
  walk.code = 0;
  walk.first = 0;
  walk.index = 0;
  walk.bits = 0;
  return symbol;
}
