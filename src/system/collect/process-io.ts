import { parseCount } from '../counts.ts';

export interface ProcessIo {
  readonly readBytes: number;
  readonly writtenBytes: number;
}

/** What a process had fetched from and sent to storage (proc_pid_io(5)): not what came from the cache, pipes or the network. */
export function parseProcessIo(text: string): ProcessIo | null {
  const readBytes = parseCount(/^read_bytes: (\d+)$/m.exec(text)?.[1]);
  const writtenBytes = parseCount(/^write_bytes: (\d+)$/m.exec(text)?.[1]);
  return readBytes === null || writtenBytes === null ? null : { readBytes, writtenBytes };
}
