import { closeSync, readSync } from 'node:fs';
import { CaptureError } from '../source.ts';
import type { ByteSource } from './byte-source.ts';

/** Reads a regular file synchronously, front to back. Owns the descriptor. */
export class PlainBytes implements ByteSource {
  readonly endProblem = null;
  readonly totalBytes: number;
  readonly mostBytes: number;
  bytesRead = 0;
  readonly #path: string;
  #descriptor: number | null;

  constructor(path: string, descriptor: number, totalBytes: number) {
    this.#path = path;
    this.#descriptor = descriptor;
    this.totalBytes = totalBytes;
    this.mostBytes = totalBytes;
  }

  read(into: Uint8Array): number {
    if (this.#descriptor === null) return 0;
    try {
      const length = readSync(this.#descriptor, into, 0, into.length, null);
      this.bytesRead += length;
      return length;
    } catch (error) {
      throw readFailure(this.#path, error);
    }
  }

  close(): void {
    if (this.#descriptor === null) return;
    closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

/** The error for bytes that could not be read although the file was open. */
export function readFailure(path: string, cause: unknown): CaptureError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CaptureError('read-failed', `${path}: reading failed (${reason}); check the disk or the network share it lies on`, {
    cause,
  });
}
