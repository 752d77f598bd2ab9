import { concatenate } from '../frames/drawing.ts';

const BYTES_BEFORE = 5;
const BYTES_BEHIND = 7;

/** A content in the middle of memory that nobody may read, and how much of the content was read. */
export interface WatchedBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** How many bytes were read so far, those in parts that were cut out included. */
  readonly reads: () => number;
}

/** Puts a content where reading anything before or behind it throws, and counts what is read of it. */
export function watchBytes(content: Uint8Array): WatchedBytes {
  const memory = concatenate(new Uint8Array(BYTES_BEFORE).fill(0x0a), content, new Uint8Array(BYTES_BEHIND).fill(0x0a));
  const start = BYTES_BEFORE;
  const end = start + content.length;
  let reads = 0;
  const cut = (from: number, to: number): Uint8Array => {
    if (from < start || to > end || from > to) throw new Error(`cut of bytes[${from}, ${to})`);
    reads += to - from;
    return memory.slice(from, to);
  };
  const bytes = new Proxy(memory, {
    get(target, key) {
      if (key === 'subarray') return cut;
      const index = Number(key);
      if (!Number.isInteger(index) || index < start || index >= end) throw new Error(`read of bytes[${String(key)}]`);
      reads += 1;
      return target[index];
    },
  });
  return { bytes, start, end, reads: () => reads };
}

/** A character is a byte. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}
