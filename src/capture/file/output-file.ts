import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CaptureError } from '../source.ts';

export interface OutputFileOptions {
  /** Replaces a file that is there. */
  readonly force: boolean;
}

/**
 * A file that is there whole or not at all: written under another name in the same folder, which it loses when it is published. Writes
 * wait for the disk, so nothing piles up. Throws `CaptureError`: `exists`, `not-a-file`, `not-found`, `not-permitted`, `disk-full`,
 * `write-failed`.
 */
export class OutputFile {
  /** Where it is until it is published. */
  readonly temporaryPath: string;
  readonly #path: string;
  /** Behind links: those stay. */
  readonly #destination: string;
  readonly #force: boolean;
  #descriptor: number | null;

  constructor(path: string, { force }: OutputFileOptions) {
    this.#path = path;
    this.#force = force;
    try {
      this.#destination = findDestination(path, force);
      this.temporaryPath = join(dirname(this.#destination), `.wanprobe-${randomUUID()}.part`);
      this.#descriptor = openSync(this.temporaryPath, 'wx');
    } catch (error) {
      throw failure(path, error);
    }
  }

  /** Appends bytes. */
  write(bytes: Uint8Array): void {
    this.#write(bytes, null);
  }

  /** Writes over bytes that are there. */
  overwrite(bytes: Uint8Array, position: number): void {
    this.#write(bytes, position);
  }

  /** Gives the file its name. */
  publish(): void {
    try {
      if (this.#descriptor !== null) fsyncSync(this.#descriptor);
      this.#close();
      if (this.#force) renameSync(this.temporaryPath, this.#destination);
      else this.#publishBesideOthers();
    } catch (error) {
      this.discard();
      throw failure(this.#path, error);
    }
  }

  /** Leaves nothing behind. */
  discard(): void {
    this.#close();
    if (existsSync(this.temporaryPath)) unlinkSync(this.temporaryPath);
  }

  /** A link is refused where a file has come into being meanwhile; a renamed file would replace it. */
  #publishBesideOthers(): void {
    try {
      linkSync(this.temporaryPath, this.#destination);
      unlinkSync(this.temporaryPath);
    } catch (error) {
      if (codeOf(error) === 'EEXIST' || existsSync(this.#destination)) throw existing(this.#path);
      // Not every file system has links.
      renameSync(this.temporaryPath, this.#destination);
    }
  }

  #write(bytes: Uint8Array, position: number | null): void {
    if (this.#descriptor === null) return;
    try {
      let written = 0;
      while (written < bytes.length) {
        const at = position === null ? null : position + written;
        written += writeSync(this.#descriptor, bytes, written, bytes.length - written, at);
      }
    } catch (error) {
      throw failure(this.#path, error);
    }
  }

  #close(): void {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function findDestination(path: string, force: boolean): string {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return path;
    throw error;
  }
  if (!stats.isFile()) throw new CaptureError('not-a-file', `${path}: is there and no file; name a file to write`);
  if (!force) throw existing(path);
  return realpathSync(path);
}

function existing(path: string): CaptureError {
  return new CaptureError('exists', `${path}: is there already; name another file, or replace it with --force`);
}

function failure(path: string, cause: unknown): unknown {
  if (cause instanceof CaptureError) return cause;
  switch (codeOf(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CaptureError('not-found', `${path}: no such folder; check the path`, { cause });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new CaptureError('not-permitted', `${path}: its folder may not be written to by this user; name another one`, {
        cause,
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new CaptureError(
        'disk-full',
        `${path}: the disk is full, and nothing of it was kept; make room or name another disk`,
        {
          cause,
        },
      );
    default:
      return new CaptureError(
        'write-failed',
        `${path}: cannot be written (${(cause as Error).message}); check the path and the disk`,
        {
          cause,
        },
      );
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
