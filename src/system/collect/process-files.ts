import { parseCount } from '../counts.ts';
import { FileReader } from '../file-reader.ts';
import { readPageSize } from '../page-size.ts';
import type { SystemRoots } from './collector.ts';
import { parseCommand, wholeName } from './process-command.ts';
import { type ProcessIo, parseProcessIo } from './process-io.ts';
import { type ProcessStat, parseProcessStat } from './process-stat.ts';
import { parseEffectiveUser, UserNames } from './user-names.ts';

const LONGEST_COMMAND_BYTES = 4096;

/** What a process is called and whose it is, as far as that can be read. */
export interface ProcessDetails {
  readonly name: string;
  readonly command: readonly string[];
  readonly user: string;
}

export interface ProcessMemory {
  readonly residentBytes: number;
  /** What of it others may have too. */
  readonly sharedBytes: number;
}

/** The files of a process under /proc. Each may be gone, or forbidden, at any moment: that is no error. */
export class ProcessFiles {
  readonly users: UserNames;
  readonly #proc: string;
  readonly #reader = new FileReader();
  readonly #pageSize: number;

  constructor({ proc, etc }: SystemRoots) {
    this.#proc = proc;
    this.users = new UserNames(etc);
    this.#pageSize = readPageSize(this.#reader, proc);
  }

  readStat(pid: number): ProcessStat | null {
    const bytes = this.#readBytesIfAny(`${this.#proc}/${pid}/stat`);
    return bytes === null ? null : parseProcessStat(bytes);
  }

  readDetails(pid: number, stat: ProcessStat): ProcessDetails {
    // The kernel's own threads have no command line and are the superuser's.
    if (stat.isKernelThread) return { name: stat.name, command: [], user: this.users.nameOf(0) };
    const bytes = this.#readBytesIfAny(`${this.#proc}/${pid}/cmdline`);
    const command = bytes === null ? [] : parseCommand(bytes);
    const userId = parseEffectiveUser(this.#reader.readTextIfAny(`${this.#proc}/${pid}/status`) ?? '');
    return { name: wholeName(stat.name, command), command, user: userId === null ? '' : this.users.nameOf(userId) };
  }

  /** The resident memory in `stat` is what the kernel has summed up of its processors' counts, off by some hundred KiB; this one is exact. */
  readMemory(pid: number, stat: ProcessStat): ProcessMemory {
    // As of the kernel's own threads, and of a process that is done.
    if (stat.virtualBytes === 0) return { residentBytes: 0, sharedBytes: 0 };
    const [, resident, shared] = this.#reader.readTextIfAny(`${this.#proc}/${pid}/statm`)?.split(' ', 3) ?? [];
    const residentPages = parseCount(resident) ?? stat.residentPages;
    return { residentBytes: residentPages * this.#pageSize, sharedBytes: (parseCount(shared) ?? 0) * this.#pageSize };
  }

  /** Null where it is not permitted, as for the processes of others. */
  readIo(pid: number): ProcessIo | null {
    const text = this.#reader.readTextIfAny(`${this.#proc}/${pid}/io`);
    return text === null ? null : parseProcessIo(text);
  }

  #readBytesIfAny(path: string): Buffer | null {
    try {
      return this.#reader.readBytes(path, LONGEST_COMMAND_BYTES);
    } catch {
      return null;
    }
  }
}
