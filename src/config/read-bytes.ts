import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ConfigError } from './mistake.ts';

/** Configurations are some hundred bytes; what is far bigger is something else. */
export const MOST_BYTES = 64 * 1024;

/** Reads a whole configuration file as text. Throws `ConfigError` where it is missing, unreadable, too large or not UTF-8. */
export function readText(path: string): string {
  const bytes = readBytes(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse(path, 'expected text in UTF-8, found other bytes');
  }
}

function readBytes(path: string): Uint8Array {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, 'r');
    if (fstatSync(descriptor).isDirectory()) throw refuse(path, 'expected a file, found a directory');
    return readAtMost(descriptor, path);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw refuse(path, describeFailure(error));
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** A pipe does not say how long it is, so the bound is kept while reading. */
function readAtMost(descriptor: number, path: string): Uint8Array {
  const buffer = new Uint8Array(MOST_BYTES + 1);
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (count === 0) return buffer.subarray(0, length);
    length += count;
  }
  throw refuse(path, `expected at most ${MOST_BYTES} bytes, found more`);
}

function describeFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'no permission to read it';
  return `it cannot be read: ${message}`;
}

function refuse(path: string, text: string): ConfigError {
  return new ConfigError([{ place: path, key: null, text }]);
}
