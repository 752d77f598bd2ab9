import type { Readable } from 'node:stream';
import type { ByteSource } from './byte-source.ts';
import { readFailure } from './plain-bytes.ts';

const NOTHING = new Uint8Array(0);

/** Reads a stream: standard input, a named pipe. Pulls one chunk at a time, so whoever writes waits for us. */
export class StreamBytes implements ByteSource {
  readonly endProblem = null;
  readonly totalBytes = null;
  readonly mostBytes = null;
  bytesRead = 0;
  readonly #path: string;
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = NOTHING;
  #closed = false;

  constructor(path: string, stream: Readable) {
    this.#path = path;
    this.#stream = stream;
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  }

  async read(into: Uint8Array): Promise<number> {
    while (this.#chunk.length === 0) {
      if (this.#closed) return 0;
      const next = await this.#pull();
      if (next === null) return 0;
      this.#chunk = next;
      this.bytesRead += next.length;
    }
    const length = Math.min(this.#chunk.length, into.length);
    into.set(this.#chunk.subarray(0, length));
    this.#chunk = this.#chunk.subarray(length);
    return length;
  }

  close(): void {
    this.#closed = true;
    this.#chunk = NOTHING;
    this.#stream.destroy();
  }

  async #pull(): Promise<Uint8Array | null> {
    try {
      const next = await this.#chunks.next();
      return next.done === true ? null : next.value;
    } catch (error) {
      // Closing while a read is under way makes the stream fail: that is an end, not a failure.
      if (this.#closed) return null;
      throw readFailure(this.#path, error);
    }
  }
}
