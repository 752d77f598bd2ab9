// Runs once per segment that has to wait: bounded, and reuses what it has.

/** How many directions of connections can wait for more at the same time. */
const BUFFERS = 256;
const FIRST_BYTES = 2048;
/** The most that is kept of one direction: longer beginnings are none. */
export const MAX_STREAM_BYTES = 32 * 1024;
/** How many segments may wait for one that comes late, and how many bytes of them. */
const MAX_HELD = 8;
const MAX_HELD_BYTES = 16 * 1024;

/** A segment that came before one that it follows. */
export interface HeldSegment {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  /** How long it was on the wire. */
  readonly wireLength: number;
}

/** What one end of a connection sent and its reader has not taken yet, and segments behind a gap. */
export class StreamBuffer {
  readonly index: number;
  /** Whose it is; -1 for nobody's. */
  row = -1;
  end = 0;
  serial = 0;
  bytes = new Uint8Array(0);
  /** How many bytes at the start of `bytes` are held. */
  length = 0;
  /** How many of them there have to be before the reader looks again, and its own number. */
  needed = 1;
  memo = 0;
  /** By sequence number, rising. */
  held: HeldSegment[] = [];

  constructor(index: number) {
    this.index = index;
  }

  /** Takes bytes behind those there are; false when they would be too many. */
  append(bytes: Uint8Array, start: number, end: number): boolean {
    const length = this.length + end - start;
    if (length > MAX_STREAM_BYTES) return false;
    if (length > this.bytes.length) {
      const larger = new Uint8Array(Math.min(MAX_STREAM_BYTES, Math.max(FIRST_BYTES, 2 * this.bytes.length, length)));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(bytes.subarray(start, end), this.length);
    this.length = length;
    return true;
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.bytes.copyWithin(0, count, this.length);
    this.length -= count;
  }

  /** Copies a segment that came too early; false when too many wait already. */
  hold(sequence: number, bytes: Uint8Array, wireLength: number): boolean {
    if (this.held.some((other) => other.sequence === sequence && other.wireLength >= wireLength)) return true;
    const size = this.held.reduce((sum, other) => sum + other.bytes.length, bytes.length);
    if (this.held.length === MAX_HELD || size > MAX_HELD_BYTES) return false;
    this.held.push({ sequence, bytes: bytes.slice(), wireLength });
    this.held.sort((a, b) => (a.sequence - b.sequence) | 0);
    return true;
  }

  clear(): void {
    this.row = -1;
    this.length = 0;
    this.needed = 1;
    this.memo = 0;
    this.held = [];
    if (this.bytes.length > FIRST_BYTES) this.bytes = new Uint8Array(0);
  }
}

/** A fixed number of buffers; when all are in use the next one round gives way. */
export class StreamBuffers {
  /** How many gave way to others, in all. */
  evictions = 0;
  readonly #buffers = Array.from({ length: BUFFERS }, (_, index) => new StreamBuffer(index));
  readonly #free = this.#buffers.map(({ index }) => index).reverse();
  #hand = 0;

  /** The buffer at `index`, if it still belongs to this end of this conversation. */
  find(index: number, owner: BufferOwner): StreamBuffer | null {
    const buffer = this.#buffers[index];
    if (buffer === undefined) return null;
    return buffer.row === owner.row && buffer.end === owner.end && buffer.serial === owner.serial ? buffer : null;
  }

  /** The buffer at `index`, whoever has it; undefined for an index of none. */
  at(index: number): StreamBuffer | undefined {
    return this.#buffers[index];
  }

  take({ row, end, serial }: BufferOwner): StreamBuffer {
    const buffer = this.#buffers[this.#free.pop() ?? this.#victim()]!;
    buffer.clear();
    buffer.row = row;
    buffer.end = end;
    buffer.serial = serial;
    return buffer;
  }

  release(buffer: StreamBuffer): void {
    if (buffer.row < 0) return;
    buffer.clear();
    this.#free.push(buffer.index);
  }

  #victim(): number {
    this.evictions += 1;
    const victim = this.#hand;
    this.#hand = (victim + 1) % BUFFERS;
    return victim;
  }
}

export interface BufferOwner {
  readonly row: number;
  readonly end: number;
  readonly serial: number;
}
