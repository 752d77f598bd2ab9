// RFC 7541: header compression, as far as the first block of a connection needs it.
import { decodeHuffman } from './hpack-huffman.ts';
import { STATIC_TABLE } from './hpack-static-table.ts';

/** A number and where it ends; null where it is cut or too large. */
type Decoded<Value> = { readonly value: Value; readonly end: number } | null;
type Entry = readonly [name: string, value: string];

/** Section 6: what the first bits of a field say. */
const INDEXED = 0x80;
const INDEXED_BITS = 7;
const WITH_INDEXING = 0x40;
const WITH_INDEXING_BITS = 6;
const SIZE_UPDATE = 0x20;
const SIZE_UPDATE_BITS = 5;
const WITHOUT_INDEXING_BITS = 4;
const HUFFMAN = 0x80;
const STRING_BITS = 7;
/** No integer here needs more than three bytes behind its prefix. */
const MOST_CONTINUATIONS = 3;
/** Section 4.1: what an entry counts beside its text. */
const ENTRY_OVERHEAD = 32;
/** The table's size before any agreement (RFC 9113, section 6.5.2). */
const TABLE_BYTES = 4096;

/** The fields of interest, as far as they are read. */
const WANTED: ReadonlySet<string> = new Set([':method', ':authority', 'host', 'user-agent']);

/** Reads the wanted fields of a connection's first header block; the first value of each counts. What cannot be read ends it. */
export function readHeaderBlock(block: Uint8Array): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const table = new DynamicTable();
  let at = 0;
  while (at < block.length) {
    const first = block[at]!;
    if ((first & 0xe0) === SIZE_UPDATE) {
      const size = readInteger(block, at, SIZE_UPDATE_BITS);
      if (size === null) break;
      table.resize(size.value);
      at = size.end;
      continue;
    }
    const field = (first & INDEXED) !== 0 ? readIndexed(block, at, table) : readLiteral(block, at, table);
    if (field === null) break;
    const [name, value] = field.value;
    if (WANTED.has(name) && !found.has(name)) found.set(name, value);
    at = field.end;
  }
  return found;
}

function readIndexed(block: Uint8Array, at: number, table: DynamicTable): Decoded<Entry> {
  const index = readInteger(block, at, INDEXED_BITS);
  const entry = index === null ? null : table.entry(index.value);
  return index === null || entry === null ? null : { value: entry, end: index.end };
}

function readLiteral(block: Uint8Array, at: number, table: DynamicTable): Decoded<Entry> {
  const isIndexing = (block[at]! & WITH_INDEXING) !== 0;
  const index = readInteger(block, at, isIndexing ? WITH_INDEXING_BITS : WITHOUT_INDEXING_BITS);
  if (index === null) return null;
  const name = index.value === 0 ? readString(block, index.end) : nameOf(table.entry(index.value), index.end);
  const value = name === null ? null : readString(block, name.end);
  if (name === null || value === null) return null;
  const entry: Entry = [name.value, value.value];
  if (isIndexing) table.add(entry);
  return { value: entry, end: value.end };
}

function nameOf(entry: Entry | null, end: number): Decoded<string> {
  return entry === null ? null : { value: entry[0], end };
}

/** Section 5.1: a number begins in the low bits of a byte. */
function readInteger(block: Uint8Array, at: number, bits: number): Decoded<number> {
  const most = (1 << bits) - 1;
  let value = block[at]! & most;
  if (value < most) return { value, end: at + 1 };
  for (let index = 0; index < MOST_CONTINUATIONS; index += 1) {
    const byte = block[at + 1 + index];
    if (byte === undefined) return null;
    value += (byte & 0x7f) << (7 * index);
    if ((byte & 0x80) === 0) return { value, end: at + 2 + index };
  }
  return null;
}

/** Section 5.2. A byte is a character: nothing but ASCII is expected. */
function readString(block: Uint8Array, at: number): Decoded<string> {
  if (at >= block.length) return null;
  const length = readInteger(block, at, STRING_BITS);
  if (length === null || length.end + length.value > block.length) return null;
  const end = length.end + length.value;
  const raw = block.subarray(length.end, end);
  const value = (block[at]! & HUFFMAN) !== 0 ? decodeHuffman(raw) : Buffer.from(raw).toString('latin1');
  return value === null ? null : { value, end };
}

/** Section 2.3: the static table, and behind it what this block has added, the newest first. */
class DynamicTable {
  readonly #entries: Entry[] = [];
  /** The oldest entry that has not been evicted. */
  #oldest = 0;
  #bytes = 0;
  #capacity = TABLE_BYTES;

  entry(index: number): Entry | null {
    if (index <= STATIC_TABLE.length) return STATIC_TABLE[index - 1] ?? null;
    const position = this.#entries.length - (index - STATIC_TABLE.length);
    return position < this.#oldest ? null : this.#entries[position]!;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    this.#bytes += sizeOf(entry);
    this.#evict();
  }

  resize(capacity: number): void {
    this.#capacity = Math.min(capacity, TABLE_BYTES);
    this.#evict();
  }

  #evict(): void {
    while (this.#bytes > this.#capacity) {
      this.#bytes -= sizeOf(this.#entries[this.#oldest]!);
      this.#oldest += 1;
    }
  }
}

function sizeOf([name, value]: Entry): number {
  return name.length + value.length + ENTRY_OVERHEAD;
}
