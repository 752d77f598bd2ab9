import { endianness } from 'node:os';
import type { Libc } from './libc.ts';

const IS_LITTLE_ENDIAN = endianness() === 'LE';

// struct sock_filter of <linux/filter.h>: u16 code, u8 jump if true, u8 jump if false, u32 constant; in host order.
export const INSTRUCTION_LENGTH = 8;
const CONSTANT = 4;
// BPF_RET | BPF_K: stop, and keep as many bytes as the constant says.
const RETURN_CONSTANT = 0x06;

// More than any frame a ring block can hold: keeps frames whole.
const WHOLE_FRAME = 0x7fff_ffff;

/** The one-instruction program that takes every frame and cuts it to `snapLength` bytes (0: leaves it whole). */
export function snapProgram(snapLength: number): Uint8Array {
  const program = new DataView(new ArrayBuffer(INSTRUCTION_LENGTH));
  program.setUint16(0, RETURN_CONSTANT, IS_LITTLE_ENDIAN);
  program.setUint32(CONSTANT, snapLength === 0 ? WHOLE_FRAME : snapLength, IS_LITTLE_ENDIAN);
  return new Uint8Array(program.buffer);
}

/** Makes every accepting return of a classic BPF program keep `snapLength` bytes (0: the whole frame). Changes `program`. */
export function limitAccepted(program: Uint8Array, snapLength: number): void {
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  for (let at = 0; at + INSTRUCTION_LENGTH <= program.length; at += INSTRUCTION_LENGTH) {
    const isReturn = view.getUint16(at, IS_LITTLE_ENDIAN) === RETURN_CONSTANT;
    const isAccepting = view.getUint32(at + CONSTANT, IS_LITTLE_ENDIAN) !== 0;
    if (isReturn && isAccepting) view.setUint32(at + CONSTANT, snapLength === 0 ? WHOLE_FRAME : snapLength, IS_LITTLE_ENDIAN);
  }
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
