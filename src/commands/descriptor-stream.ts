import { fstatSync, writeSync } from 'node:fs';
import type { TextStream } from './output.ts';

/** Where the text goes when a descriptor does not wait; one of Node's standard streams. */
interface PatientStream {
  write(bytes: Uint8Array): unknown;
}

/** A standard stream that cannot be written to, as where its disk is full. */
export class UnwritableError extends Error {
  readonly code = 'unwritable';

  constructor(descriptor: number, cause: Error) {
    const name = descriptor === 1 ? 'standard output' : 'standard error';
    super(`${name} cannot be written to (${cause.message}): make room, or send it elsewhere`, { cause });
  }
}

/**
 * Writes text to a file, a pipe or a terminal before it returns. Node's own standard streams do so too, but load `node:net` first, which takes
 * longer than writing a report. Where the descriptor does not wait (`EAGAIN`), all further text goes through `patient()`. Calls `onClosed`
 * where nobody reads on (`EPIPE`). Throws `UnwritableError` for all else.
 */
export function createDescriptorStream(
  descriptor: number,
  { patient, onClosed }: { patient: () => PatientStream; onClosed: () => void },
): TextStream {
  let stream: PatientStream | null = null;
  return {
    isTTY: fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor),
    write(text) {
      let rest: Uint8Array = Buffer.from(text);
      try {
        while (stream === null && rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EPIPE') return onClosed();
        if (code !== 'EAGAIN') throw new UnwritableError(descriptor, error as Error);
        stream = patient();
      }
      if (rest.length > 0) stream?.write(rest);
    },
  };
}
