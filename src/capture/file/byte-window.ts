import type { ByteSource } from './byte-source.ts';

/** The part of a file that is in memory: bytes `start` to `end` are read and not yet consumed. Sources and readers move both. */
export class ByteWindow {
  bytes: Uint8Array;
  view: DataView;
  start = 0;
  end = 0;
  /** Where `bytes[0]` lies in the file. */
  #offset = 0;

  /** `head` is what was already read of the file; it fits into `size`. */
  constructor(size: number, head: Uint8Array) {
    this.bytes = new Uint8Array(size);
    this.bytes.set(head);
    this.end = head.length;
    this.view = new DataView(this.bytes.buffer);
  }

  get length(): number {
    return this.end - this.start;
  }

  /** Where a position in `bytes` lies in the file. */
  offsetOf(position: number): number {
    return this.#offset + position;
  }

  /** Reads some more behind `end`; gives how many bytes, 0 at the end of the source. `needed` counts from `start`. */
  fill(source: ByteSource, needed: number): number | Promise<number> {
    this.#makeRoom(needed);
    const length = source.read(this.bytes.subarray(this.end));
    if (typeof length !== 'number') return length.then((later) => this.#extend(later));
    return this.#extend(length);
  }

  #extend(length: number): number {
    this.end += length;
    return length;
  }

  /** Only a full buffer grows, and at most twofold: a length field alone never makes us allocate what the file does not hold. */
  #makeRoom(needed: number): void {
    if (this.start > 0) {
      this.bytes.copyWithin(0, this.start, this.end);
      this.#offset += this.start;
      this.end -= this.start;
      this.start = 0;
    }
    if (this.end < this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length + 1, Math.min(needed, this.bytes.length * 2)));
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}
