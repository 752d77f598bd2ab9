// Runs once per name in a DNS message.

import { visibleText } from '../../decode/hostile-text.ts';

// RFC 1035, sections 3.1 and 4.1.4: a byte that begins with 00 is a label's length, with 11 the first of a pointer.
const LABEL_TYPE = 0xc0;
const POINTER = 0xc0;
const POINTER_LENGTH = 2;
const OFFSET_MASK = 0x3fff;
/** With all lengths, and the root's. */
const MAX_WIRE_LENGTH = 255;
/**
 * A name has at most 127 labels, and pointers to pointers are of no use to an honest sender. This alone ends a name that goes in circles, and bounds
 * the work also where pointers lead to each other from far away; so those that lead forward, which no name needs and other readers follow, may be
 * followed, too.
 */
const MAX_JUMPS = 127;
/** A byte is at most four characters, `\DDD`. */
const MAX_TEXT_BYTES = 4 * MAX_WIRE_LENGTH;
/** How much of a name is kept. */
export const MAX_NAME_CHARACTERS = 255;

const DOT = 0x2e;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;
const TO_LOWER = 0x20;
const SPACE = 0x20;
const DELETE = 0x7f;

/** Why a name cannot be read. */
export const NameFault = {
  None: '',
  Cut: '<name cut short>',
  TooLong: '<name too long>',
  /** A pointer too many, or one that leads forward to what is no name. */
  Pointer: '<name contains a pointer that loops>',
  LabelType: '<unknown extended label>',
} as const;
export type NameFault = (typeof NameFault)[keyof typeof NameFault];

/** Where a DNS message lies. Positions are in `bytes`; pointers count from `start`. */
export interface MessageBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * The position behind the name at `at`, which ends with the root's label or with the first pointer; -1 where the bytes end before it does, or at
 * a label of an unknown type. Pointers are not followed.
 */
export function skipName({ bytes, end }: MessageBytes, at: number): number {
  let position = at;
  while (position < end) {
    const length = bytes[position]!;
    if (length === 0) return position + 1;
    if ((length & LABEL_TYPE) === POINTER) return position + POINTER_LENGTH <= end ? position + POINTER_LENGTH : -1;
    if ((length & LABEL_TYPE) !== 0) return -1;
    position += 1 + length;
  }
  return -1;
}

/**
 * Reads names as text: ASCII in lower case (RFC 4343), labels separated by dots, no dot at the end, the root empty. A dot or a backslash within
 * a label has a backslash before it, a control character is `\DDD` in decimal (RFC 4343, section 2.1). Other bytes are UTF-8, which names of
 * multicast DNS are (RFC 6762, section 16), blanks included; what is no UTF-8 becomes U+FFFD. Names in Punycode stay as they are.
 */
export class NameReader {
  /** Why the name that was read last is none. */
  fault: NameFault = NameFault.None;
  readonly #text = Buffer.alloc(MAX_TEXT_BYTES);
  #length = 0;
  #isAscii = true;
  #leadsForward = false;

  /** The text of the name at `at`, or of what is wrong with it. The work is bounded by 255 bytes and 127 pointers. */
  read({ bytes, start, end }: MessageBytes, at: number): string {
    this.#length = 0;
    this.#isAscii = true;
    this.#leadsForward = false;
    let position = at;
    let wireLength = 1;
    let jumps = 0;
    while (position < end) {
      const length = bytes[position]!;
      if (length === 0) return this.#finish();
      const type = length & LABEL_TYPE;
      if (type === POINTER) {
        if (position + POINTER_LENGTH > end) break;
        const target = start + (((length << 8) | bytes[position + 1]!) & OFFSET_MASK);
        if (jumps === MAX_JUMPS) return this.#fail(NameFault.Pointer);
        if (target >= position) this.#leadsForward = true;
        jumps += 1;
        position = target;
        continue;
      }
      if (type !== 0) return this.#fail(NameFault.LabelType);
      wireLength += 1 + length;
      if (wireLength > MAX_WIRE_LENGTH) return this.#fail(NameFault.TooLong);
      if (position + 1 + length > end) break;
      this.#addLabel(bytes, position + 1, position + 1 + length);
      position += 1 + length;
    }
    return this.#fail(NameFault.Cut);
  }

  /** What a pointer forward leads to is not for certain a name: if it is none, the pointer is what is wrong. */
  #fail(fault: NameFault): string {
    this.fault = this.#leadsForward ? NameFault.Pointer : fault;
    return this.fault;
  }

  #finish(): string {
    this.fault = NameFault.None;
    if (this.#isAscii && this.#length <= MAX_NAME_CHARACTERS) return this.#text.toString('latin1', 0, this.#length);
    const text = visibleText(this.#text.toString('utf8', 0, this.#length), MAX_NAME_CHARACTERS);
    // What is made visible takes more characters.
    return visibleText(text, MAX_NAME_CHARACTERS);
  }

  #addLabel(bytes: Uint8Array, start: number, end: number): void {
    const text = this.#text;
    let at = this.#length;
    if (at > 0) text[at++] = DOT;
    for (let position = start; position < end; position += 1) {
      const byte = bytes[position]!;
      if (byte < SPACE || byte === DELETE) {
        text[at++] = BACKSLASH;
        text[at++] = ZERO + Math.floor(byte / 100);
        text[at++] = ZERO + (Math.floor(byte / 10) % 10);
        text[at++] = ZERO + (byte % 10);
        continue;
      }
      if (byte === DOT || byte === BACKSLASH) text[at++] = BACKSLASH;
      if (byte > DELETE) this.#isAscii = false;
      text[at++] = byte >= UPPER_A && byte <= UPPER_Z ? byte + TO_LOWER : byte;
    }
    this.#length = at;
  }
}
