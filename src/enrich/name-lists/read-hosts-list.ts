import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { NameListError } from './name-list-error.ts';
import { type HostsList, parseHostsList } from './parse-hosts-list.ts';

/** More than 500,000 names of 60 characters. */
const MOST_MEBIBYTES = 32;
const MOST_BYTES = MOST_MEBIBYTES * 2 ** 20;

/**
 * Reads a list of names from a file. Throws `NameListError`, naming the file, where it cannot be read, is larger than 32 MiB, has more names than
 * there is room for, or has none: an empty list is more often a download that failed than a wish.
 */
export function readHostsList(path: string): HostsList {
  const list = parseNaming(path, new TextDecoder().decode(readBytes(path)));
  const { exact, subtrees } = list.names;
  if (exact.length + subtrees.length > 0) return list;

  const [first] = list.problems;
  const found = first === undefined ? 'nothing but comments' : `line ${first.line}: ${first.text}`;
  throw new NameListError('NAME_LIST_BROKEN', `${path}: there are no names in it: ${found}`);
}

function readBytes(path: string): Uint8Array {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, 'r');
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new NameListError('NAME_LIST_UNREADABLE', `${path}: expected a file with a list of names`);
    if (status.size > MOST_BYTES)
      throw new NameListError('NAME_LIST_TOO_LARGE', `${path}: larger than ${MOST_MEBIBYTES} MiB, which no list of names is`);
    return readAtMost(descriptor, status.size);
  } catch (error) {
    if (error instanceof NameListError) throw error;
    throw new NameListError('NAME_LIST_UNREADABLE', `${path}: ${describeFailure(error)}`, { cause: error });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Somebody may be writing the file: it is read as long as it was a moment ago, or as it is now if that is shorter. */
function readAtMost(descriptor: number, size: number): Uint8Array {
  const buffer = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, buffer, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

function parseNaming(path: string, text: string): HostsList {
  try {
    return parseHostsList(text);
  } catch (error) {
    if (error instanceof NameListError) throw new NameListError(error.code, `${path}: ${error.message}`);
    throw error;
  }
}

function describeFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such list of names';
  if (code === 'EACCES') return 'no permission to read this list of names';
  return `this list of names cannot be read: ${message}`;
}
