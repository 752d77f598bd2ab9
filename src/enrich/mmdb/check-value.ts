import { UnreadableContentError } from '../unusable-file.ts';

// MaxMind DB File Format Specification 2.0, "Output Data Section".
const TYPE_SHIFT = 5;
const SIZE_MASK = 0x1f;
const EXTENDED = 0;
const POINTER = 1;
const MAP = 7;
const ARRAY = 11;
const BOOLEAN = 14;
const FIRST_EXTENDED = 7;
/** A container of the writer's own cache, and the end of it: no values. */
const NO_VALUES: readonly number[] = [12, 13];
const LAST_TYPE = 15;

/** What a pointer's own bits begin at, by how many bytes it has. */
const POINTER_BASES = [0, 2_048, 526_336, 0] as const;
/** Sizes from 29 on are in the bytes that follow: one, two or three of them. */
const SIZE_BASES = [29, 285, 65_821] as const;

/** The largest records of the files that are sold have some two hundred values, nested five deep. */
const MOST_VALUES = 4_096;
const MOST_DEPTH = 16;

/** Where a value is, and what its pointers count from. */
export interface ValuePlace {
  readonly bytes: Buffer;
  readonly offset: number;
  readonly base: number;
}

/**
 * Goes through a value as a reader that follows every pointer would, and throws `UnreadableContentError` before that would leave the file, go
 * round in circles or unfold without end: a hundred bytes can stand for 2^50 values.
 */
export function checkValue({ bytes, offset, base }: ValuePlace): void {
  new ValueWalk(bytes, base).pass(offset, 0);
}

class ValueWalk {
  readonly #bytes: Buffer;
  readonly #base: number;
  #values = 0;

  constructor(bytes: Buffer, base: number) {
    this.#bytes = bytes;
    this.#base = base;
  }

  /** Returns where what follows the value begins. */
  pass(start: number, depth: number): number {
    this.#values += 1;
    if (this.#values > MOST_VALUES) throw new UnreadableContentError(`a record has more than ${MOST_VALUES} values`);
    if (depth > MOST_DEPTH) throw new UnreadableContentError(`a record is nested deeper than ${MOST_DEPTH}`);

    const control = this.#readUint(start, 1);
    let offset = start + 1;
    let type = control >> TYPE_SHIFT;
    if (type === POINTER) return this.#passPointer(control, offset, depth);
    if (type === EXTENDED) {
      type = this.#readUint(offset, 1) + FIRST_EXTENDED;
      offset += 1;
      if (type === FIRST_EXTENDED || type > LAST_TYPE || NO_VALUES.includes(type)) {
        throw new UnreadableContentError(`a value of an unknown type (${type}) at byte ${start}`);
      }
    }

    let size = control & SIZE_MASK;
    const extra = size - (SIZE_BASES[0] - 1);
    if (extra > 0) {
      size = SIZE_BASES[extra - 1]! + this.#readUint(offset, extra);
      offset += extra;
    }
    return this.#passContent(type, { offset, size, depth });
  }

  #passContent(type: number, { offset, size, depth }: { offset: number; size: number; depth: number }): number {
    if (type === BOOLEAN) return offset;
    if (type !== MAP && type !== ARRAY) return this.#within(offset, size);
    let next = offset;
    const parts = type === MAP ? size * 2 : size;
    if (parts > MOST_VALUES) throw new UnreadableContentError(`a record has more than ${MOST_VALUES} values`);
    for (let part = 0; part < parts; part += 1) next = this.pass(next, depth + 1);
    return next;
  }

  #passPointer(control: number, offset: number, depth: number): number {
    const length = (control >> 3) & 3;
    const bits = length === 3 ? 0 : control & 7;
    const target = this.#base + POINTER_BASES[length]! + bits * 2 ** (8 * (length + 1)) + this.#readUint(offset, length + 1);
    this.pass(target, depth + 1);
    return offset + length + 1;
  }

  #readUint(offset: number, length: number): number {
    this.#within(offset, length);
    return this.#bytes.readUIntBE(offset, length);
  }

  #within(offset: number, length: number): number {
    const end = offset + length;
    if (end > this.#bytes.length) throw new UnreadableContentError(`a value at byte ${offset} ends behind the end of the file`);
    return end;
  }
}
