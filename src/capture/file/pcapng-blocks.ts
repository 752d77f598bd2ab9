// draft-ietf-opsawg-pcapng: where things lie in a block, counted from its first byte.

/** Section 3.1: type, total length, body, total length once more. */
export const LENGTH = 4;
export const TRAILER_LENGTH = 4;
export const SHORTEST = 12;

/** Section 4.1. The type reads the same in both byte orders. */
export const SECTION = 0x0a0d0d0a;
const SECTION_BYTE_ORDER = 8;
export const SECTION_VERSION = 12;
export const SECTION_FIELDS_LENGTH = 16;
export const SHORTEST_SECTION = 28;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** Section 4.2. */
export const INTERFACE = 1;
export const SHORTEST_INTERFACE = 20;

/** Sections 4.3 and A: enhanced and obsolete packets differ only in how wide the interface's number is. */
export const ENHANCED_PACKET = 6;
export const OBSOLETE_PACKET = 2;
export const INTERFACE_ID = 8;
export const TIMESTAMP_HIGH = 12;
export const TIMESTAMP_LOW = 16;
export const CAPTURED_LENGTH = 20;
export const WIRE_LENGTH = 24;
export const PACKET_DATA = 28;
export const SHORTEST_PACKET = 32;

/** Section 4.4. */
export const SIMPLE_PACKET = 3;
export const SIMPLE_WIRE_LENGTH = 8;
export const SIMPLE_PACKET_DATA = 12;
export const SHORTEST_SIMPLE_PACKET = 16;

/** Tells the byte order of the section block at `start`, of which 12 bytes must be there; `null`: it has none, so it is no section. */
export function byteOrderOfSection(view: DataView, start: number): 'little' | 'big' | null {
  if (view.getUint32(start, true) !== SECTION) return null;
  if (view.getUint32(start + SECTION_BYTE_ORDER, true) === BYTE_ORDER_MAGIC) return 'little';
  return view.getUint32(start + SECTION_BYTE_ORDER, false) === BYTE_ORDER_MAGIC ? 'big' : null;
}
