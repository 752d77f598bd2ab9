import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { CaptureError } from '../source.ts';
import type { ByteSource } from './byte-source.ts';
import { createZstdFrames } from './zstd-frames.ts';

// What is fed at once bounds what can come out at once: 16 MiB of gzip, which expands at most 1,032 times; 32 MiB of zstd, where four bytes
// may stand for a block of 128 KiB (RFC 8878, section 3.1.1.2).
const FEED_BYTES = { gzip: 16 * 1024, zstd: 1024 } as const;
// Output that was produced in the same call as an error is lost to us, so this is also the most that damage can cost.
const OUTPUT_BYTES = 64 * 1024;
// A gzip file ends with its checksum and length. Fed on their own, a wrong checksum costs nothing of what came before.
const TRAILER_BYTES = 8;
// From Node.js 22.15; older versions have no zstd.
const ZSTD_DECOMPRESSOR = 'createZstdDecompress';

export type Compression = 'gzip' | 'zstd';

/** Reads another source through a decompressor. Holds at most what one feed expands to. */
export class DecompressedBytes implements ByteSource {
  readonly mostBytes = null;
  endProblem: string | null = null;
  readonly #inner: ByteSource;
  readonly #decompressor: Transform;
  readonly #compression: Compression;
  readonly #feed: Uint8Array;
  #feedLength = 0;
  #output: Uint8Array[] = [];
  #outputAt = 0;
  #inputEnded = false;
  #ended = false;
  #wake: () => void = () => {};

  /** `head` is what was read of `inner` to recognise it, some dozens of bytes. */
  constructor(inner: ByteSource, compression: Compression, { path, head }: { path: string; head: Uint8Array }) {
    const decompressor = createDecompressor(compression, path);
    this.#inner = inner;
    this.#decompressor = decompressor;
    this.#compression = compression;
    this.#feed = new Uint8Array(FEED_BYTES[compression]);
    this.#feed.set(head);
    this.#feedLength = head.length;
    decompressor.on('data', (chunk: Uint8Array) => this.#output.push(chunk));
    decompressor.on('end', () => this.#end(null));
    decompressor.on('close', () => this.#end(null));
    decompressor.on('error', (error) => this.#end(error.message));
  }

  get bytesRead(): number {
    return this.#inner.bytesRead;
  }

  get totalBytes(): number | null {
    return this.#inner.totalBytes;
  }

  async read(into: Uint8Array): Promise<number> {
    while (this.#outputAt === this.#output.length) {
      this.#output = [];
      this.#outputAt = 0;
      if (this.#ended) return 0;
      await this.#feedSome();
    }
    const chunk = this.#output[this.#outputAt]!;
    const length = Math.min(chunk.length, into.length);
    into.set(chunk.subarray(0, length));
    if (length < chunk.length) this.#output[this.#outputAt] = chunk.subarray(length);
    else this.#outputAt += 1;
    return length;
  }

  close(): void {
    this.#ended = true;
    this.#decompressor.destroy();
    this.#inner.close();
  }

  async #feedSome(): Promise<void> {
    if (this.#inputEnded) return this.#settled(() => this.#decompressor.end());
    const length = await this.#inner.read(this.#feed.subarray(this.#feedLength));
    if (this.#ended) return;
    this.#feedLength += length;
    this.#inputEnded = length === 0;
    const kept = this.#inputEnded ? 0 : Math.min(TRAILER_BYTES, this.#feedLength);
    const fed = this.#feedLength - kept;
    if (fed > 0) await this.#settled((done) => this.#decompressor.write(this.#feed.subarray(0, fed), done));
    this.#feed.copyWithin(0, fed, this.#feedLength);
    this.#feedLength = kept;
  }

  /** Waits until what was started is done, or until the decompressor ended: then it forgets to call back. */
  #settled(start: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      start(resolve);
    });
  }

  #end(problem: string | null): void {
    if (!this.#ended && problem !== null) this.endProblem = `the ${this.#compression} data is damaged (${problem})`;
    this.#ended = true;
    this.#wake();
  }
}

/** Makes the decompressor, or throws `CaptureError` `unsupported` where this Node.js has none for zstd. */
function createDecompressor(compression: Compression, path: string): Transform {
  if (compression === 'gzip') return zlib.createGunzip({ chunkSize: OUTPUT_BYTES });
  const create = (zlib as unknown as Record<string, unknown>)[ZSTD_DECOMPRESSOR];
  if (typeof create !== 'function') {
    const source = path === '-' ? 'COMMAND | zstd -dc' : `zstd -dc ${path}`;
    throw new CaptureError(
      'unsupported',
      `${path}: is compressed with zstd, which Node.js ${process.versions.node} cannot read (22.15 can); decompress it: ${source} | wanprobe replay -`,
    );
  }
  return createZstdFrames(() => create.call(zlib, { chunkSize: OUTPUT_BYTES }));
}
