import type { FileReader } from './file-reader.ts';

const AT_PAGESZ = 6;
const USUAL = 4096;
const LARGEST = 65536;

/** How many bytes a page of memory has: what the kernel told this process when it was started. 16 KiB on a Raspberry Pi 5. */
export function readPageSize(reader: FileReader, proc: string): number {
  try {
    return parsePageSize(reader.readBytes(`${proc}/self/auxv`));
  } catch {
    return USUAL;
  }
}

/** Looks the size up in an auxiliary vector (getauxval(3)): pairs of a type and a value, as wide as the machine's words, little-endian. */
export function parsePageSize(vector: Buffer): number {
  for (const width of [8, 4]) {
    for (let at = 0; at + 2 * width <= vector.length; at += 2 * width) {
      const size = wordAt(vector, at + width, width);
      const isPlausible = size >= USUAL && size <= LARGEST && (size & (size - 1)) === 0;
      if (wordAt(vector, at, width) === AT_PAGESZ && isPlausible) return size;
    }
  }
  return USUAL;
}

function wordAt(bytes: Buffer, at: number, width: number): number {
  return width === 4 ? bytes.readUInt32LE(at) : Number(bytes.readBigUInt64LE(at));
}
