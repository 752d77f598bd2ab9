// IEEE 802.11-2020, 9.2 and 9.3.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { RadiotapFlag, readRadiotapFlags } from './radiotap.ts';

/** Two bytes: version, type and subtype; then flags. */
const FRAME_CONTROL = 0;
const ADDRESS_1 = 4;
const ADDRESS_2 = 10;
const ADDRESS_3 = 16;
const SEQUENCE_CONTROL = 22;
const ADDRESS_4 = 24;

const SHORTEST_HEADER_LENGTH = 10;
const CONTROL_HEADER_LENGTH = 16;
const HEADER_LENGTH = 24;
const ADDRESS_LENGTH = 6;
const QOS_CONTROL_LENGTH = 2;
const HT_CONTROL_LENGTH = 4;

const VERSION_MASK = 0x03;
const TYPE_MASK = 0x0c;
const TYPE_MANAGEMENT = 0x00;
const TYPE_DATA = 0x08;
/** Of control frames: the type and subtype of the two with one address only. */
const CLEAR_TO_SEND = 0xc4;
const ACKNOWLEDGMENT = 0xd4;
/** Of data frames: bits of the subtype. */
const SUBTYPE_NO_DATA = 0x40;
const SUBTYPE_QOS = 0x80;

const TO_DS = 0x01;
const FROM_DS = 0x02;
const PROTECTED = 0x40;
const HT_CONTROL_PRESENT = 0x80;

const FRAGMENT_NUMBER_MASK = 0x0f;
/** In the first byte of the QoS control field. */
const AGGREGATE_PRESENT = 0x80;

export function decodeWlan(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < SHORTEST_HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Wlan);
  const typeAndSubtype = readTypeAndSubtype(bytes, start);
  const isOtherVersion = (typeAndSubtype & VERSION_MASK) !== 0;
  if (isOtherVersion || (isSwapped(bytes, start) && !isInCapwap(packet)))
    return packet.stop(Problem.VersionInvalid, Protocol.Wlan);
  const headerLength = headerLengthOf(typeAndSubtype, readFlags(bytes, start));
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Wlan);

  const type = typeAndSubtype & TYPE_MASK;
  if (type !== TYPE_DATA && type !== TYPE_MANAGEMENT) {
    packet.enterLayer(Protocol.Wlan, headerLength);
    return Protocol.None;
  }
  const padding = isPadded(bytes, packet) ? -headerLength & 3 : 0;
  packet.enterLinkLayer(Protocol.Wlan, headerLength);
  if (type === TYPE_MANAGEMENT || !startsLlcFrame(bytes, start)) return Protocol.None;
  if (packet.end - packet.cursor < padding) return packet.stop(Problem.HeaderTruncated, Protocol.Llc);
  packet.cursor += padding;
  return Protocol.Llc;
}

function headerLengthOf(typeAndSubtype: number, flags: number): number {
  const type = typeAndSubtype & TYPE_MASK;
  const htControl = (flags & HT_CONTROL_PRESENT) === 0 ? 0 : HT_CONTROL_LENGTH;
  if (type === TYPE_MANAGEMENT) return HEADER_LENGTH + htControl;
  if (type !== TYPE_DATA) {
    return typeAndSubtype === CLEAR_TO_SEND || typeAndSubtype === ACKNOWLEDGMENT ? SHORTEST_HEADER_LENGTH : CONTROL_HEADER_LENGTH;
  }
  const address4 = (flags & TO_DS) !== 0 && (flags & FROM_DS) !== 0 ? ADDRESS_LENGTH : 0;
  // In a data frame without QoS the same bit means strict order, and no field follows from it.
  const qos = (typeAndSubtype & SUBTYPE_QOS) === 0 ? 0 : QOS_CONTROL_LENGTH + htControl;
  return HEADER_LENGTH + address4 + qos;
}

/**
 * Within CAPWAP some access points send frame control and sequence control in network byte order. Every data frame between them and their
 * controller has one of the flags where the version is expected, which is zero.
 */
function isSwapped(bytes: Uint8Array, start: number): boolean {
  return (bytes[start + FRAME_CONTROL]! & VERSION_MASK) !== 0;
}

function readTypeAndSubtype(bytes: Uint8Array, start: number): number {
  return bytes[start + FRAME_CONTROL + (isSwapped(bytes, start) ? 1 : 0)]!;
}

function readFlags(bytes: Uint8Array, start: number): number {
  return bytes[start + FRAME_CONTROL + (isSwapped(bytes, start) ? 0 : 1)]!;
}

function readFragmentNumber(bytes: Uint8Array, start: number): number {
  return bytes[start + SEQUENCE_CONTROL + (isSwapped(bytes, start) ? 1 : 0)]! & FRAGMENT_NUMBER_MASK;
}

function isInCapwap(packet: Packet): boolean {
  return packet.layerCount > 0 && packet.protocols[packet.layerCount - 1] === Protocol.Capwap;
}

/** Some drivers pad the header so that the body starts at a multiple of four bytes; radiotap says so. */
function isPadded(bytes: Uint8Array, packet: Packet): boolean {
  const outer = packet.layerCount - 1;
  if (outer < 0 || packet.protocols[outer] !== Protocol.Radiotap) return false;
  return (readRadiotapFlags(bytes, packet.offsets[outer]!) & RadiotapFlag.DataPad) !== 0;
}

/** Whether a data frame's body can be read, and starts one LLC frame: later fragments and aggregates of several frames do not. */
function startsLlcFrame(bytes: Uint8Array, start: number): boolean {
  const typeAndSubtype = readTypeAndSubtype(bytes, start);
  const flags = readFlags(bytes, start);
  if ((typeAndSubtype & SUBTYPE_NO_DATA) !== 0 || (flags & PROTECTED) !== 0) return false;
  if (readFragmentNumber(bytes, start) !== 0) return false;
  if ((typeAndSubtype & SUBTYPE_QOS) === 0) return true;
  const hasAddress4 = (flags & TO_DS) !== 0 && (flags & FROM_DS) !== 0;
  const qosControl = start + (hasAddress4 ? ADDRESS_4 + ADDRESS_LENGTH : HEADER_LENGTH);
  return (bytes[qosControl]! & AGGREGATE_PRESENT) === 0;
}

/** Where the destination address is of the 802.11 header that starts at `offset` (IEEE 802.11-2020, table 9-30). */
export function wlanDestinationOffset(bytes: Uint8Array, offset: number): number {
  return offset + ((readFlags(bytes, offset) & TO_DS) === 0 ? ADDRESS_1 : ADDRESS_3);
}

/** Where the source address is of the 802.11 header that starts at `offset`. */
export function wlanSourceOffset(bytes: Uint8Array, offset: number): number {
  const flags = readFlags(bytes, offset);
  if ((flags & FROM_DS) === 0) return offset + ADDRESS_2;
  return offset + ((flags & TO_DS) === 0 ? ADDRESS_3 : ADDRESS_4);
}
