import { endianness } from 'node:os';
import type { Libc } from './libc.ts';

const IS_LITTLE_ENDIAN = endianness() === 'LE';

// struct sock_filter of <linux/filter.h>: u16 code, u8 jump if true, u8 jump if false, u32 constant; in host order.
export const INSTRUCTION_LENGTH = 8;
const CONSTANT = 4;
// BPF_JMP | BPF_JA: leave out as many instructions as the constant says.
const JUMP = 0x05;
// BPF_RET | BPF_K: stop, and keep as many bytes as the constant says; and BPF_RET | BPF_A, as many as were computed.
const RETURN_CONSTANT = 0x06;
const RETURN_COMPUTED = 0x16;
const MOST_INSTRUCTIONS = 4096;

// More than any frame a ring block can hold: keeps frames whole.
const WHOLE_FRAME = 0x7fff_ffff;

/** What a filter returns so that `length` bytes are kept; 0 keeps the frame whole. */
export function keptBytes(length: number): number {
  return length === 0 ? WHOLE_FRAME : length;
}

/** The one-instruction program that takes every frame and cuts it to `snapLength` bytes (0: leaves it whole). */
export function cutProgram(snapLength: number): Uint8Array {
  const program = new DataView(new ArrayBuffer(INSTRUCTION_LENGTH));
  program.setUint16(0, RETURN_CONSTANT, IS_LITTLE_ENDIAN);
  program.setUint32(CONSTANT, keptBytes(snapLength), IS_LITTLE_ENDIAN);
  return new Uint8Array(program.buffer);
}

/** Makes every accepting return of a classic BPF program keep `snapLength` bytes (0: the whole frame). Changes `program`. */
export function limitAccepted(program: Uint8Array, snapLength: number): void {
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  for (let at = 0; at + INSTRUCTION_LENGTH <= program.length; at += INSTRUCTION_LENGTH) {
    if (isAccepting(view, at)) view.setUint32(at + CONSTANT, keptBytes(snapLength), IS_LITTLE_ENDIAN);
  }
}

/**
 * One program of two: what `filter` accepts goes on in `program`. Returns null where they do not fit into one, or where `filter` computes
 * how much it keeps.
 */
export function joinFilters(filter: Uint8Array, program: Uint8Array): Uint8Array | null {
  if (filter.length + program.length > MOST_INSTRUCTIONS * INSTRUCTION_LENGTH) return null;
  const joined = new Uint8Array(filter.length + program.length);
  joined.set(filter);
  joined.set(program, filter.length);
  const view = new DataView(joined.buffer);
  for (let at = 0; at < filter.length; at += INSTRUCTION_LENGTH) {
    if (view.getUint16(at, IS_LITTLE_ENDIAN) === RETURN_COMPUTED) return null;
    if (!isAccepting(view, at)) continue;
    // One instruction for one: the distances of all jumps stay what they are.
    view.setUint16(at, JUMP, IS_LITTLE_ENDIAN);
    view.setUint32(at + CONSTANT, (filter.length - at) / INSTRUCTION_LENGTH - 1, IS_LITTLE_ENDIAN);
  }
  return joined;
}

function isAccepting(program: DataView, at: number): boolean {
  return program.getUint16(at, IS_LITTLE_ENDIAN) === RETURN_CONSTANT && program.getUint32(at + CONSTANT, IS_LITTLE_ENDIAN) !== 0;
}

/** The `struct sock_fprog` SO_ATTACH_FILTER takes. It points into `program`, which must be kept alive until it is attached. */
export function programDescriptor(libc: Pick<Libc, 'addressOf'>, program: Uint8Array): Uint8Array {
  // u16 instruction count, padding, pointer. Four more bytes on a 32-bit machine do no harm: the kernel reads only its own.
  const is64Bit = process.arch !== 'arm' && process.arch !== 'ia32';
  const descriptor = new DataView(new ArrayBuffer(16));
  descriptor.setUint16(0, program.length / INSTRUCTION_LENGTH, IS_LITTLE_ENDIAN);
  if (is64Bit) descriptor.setBigUint64(8, libc.addressOf(program), IS_LITTLE_ENDIAN);
  else descriptor.setUint32(4, Number(libc.addressOf(program)), IS_LITTLE_ENDIAN);
  return new Uint8Array(descriptor.buffer);
}
