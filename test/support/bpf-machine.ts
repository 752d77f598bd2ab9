import { endianness } from 'node:os';

const IS_LITTLE_ENDIAN = endianness() === 'LE';
const INSTRUCTION_LENGTH = 8;
const MEMORY_WORDS = 16;

/** How a program ended on a frame. */
export interface Outcome {
  /** What it returned: the bytes of the frame that are kept, none where it is refused. */
  readonly kept: number;
  /** Whether it was a load from behind the frame that ended it: the kernel refuses the frame then. */
  readonly loadedOutside: boolean;
  /** Instructions run. */
  readonly steps: number;
}

interface Registers {
  a: number;
  x: number;
  readonly memory: (number | undefined)[];
}

/**
 * Runs a classic BPF program on a frame as the Linux kernel does (Documentation/networking/filter.rst), for the instructions that filters
 * of ours and of libpcap use. Throws where the kernel would not have attached the program, and on instructions it does not know.
 */
export function runFilter(program: Uint8Array, frame: Uint8Array): Outcome {
  const instructions = new DataView(program.buffer, program.byteOffset, program.byteLength);
  const registers: Registers = { a: 0, x: 0, memory: Array.from({ length: MEMORY_WORDS }, () => undefined) };
  for (let at = 0, steps = 1; ; at++, steps++) {
    if ((at + 1) * INSTRUCTION_LENGTH > program.length) throw new Error(`the program runs out at instruction ${at}`);
    const start = at * INSTRUCTION_LENGTH;
    const code = instructions.getUint16(start, IS_LITTLE_ENDIAN);
    const constant = instructions.getUint32(start + 4, IS_LITTLE_ENDIAN);
    if (code === 0x06) return { kept: constant, loadedOutside: false, steps };
    if (code === 0x05) {
      at += constant;
      continue;
    }
    const comparison = COMPARISONS[code];
    if (comparison !== undefined) {
      at += instructions.getUint8(start + (comparison(registers.a, constant, registers.x) ? 2 : 3));
      continue;
    }
    const load = LOADS[code];
    if (load !== undefined) {
      const value = readBytes(frame, (load.isIndexed ? registers.x : 0) + constant, load.bytes);
      if (value === null) return { kept: 0, loadedOutside: true, steps };
      registers.a = value;
      continue;
    }
    step(code, constant, { registers, frame });
  }
}

const LOADS: Readonly<Record<number, { readonly bytes: number; readonly isIndexed: boolean }>> = {
  32: { bytes: 4, isIndexed: false }, // ld [k]
  40: { bytes: 2, isIndexed: false }, // ldh [k]
  48: { bytes: 1, isIndexed: false }, // ldb [k]
  64: { bytes: 4, isIndexed: true }, // ld [x + k]
  72: { bytes: 2, isIndexed: true }, // ldh [x + k]
  80: { bytes: 1, isIndexed: true }, // ldb [x + k]
};

const COMPARISONS: Readonly<Record<number, (a: number, constant: number, x: number) => boolean>> = {
  21: (a, constant) => a === constant, // jeq #k
  37: (a, constant) => a > constant, // jgt #k
  53: (a, constant) => a >= constant, // jge #k
  69: (a, constant) => (a & constant) !== 0, // jset #k
  29: (a, _, x) => a === x, // jeq x
};

function step(code: number, constant: number, { registers, frame }: { registers: Registers; frame: Uint8Array }): void {
  switch (code) {
    case 0x00: // ld #k
      registers.a = constant;
      return;
    case 0x01: // ldx #k
      registers.x = constant;
      return;
    case 0x80: // ld len
      registers.a = frame.length;
      return;
    case 0x60: // ld M[k]
      registers.a = stored(registers, constant);
      return;
    case 0x02: // st M[k]
      registers.memory[constant] = registers.a;
      return;
    case 0x07: // tax
      registers.x = registers.a;
      return;
    case 0x87: // txa
      registers.a = registers.x;
      return;
    case 0x04: // add #k
      registers.a = (registers.a + constant) >>> 0;
      return;
    case 0x0c: // add x
      registers.a = (registers.a + registers.x) >>> 0;
      return;
    case 0x54: // and #k
      registers.a = (registers.a & constant) >>> 0;
      return;
    case 0x64: // lsh #k
      registers.a = (registers.a << constant) >>> 0;
      return;
    case 0x74: // rsh #k
      registers.a >>>= constant;
      return;
    default:
      throw new Error(`this machine does not know the instruction 0x${code.toString(16)}`);
  }
}

/** The kernel attaches no program that could read what was not stored. */
function stored({ memory }: Registers, word: number): number {
  const value = memory[word];
  if (value === undefined) throw new Error(`word ${word} is read and was not stored`);
  return value;
}

function readBytes(frame: Uint8Array, offset: number, count: number): number | null {
  if (offset + count > frame.length) return null;
  let value = 0;
  for (let at = offset; at < offset + count; at++) value = value * 256 + frame[at]!;
  return value;
}
