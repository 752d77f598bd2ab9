// Runs once per frame: allocate nothing but whole batches.

// How frames travel from the child that captures to us: u32 captured length, u32 wire length, f64 timestamp in microseconds, bytes;
// all little-endian.
const CAPTURED = 0;
const WIRE = 4;
const MICROS = 8;
const HEADER_LENGTH = 16;

/** The most bytes of a frame the cap module hands over. */
export const MAX_CAPTURED = 65_535;

/** A frame as it travels. `bytes` holds it from `start` on, `capturedLength` bytes of it. */
export interface FrameRecord {
  bytes: Uint8Array;
  start: number;
  capturedLength: number;
  wireLength: number;
  timestampMicros: number;
}

/** Packs frames into batches. */
export class RecordWriter {
  readonly #batch: Buffer;
  #length = 0;

  /** `capacity` in bytes; room for the largest record is added. */
  constructor(capacity: number) {
    this.#batch = Buffer.allocUnsafeSlow(capacity + HEADER_LENGTH + MAX_CAPTURED);
  }

  get length(): number {
    return this.#length;
  }

  /** Copies a frame into the batch. The batch must be taken as soon as its length reaches the capacity. */
  add(record: FrameRecord): void {
    const batch = this.#batch;
    const at = this.#length;
    batch.writeUInt32LE(record.capturedLength, at + CAPTURED);
    batch.writeUInt32LE(record.wireLength, at + WIRE);
    batch.writeDoubleLE(record.timestampMicros, at + MICROS);
    batch.set(record.bytes.subarray(record.start, record.start + record.capturedLength), at + HEADER_LENGTH);
    this.#length = at + HEADER_LENGTH + record.capturedLength;
  }

  /** A copy of what was added since the last call. */
  take(): Buffer {
    const taken = Buffer.from(this.#batch.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }
}

/** Takes batches apart that arrive in pieces of any size. */
export class RecordReader {
  /** Bytes pushed and not yet read. */
  pending = 0;
  #head: Buffer = Buffer.alloc(0);
  #at = 0;
  readonly #queue: Buffer[] = [];

  push(chunk: Buffer): void {
    this.#queue.push(chunk);
    this.pending += chunk.length;
  }

  /** Fills `record` with the next frame and says whether a whole one was there. Throws `RangeError` at a length that cannot be. */
  next(record: FrameRecord): boolean {
    if (!this.#hasBytes(HEADER_LENGTH)) return false;
    const capturedLength = this.#head.readUInt32LE(this.#at + CAPTURED);
    if (capturedLength > MAX_CAPTURED) throw new RangeError(`a frame of ${capturedLength} bytes`);
    if (!this.#hasBytes(HEADER_LENGTH + capturedLength)) return false;

    record.bytes = this.#head;
    record.start = this.#at + HEADER_LENGTH;
    record.capturedLength = capturedLength;
    record.wireLength = Math.max(this.#head.readUInt32LE(this.#at + WIRE), capturedLength);
    record.timestampMicros = this.#head.readDoubleLE(this.#at + MICROS);
    this.#at += HEADER_LENGTH + capturedLength;
    this.pending -= HEADER_LENGTH + capturedLength;
    return true;
  }

  /** Makes `count` bytes lie in one piece at `#at`, if there are as many. */
  #hasBytes(count: number): boolean {
    if (this.#head.length - this.#at >= count) return true;
    if (this.pending < count) return false;
    const pieces = [this.#head.subarray(this.#at)];
    for (let length = pieces[0]!.length; length < count; ) {
      const piece = this.#queue.shift()!;
      pieces.push(piece);
      length += piece.length;
    }
    this.#head = pieces[0]!.length === 0 && pieces.length === 2 ? pieces[1]! : Buffer.concat(pieces);
    this.#at = 0;
    return true;
  }
}
