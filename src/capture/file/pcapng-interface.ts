import type { CaptureInterface } from '../source.ts';
import { createPcapngClock, type PcapngClock } from './pcapng-clock.ts';

// draft-ietf-opsawg-pcapng, section 4.2; positions count from the start of the block.
const LINK_TYPE = 8;
const SNAP_LENGTH = 12;
const OPTIONS = 16;
const TRAILER_LENGTH = 4;

const OPTION_END = 0;
const OPTION_NAME = 2;
const OPTION_RESOLUTION = 9;
const OPTION_OFFSET = 14;
const OPTION_HEADER_LENGTH = 4;
// Linux allows 15, Windows names run to some dozens.
const LONGEST_NAME = 256;

/** An interface description block. */
export interface PcapngInterface extends CaptureInterface {
  /** Its number in the whole file: each section counts its interfaces from 0 again. */
  readonly index: number;
  readonly clock: PcapngClock;
}

interface Options {
  name: string | null;
  resolution: number | undefined;
  offsetSeconds: number | undefined;
}

/** Parses an interface description block, all of which is in `block`. Options that make no sense are passed over. */
export function parsePcapngInterface(block: DataView, littleEndian: boolean, index: number): PcapngInterface {
  const options = parseOptions(block, littleEndian);
  return {
    name: options.name,
    linkType: block.getUint16(LINK_TYPE, littleEndian),
    snapLength: block.getUint32(SNAP_LENGTH, littleEndian),
    index,
    clock: createPcapngClock(options.resolution, options.offsetSeconds),
  };
}

function parseOptions(block: DataView, littleEndian: boolean): Options {
  const options: Options = { name: null, resolution: undefined, offsetSeconds: undefined };
  const end = block.byteLength - TRAILER_LENGTH;
  let at = OPTIONS;
  while (end - at >= OPTION_HEADER_LENGTH) {
    const code = block.getUint16(at, littleEndian);
    const length = block.getUint16(at + 2, littleEndian);
    const value = at + OPTION_HEADER_LENGTH;
    if (code === OPTION_END || length > end - value) break;
    if (code === OPTION_NAME) options.name = textOf(block, value, Math.min(length, LONGEST_NAME));
    if (code === OPTION_RESOLUTION && length >= 1) options.resolution = block.getUint8(value);
    if (code === OPTION_OFFSET && length >= 8) options.offsetSeconds = Number(block.getBigInt64(value, littleEndian));
    at = value + length + (-length & 3);
  }
  return options;
}

function textOf(block: DataView, at: number, length: number): string | null {
  const bytes = new Uint8Array(block.buffer, block.byteOffset + at, length);
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
  return text === '' ? null : text;
}
