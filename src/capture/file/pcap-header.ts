import type { ByteWindow } from './byte-window.ts';
import { LONGEST_FRAME, USUAL_LONGEST_FRAME } from './frame-reader.ts';

// draft-ietf-opsawg-pcap, section 4.
const VERSION_MAJOR = 4;
const VERSION_MINOR = 6;
const SNAP_LENGTH = 16;
const LINK_TYPE = 20;
export const PCAP_HEADER_LENGTH = 24;

const RECORD_HEADER_LENGTH = 16;
// Alexey Kuznetzov's patched libpcap appended an interface index, a protocol and a packet type.
const MODIFIED_RECORD_HEADER_LENGTH = 24;

const MAGIC_MICROSECONDS = 0xa1b2c3d4;
const MAGIC_NANOSECONDS = 0xa1b23c4d;
const MAGIC_MODIFIED = 0xa1b2cd34;

/** Which of a record's two lengths comes first. Files before version 2.3, and of the odd version 543.0, have the wire length first; those of version 2.3 may. */
export type LengthOrder = 'captured-first' | 'wire-first' | 'shorter-is-captured';

/** What a pcap file says of itself at its start. */
export interface PcapHeader {
  readonly littleEndian: boolean;
  readonly nanoseconds: boolean;
  readonly recordHeaderLength: number;
  readonly version: { readonly major: number; readonly minor: number };
  readonly lengthOrder: LengthOrder;
  readonly snapLength: number;
  readonly linkType: number;
  /** The longest frame to believe: what the file announces, within reason. */
  readonly longestFrame: number;
}

/** Tells whether the four bytes at the window's start are those of a pcap file, and in which byte order; `null`: they are not. */
export function pcapByteOrder(window: ByteWindow): 'little' | 'big' | null {
  if (isPcapMagic(window.view.getUint32(window.start, true))) return 'little';
  if (isPcapMagic(window.view.getUint32(window.start, false))) return 'big';
  return null;
}

/** Parses the header at the window's start, of which `PCAP_HEADER_LENGTH` bytes must be there. */
export function parsePcapHeader(window: ByteWindow): PcapHeader {
  const { view, start } = window;
  const littleEndian = pcapByteOrder(window) === 'little';
  const magic = view.getUint32(start, littleEndian);
  const version = {
    major: view.getUint16(start + VERSION_MAJOR, littleEndian),
    minor: view.getUint16(start + VERSION_MINOR, littleEndian),
  };
  const snapLength = view.getUint32(start + SNAP_LENGTH, littleEndian);
  return {
    littleEndian,
    nanoseconds: magic === MAGIC_NANOSECONDS,
    recordHeaderLength: magic === MAGIC_MODIFIED ? MODIFIED_RECORD_HEADER_LENGTH : RECORD_HEADER_LENGTH,
    version,
    lengthOrder: lengthOrderOf(version),
    snapLength,
    // The upper bits say whether frames end with a check sequence and how long it is. The original length counts it; nobody subtracts it.
    linkType: view.getUint32(start + LINK_TYPE, littleEndian) & 0xffff,
    longestFrame: Math.min(Math.max(snapLength, USUAL_LONGEST_FRAME), LONGEST_FRAME),
  };
}

function isPcapMagic(value: number): boolean {
  return value === MAGIC_MICROSECONDS || value === MAGIC_NANOSECONDS || value === MAGIC_MODIFIED;
}

function lengthOrderOf({ major, minor }: PcapHeader['version']): LengthOrder {
  if (major === 543 || minor < 3) return 'wire-first';
  return minor === 3 ? 'shorter-is-captured' : 'captured-first';
}
