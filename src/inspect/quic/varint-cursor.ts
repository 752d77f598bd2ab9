// Runs several times per packet and frame: allocate nothing.

import { readUint16, readUint32 } from '../../decode/read.ts';

/** What is left after a number that is not whole. */
export const CUT = -1;

/** Goes through bytes that hold variable-length integers (RFC 9000, section 16). */
export class VarintCursor {
  bytes: Uint8Array = new Uint8Array(0);
  /** The next byte. */
  at = 0;
  /** One past the last byte. */
  end = 0;

  stand(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** The next number; `CUT` where it does not end within the bytes. One of more than 53 bits is not exact, which no length can need. */
  next(): number {
    const { bytes, at } = this;
    if (at >= this.end) return CUT;
    const first = bytes[at]!;
    const length = 1 << (first >> 6);
    if (length > this.end - at) return CUT;
    this.at = at + length;
    if (length === 1) return first;
    if (length === 2) return readUint16(bytes, at) & 0x3fff;
    const upper = readUint32(bytes, at) & 0x3fffffff;
    return length === 4 ? upper : upper * 0x1_0000_0000 + readUint32(bytes, at + 4);
  }

  /** Passes over so many bytes. False where there are fewer. */
  skip(length: number): boolean {
    if (length > this.end - this.at) return false;
    this.at += length;
    return true;
  }
}
