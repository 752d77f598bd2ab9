import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { UnreadableContentError, UnusableFileError } from './unusable-file.ts';

/** How often a file is looked at, at most. */
const CHECK_MILLIS = 30_000;

/** Takes a line for the log. */
export type Say = (line: string, level: 'info' | 'warn') => void;

export interface WatchedFileOptions<Value> {
  readonly path: string;
  /** Makes something of the file's bytes. Throws `UnreadableContentError`. */
  readonly read: (bytes: Buffer) => Value;
  /** A larger file is refused without being read. */
  readonly mostBytes: number;
  readonly monotonicMillis?: () => number;
}

/** What of a file changes when somebody writes or replaces it. */
interface Identity {
  readonly mtimeMs: number;
  readonly size: number;
  readonly ino: number;
}

/** What a file says, read again after it was changed. A new file that cannot be used leaves what the old one said. */
export class WatchedFile<Value> {
  readonly path: string;
  readonly #options: WatchedFileOptions<Value>;
  readonly #monotonicMillis: () => number;
  #value: Value | null = null;
  #generation = 0;
  #seen: Identity | null = null;
  #checkedAtMillis = Number.NEGATIVE_INFINITY;
  #complaint: string | null = null;
  #refreshing: Promise<void> | null = null;

  constructor(options: WatchedFileOptions<Value>) {
    this.path = options.path;
    this.#options = options;
    this.#monotonicMillis = options.monotonicMillis ?? (() => performance.now());
  }

  /** `null` before it could be read for the first time. */
  get value(): Value | null {
    return this.#value;
  }

  /** Another number after every reading. */
  get generation(): number {
    return this.#generation;
  }

  /** Reads it. Throws `UnusableFileError`. */
  async load(): Promise<void> {
    this.#checkedAtMillis = this.#monotonicMillis();
    const handle = await this.#open();
    try {
      const identity = await handle.stat();
      if (!identity.isFile()) throw this.#refuse('expected a file, found something else');
      if (identity.size > this.#options.mostBytes) {
        throw this.#refuse(`expected at most ${this.#options.mostBytes} bytes, found ${identity.size}`);
      }
      // Before it is read: bytes that cannot be used are not read a second time, and what changes meanwhile is found next time.
      this.#seen = { mtimeMs: identity.mtimeMs, size: identity.size, ino: identity.ino };
      this.#value = this.#interpret(await this.#readAll(handle, identity.size));
      this.#generation += 1;
    } finally {
      await handle.close();
    }
  }

  /**
   * Looks every 30 seconds whether it has changed, and reads it again. What is wrong is said, once; nothing is thrown. Only the first reading
   * is waited for: later ones happen behind whoever asks.
   */
  async refresh(say: Say): Promise<void> {
    if (this.#monotonicMillis() - this.#checkedAtMillis >= CHECK_MILLIS) {
      this.#checkedAtMillis = this.#monotonicMillis();
      this.#refreshing ??= this.#check(say).finally(() => {
        this.#refreshing = null;
      });
    }
    if (this.#value === null) await this.#refreshing;
  }

  /** Waits for a reading that is under way. */
  async settled(): Promise<void> {
    await this.#refreshing;
  }

  async #check(say: Say): Promise<void> {
    try {
      if (await this.#isUnchanged()) {
        this.#complaint = null;
        return;
      }
      const isFirst = this.#generation === 0;
      await this.load();
      this.#complaint = null;
      if (!isFirst) say(`${this.path} has changed and was read again`, 'info');
    } catch (error) {
      if (!(error instanceof UnusableFileError)) throw error;
      // A file that is being written fails anew with every look.
      if (this.#complaint !== null) return;
      this.#complaint = error.message;
      say(this.#generation === 0 ? error.message : `${error.message}; what it said before is used on`, 'warn');
    }
  }

  async #isUnchanged(): Promise<boolean> {
    const seen = this.#seen;
    if (seen === null) return false;
    try {
      const { mtimeMs, size, ino } = await stat(this.path);
      return mtimeMs === seen.mtimeMs && size === seen.size && ino === seen.ino;
    } catch {
      // Opening it will say why.
      return false;
    }
  }

  async #open(): Promise<FileHandle> {
    try {
      // Opening a pipe would wait for its other end.
      return await open(this.path, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (error) {
      throw this.#refuse(describeFailure(error));
    }
  }

  async #readAll(handle: FileHandle, size: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(size);
    let length = 0;
    try {
      while (length < size) {
        const { bytesRead } = await handle.read(bytes, length, size - length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
    } catch (error) {
      throw this.#refuse(describeFailure(error));
    }
    return bytes.subarray(0, length);
  }

  #interpret(bytes: Buffer): Value {
    try {
      return this.#options.read(bytes);
    } catch (error) {
      if (!(error instanceof UnreadableContentError)) throw error;
      throw this.#refuse(error.message);
    }
  }

  #refuse(reason: string): UnusableFileError {
    return new UnusableFileError(this.path, reason);
  }
}

function describeFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file; put it there, or name another';
  if (code === 'EACCES') return 'no permission to read it; allow the user that wanprobe runs as to';
  if (code === 'ENXIO') return 'expected a file, found something else';
  return `it cannot be read: ${message}`;
}
