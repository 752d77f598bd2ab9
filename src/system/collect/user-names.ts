import { readFileSync, statSync } from 'node:fs';
import { parseCount } from '../counts.ts';

const LARGEST_BYTES = 1024 * 1024;
const LONGEST_NAME = 64;

/** The names of this machine's users, from /etc/passwd, which is read again when it changed. */
export class UserNames {
  readonly #path: string;
  #version = '';
  #names: ReadonlyMap<number, string> = new Map();

  constructor(etc: string) {
    this.#path = `${etc}/passwd`;
  }

  /** Looks whether the file changed. It keeps the names it had where the file is not readable. */
  refresh(): void {
    try {
      const { ino, size, mtimeMs } = statSync(this.#path);
      const version = `${ino} ${size} ${mtimeMs}`;
      if (version === this.#version || size > LARGEST_BYTES) return;
      this.#names = parseUserNames(readFileSync(this.#path, 'utf8'));
      this.#version = version;
    } catch {
      // It is being replaced, or this system has none.
    }
  }

  /** The number itself for users who are not in the file, as those of a directory service. */
  nameOf(userId: number): string {
    return this.#names.get(userId) ?? String(userId);
  }
}

/** Users by number, of passwd(5). The first line of a number counts, as it does for getpwuid(3). */
export function parseUserNames(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [name = '', , number] = line.split(':', 3);
    const userId = parseCount(number);
    if (userId !== null && name !== '' && !names.has(userId)) names.set(userId, name.slice(0, LONGEST_NAME));
  }
  return names;
}

/** Whose rights a process has, of /proc/<pid>/status: the effective one of the four numbers. */
export function parseEffectiveUser(status: string): number | null {
  return parseCount(/^Uid:\t\d+\t(\d+)/m.exec(status)?.[1]);
}
