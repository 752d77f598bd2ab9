// Runs once per CRYPTO frame of a connection's first packets.

/** A ClientHello with the largest keys there are has 2 to 4 KB; more than this is not kept. */
export const LARGEST_STREAM = 16 * 1024;
/** Enough for what most clients say. */
const SMALLEST_ALLOCATION = 2 * 1024;

/**
 * Puts the handshake's bytes in order again, which come in any order, over and over, and in parts of any size (RFC 9000, section 19.6). The work is
 * in proportion to the bytes put in, however small the parts are.
 */
export class CryptoStream {
  /** The stream from its beginning; only the first `length` bytes have all arrived. */
  bytes: Uint8Array = new Uint8Array(0);
  /** How many bytes there are without a gap. */
  length = 0;
  /** A bit for every byte that came before the ones ahead of it. */
  #early: Uint8Array = new Uint8Array(0);

  /** Puts in `part`, whose first byte is the stream's byte `offset`. What is beyond the largest stream is left out. */
  put(offset: number, part: Uint8Array): void {
    const end = Math.min(offset + part.length, LARGEST_STREAM);
    if (end <= this.length || end <= offset) return;
    this.#grow(end);
    this.bytes.set(end < offset + part.length ? part.subarray(0, end - offset) : part, offset);
    if (offset <= this.length) {
      this.length = end;
      this.#passEarly();
      return;
    }
    for (let at = offset; at < end; at += 1) this.#early[at >> 3]! |= 1 << (at & 7);
  }

  #passEarly(): void {
    while (this.length < this.bytes.length && (this.#early[this.length >> 3]! & (1 << (this.length & 7))) !== 0) this.length += 1;
  }

  #grow(needed: number): void {
    if (needed <= this.bytes.length) return;
    let size = Math.max(SMALLEST_ALLOCATION, this.bytes.length);
    while (size < needed) size *= 2;
    const { bytes } = this;
    const early = this.#early;
    this.bytes = new Uint8Array(size);
    this.bytes.set(bytes);
    this.#early = new Uint8Array(size / 8);
    this.#early.set(early);
  }
}
