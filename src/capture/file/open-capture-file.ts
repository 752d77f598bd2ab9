import { createReadStream, fstatSync, open, openSync, type Stats, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { CaptureError } from '../source.ts';
import type { ByteSource } from './byte-source.ts';
import { ByteWindow } from './byte-window.ts';
import { createReader, HEAD_BYTES } from './create-reader.ts';
import type { Compression } from './decompressed-bytes.ts';
import { FileSource } from './file-source.ts';
import { PlainBytes } from './plain-bytes.ts';
import { StreamBytes } from './stream-bytes.ts';

// A chunk stays in the second-level cache from when it is read until its last frame is done with.
const CHUNK_BYTES = 256 * 1024;

const MAGIC_GZIP = 0x1f8b;
const MAGIC_ZSTD = 0x28b52ffd;

export interface OpenOptions {
  /** What the path `-` reads; the process's standard input where not given. */
  readonly standardInput?: Readable;
  /** How much of the file is in memory at a time, at least 64 bytes. Longer frames make it grow. */
  readonly chunkBytes?: number;
}

/**
 * Opens a capture file: pcap or pcapng, plain or compressed with gzip or zstd, told apart by content. `-` is standard input. Throws
 * `CaptureError`: `not-found`, `not-permitted`, `not-a-file`, `not-a-capture`, `unsupported`, `read-failed`.
 */
export async function openCaptureFile(path: string, options: OpenOptions = {}): Promise<FileSource> {
  let bytes: ByteSource = path === '-' ? new StreamBytes(path, options.standardInput ?? process.stdin) : await openPath(path);
  try {
    let head = await readHead(bytes);
    const compression = compressionOf(head);
    if (compression !== null) {
      // Most files are plain, and Node's decompressors take longer to load than a small file takes to read.
      const { DecompressedBytes } = await import('./decompressed-bytes.ts');
      bytes = new DecompressedBytes(bytes, compression, { path, head });
      head = await readHead(bytes);
    }
    if (bytes.endProblem !== null && head.length === 0)
      throw new CaptureError('not-a-capture', `${path}: ${bytes.endProblem}; nothing could be read of it`);
    const window = new ByteWindow(options.chunkBytes ?? CHUNK_BYTES, head);
    return new FileSource(path, { bytes, window, reader: createReader(path, window) });
  } catch (error) {
    bytes.close();
    throw error;
  }
}

async function openPath(path: string): Promise<ByteSource> {
  let descriptor: number;
  let stats: Stats;
  try {
    // Opening a pipe waits for its writer, which must not keep signals waiting. A file opens at once, sooner than threads for it start.
    descriptor = statSync(path).isFile() ? openSync(path, 'r') : await promisify(open)(path, 'r');
    stats = fstatSync(descriptor);
  } catch (error) {
    throw openFailure(path, error);
  }
  if (stats.isFile()) return new PlainBytes(path, descriptor, stats.size);
  const stream = createReadStream(path, { fd: descriptor });
  if (!stats.isDirectory()) return new StreamBytes(path, stream);
  stream.destroy();
  throw new CaptureError('not-a-file', `${path}: is a directory; name the capture files in it`);
}

function openFailure(path: string, cause: unknown): CaptureError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new CaptureError('not-found', `${path}: no such file; check the path`, { cause });
  if (code === 'EACCES' || code === 'EPERM') {
    return new CaptureError(
      'not-permitted',
      `${path}: may not be read by this user; change its permissions or run as a user who may`,
      { cause },
    );
  }
  return new CaptureError('read-failed', `${path}: cannot be opened (${(cause as Error).message}); check the path`, { cause });
}

async function readHead(bytes: ByteSource): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  while (length < head.length) {
    const more = await bytes.read(head.subarray(length));
    if (more === 0) break;
    length += more;
  }
  return head.subarray(0, length);
}

function compressionOf(head: Uint8Array): Compression | null {
  if (head.length < 4) return null;
  const magic = new DataView(head.buffer, head.byteOffset).getUint32(0);
  if (magic >>> 16 === MAGIC_GZIP) return 'gzip';
  return magic === MAGIC_ZSTD ? 'zstd' : null;
}
