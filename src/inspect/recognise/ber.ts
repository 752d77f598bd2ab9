// Basic Encoding Rules (ITU-T X.690, section 8.1), as far as a first look at a message needs them: tags of one byte, definite lengths.

export const Tag = {
  Integer: 0x02,
  OctetString: 0x04,
  Enumerated: 0x0a,
  Sequence: 0x30,
} as const;

const LONG_FORM = 0x80;
const LENGTH_MASK = 0x7f;
/** A message longer than 16 MiB is none. */
const MAX_LENGTH_BYTES = 4;
const MAX_LENGTH = 1 << 24;

/** Where the content of the element at `at` starts; -1 where its length is cut, indefinite or beyond belief. */
export function contentOf(bytes: Uint8Array, at: number, end: number): number {
  if (at < 0 || at + 2 > end) return -1;
  const first = bytes[at + 1]!;
  if (first < LONG_FORM) return at + 2;
  const count = first & LENGTH_MASK;
  if (count === 0 || count > MAX_LENGTH_BYTES || at + 2 + count > end) return -1;
  return at + 2 + count;
}

/** One past the last byte that the element at `at` claims, captured or not; -1 where `contentOf` is. */
export function endOfElement(bytes: Uint8Array, at: number, end: number): number {
  const content = contentOf(bytes, at, end);
  if (content < 0) return -1;
  if (content === at + 2) return content + bytes[at + 1]!;
  let length = 0;
  for (let index = at + 2; index < content; index += 1) length = length * 0x100 + bytes[index]!;
  return length > MAX_LENGTH ? -1 : content + length;
}

/** Whether an INTEGER of one byte stands at `at`. */
export function isSmallInteger(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= 0 && at + 3 <= end && bytes[at] === Tag.Integer && bytes[at + 1] === 1;
}

/** Whether an INTEGER of one to five bytes (32 bits and their sign) stands at `at`. */
export function isInteger(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= 0 && at + 2 <= end && bytes[at] === Tag.Integer && bytes[at + 1]! >= 1 && bytes[at + 1]! <= 5;
}
