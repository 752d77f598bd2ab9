import { closeSync, openSync, readdirSync, readSync } from 'node:fs';

const FIRST_BUFFER_BYTES = 4096;
/** The largest file of /proc that is read whole: the sockets or mounts of a very large machine. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Reads the small files of /proc and /sys whole, into one buffer that grows and is used again: `readFileSync` asks for a file's size, which is 0
 * there, and allocates at every read. Each collector has its own. Not for files on disks or networks, which may block.
 */
export class FileReader {
  #buffer = Buffer.allocUnsafe(FIRST_BUFFER_BYTES);

  /** The file's bytes, at most `limit` of them; valid until the next read. Throws what opening or reading threw. */
  readBytes(path: string, limit: number = MOST_BYTES): Buffer {
    const descriptor = openSync(path, 'r');
    try {
      let length = 0;
      while (length < limit) {
        if (length === this.#buffer.length) this.#grow();
        const wanted = Math.min(this.#buffer.length, limit) - length;
        const count = readSync(descriptor, this.#buffer, length, wanted, null);
        if (count === 0) break;
        length += count;
      }
      return this.#buffer.subarray(0, length);
    } finally {
      closeSync(descriptor);
    }
  }

  /** The file as text, what is not UTF-8 replaced by U+FFFD. Throws what opening or reading threw. */
  readText(path: string, limit: number = MOST_BYTES): string {
    const bytes = this.readBytes(path, limit);
    return bytes.toString('utf8');
  }

  /** The same, or null where it cannot be read: there is none, it is not permitted, or the device behind it does not answer. */
  readTextIfAny(path: string, limit: number = MOST_BYTES): string | null {
    try {
      return this.readText(path, limit);
    } catch {
      return null;
    }
  }

  /** A file of one line, without the white space around it; null where it is empty or cannot be read. */
  readLineIfAny(path: string): string | null {
    const line = this.readTextIfAny(path, FIRST_BUFFER_BYTES)?.trim();
    return line === undefined || line === '' ? null : line;
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(this.#buffer.length * 4);
    this.#buffer.copy(larger);
    this.#buffer = larger;
  }
}

/** What is in a directory, in an order that does not change, at most `most` of it; empty where it cannot be read. */
export function listNames(path: string, most: number): readonly string[] {
  try {
    return readdirSync(path).sort().slice(0, most);
  } catch {
    return [];
  }
}
