import { endianness } from 'node:os';
import { INSTRUCTION_LENGTH } from './socket-filter.ts';

// Classic BPF, the language of socket filters: an accumulator A, an index X, sixteen words of scratch memory, jumps that only go
// forward. Numbers of <linux/bpf_common.h>; a load that reaches behind the frame ends the program, and the frame is refused.

const IS_LITTLE_ENDIAN = endianness() === 'LE';

const LOAD_LENGTH = 0x80;
const LOAD_HALF = 0x28;
const LOAD_WORD_AT_INDEX = 0x40;
const LOAD_HALF_AT_INDEX = 0x48;
const LOAD_BYTE_AT_INDEX = 0x50;
const LOAD_MEMORY = 0x60;
const STORE_MEMORY = 0x02;
const SET_INDEX = 0x01;
const MOVE_TO_INDEX = 0x07;
const MOVE_FROM_INDEX = 0x87;
const ADD = 0x04;
const ADD_INDEX = 0x0c;
const AND = 0x54;
const SHIFT_LEFT = 0x64;
const SHIFT_RIGHT = 0x74;
const JUMP = 0x05;
const JUMP_EQUAL = 0x15;
const JUMP_GREATER = 0x25;
const JUMP_AT_LEAST = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;

const MOST_CONDITIONAL_JUMP = 255;

/** Where a jump goes: a label further down, or the next line. */
export type Target = string | null;

/** The line behind the jump. */
export const NEXT = null;

export interface Instruction {
  readonly code: number;
  readonly constant: number;
  /** Where it goes on; of a comparison, where it holds and where it does not. */
  readonly targets?: readonly [Target] | readonly [Target, Target];
}

/** A line of a program: an instruction, or the name of the one that follows. */
export type Line = Instruction | string;

/** A = the frame's length. */
export const loadLength = (): Instruction => ({ code: LOAD_LENGTH, constant: 0 });
/** A = the 16 bits at this offset of the frame. */
export const loadHalf = (offset: number): Instruction => ({ code: LOAD_HALF, constant: offset });
/** A = the byte, 16 or 32 bits so far behind X. */
export const loadByteAtIndex = (offset: number): Instruction => ({ code: LOAD_BYTE_AT_INDEX, constant: offset });
export const loadHalfAtIndex = (offset: number): Instruction => ({ code: LOAD_HALF_AT_INDEX, constant: offset });
export const loadWordAtIndex = (offset: number): Instruction => ({ code: LOAD_WORD_AT_INDEX, constant: offset });
/** A = a word of scratch memory, which must have been stored on every way here; and back. */
export const loadMemory = (word: number): Instruction => ({ code: LOAD_MEMORY, constant: word });
export const storeMemory = (word: number): Instruction => ({ code: STORE_MEMORY, constant: word });
/** X = this number. */
export const setIndex = (value: number): Instruction => ({ code: SET_INDEX, constant: value });
/** X = A, and A = X. */
export const moveToIndex = (): Instruction => ({ code: MOVE_TO_INDEX, constant: 0 });
export const moveFromIndex = (): Instruction => ({ code: MOVE_FROM_INDEX, constant: 0 });
export const add = (value: number): Instruction => ({ code: ADD, constant: value });
export const addIndex = (): Instruction => ({ code: ADD_INDEX, constant: 0 });
export const and = (mask: number): Instruction => ({ code: AND, constant: mask });
export const shiftLeft = (bits: number): Instruction => ({ code: SHIFT_LEFT, constant: bits });
export const shiftRight = (bits: number): Instruction => ({ code: SHIFT_RIGHT, constant: bits });
export const jump = (to: Target): Instruction => ({ code: JUMP, constant: 0, targets: [to] });
export const ifEqual = (value: number, yes: Target, no: Target = NEXT): Instruction => comparison(JUMP_EQUAL, value, [yes, no]);
export const ifGreater = (value: number, yes: Target, no: Target = NEXT): Instruction =>
  comparison(JUMP_GREATER, value, [yes, no]);
export const ifAtLeast = (value: number, yes: Target, no: Target = NEXT): Instruction =>
  comparison(JUMP_AT_LEAST, value, [yes, no]);
/** Whether A has any of these bits. */
export const ifAnyBit = (mask: number, yes: Target, no: Target = NEXT): Instruction => comparison(JUMP_ANY_BIT, mask, [yes, no]);
/** Ends the program: the kernel keeps so many bytes of the frame, none at all where it is 0. */
export const keep = (bytes: number): Instruction => ({ code: RETURN, constant: bytes });

function comparison(code: number, constant: number, targets: readonly [Target, Target]): Instruction {
  return { code, constant, targets };
}

/** Turns lines into the `struct sock_filter`s the kernel takes, labels into distances. Throws `Error` where a jump cannot be made. */
export function assemble(lines: readonly Line[]): Uint8Array {
  const places = new Map<string, number>();
  const instructions: Instruction[] = [];
  for (const line of lines) {
    if (typeof line === 'string') places.set(line, instructions.length);
    else instructions.push(line);
  }

  const program = new DataView(new ArrayBuffer(instructions.length * INSTRUCTION_LENGTH));
  for (const [at, { code, constant, targets }] of instructions.entries()) {
    const start = at * INSTRUCTION_LENGTH;
    const [first = 0, second] = (targets ?? []).map((target) => distance(places, at, target));
    const isComparison = second !== undefined;
    if (isComparison && Math.max(first, second) > MOST_CONDITIONAL_JUMP) throw new Error(`the jump at ${at} is too far`);
    program.setUint16(start, code, IS_LITTLE_ENDIAN);
    program.setUint8(start + 2, isComparison ? first : 0);
    program.setUint8(start + 3, second ?? 0);
    program.setUint32(start + 4, code === JUMP ? first : constant, IS_LITTLE_ENDIAN);
  }
  return new Uint8Array(program.buffer);
}

/** How many instructions a jump leaves out. */
function distance(places: ReadonlyMap<string, number>, from: number, target: Target): number {
  if (target === NEXT) return 0;
  const place = places.get(target);
  if (place === undefined || place <= from) throw new Error(`there is no "${target}" behind the jump at ${from}`);
  return place - from - 1;
}
