// RFC 5415, section 4; what is inside an access point's frames: RFC 5416.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const VERSION_AND_TYPE = 0;
/** Header length, 5 bits; radio identifier, 5; wireless binding identifier, 5; then the flags, from T on. */
const HEADER_LENGTH = 1;
const BINDING_AND_T = 2;
const FLAGS = 3;
const FRAGMENT_OFFSET = 6;
const FIXED_LENGTH = 8;

const VERSION_0_CLEAR = 0x00;
const VERSION_0_DTLS = 0x01;
/** With DTLS the first byte and three that are reserved are all there is: the rest is encrypted. */
const DTLS_HEADER_LENGTH = 4;
const VERSION_SHIFT = 4;

const HEADER_LENGTH_SHIFT = 3;
const HEADER_LENGTH_UNIT = 4;
const BINDING_SHIFT = 1;
const BINDING_MASK = 0x1f;
const BINDING_IEEE_802_11 = 1;

/** In the byte of the binding: the payload is a frame as the radio has it, not an 802.3 frame. */
const IS_NATIVE = 0x01;
const IS_FRAGMENT = 0x80;
const IS_KEEPALIVE = 0x08;
const FRAGMENT_OFFSET_SHIFT = 3;

/** A control message: it configures access points and carries nobody's frame. */
export function decodeCapwapControl(bytes: Uint8Array, packet: Packet): Protocol {
  const isEntered = enterCapwap(bytes, packet, Protocol.CapwapControl);
  return isEntered && packet.cursor > packet.end ? packet.stopInside(Protocol.CapwapControl) : Protocol.None;
}

/** A frame between an access point and its controller, or what keeps the channel open. */
export function decodeCapwap(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (!enterCapwap(bytes, packet, Protocol.Capwap)) return Protocol.None;
  packet.enterTunnel(TunnelType.Capwap);
  if (bytes[start + VERSION_AND_TYPE] === VERSION_0_DTLS) return Protocol.None;
  // The radio's address and what else is optional: the fixed part holds even where that is cut.
  if (packet.cursor > packet.end) return packet.stopInside(Protocol.Capwap);
  return protocolOfPayload(bytes, packet, start);
}

/** Enters a header of which at least what all such headers have is there; its optional part may go past the packet's end. */
function enterCapwap(bytes: Uint8Array, packet: Packet, protocol: Protocol): boolean {
  const headerLength = lengthOfHeader(bytes, packet, protocol);
  if (headerLength > 0) packet.enterLayer(protocol, headerLength);
  return headerLength > 0;
}

/** Zero, and decoding ends, where something is wrong with it. */
function lengthOfHeader(bytes: Uint8Array, packet: Packet, protocol: Protocol): number {
  const start = packet.cursor;
  if (packet.end - start < DTLS_HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);
  const versionAndType = bytes[start + VERSION_AND_TYPE]!;
  if (versionAndType >>> VERSION_SHIFT !== 0) return packet.stop(Problem.VersionInvalid, protocol);
  if (versionAndType === VERSION_0_DTLS) return DTLS_HEADER_LENGTH;
  if (versionAndType !== VERSION_0_CLEAR) return packet.stop(Problem.TypeInvalid, protocol);
  if (packet.end - start < FIXED_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);
  const headerLength = (bytes[start + HEADER_LENGTH]! >>> HEADER_LENGTH_SHIFT) * HEADER_LENGTH_UNIT;
  return headerLength < FIXED_LENGTH ? packet.stop(Problem.LengthInvalid, protocol) : headerLength;
}

function protocolOfPayload(bytes: Uint8Array, packet: Packet, start: number): Protocol {
  const flags = bytes[start + FLAGS]!;
  if ((flags & IS_KEEPALIVE) !== 0) return Protocol.None;
  if ((flags & IS_FRAGMENT) !== 0) {
    if (readUint16(bytes, start + FRAGMENT_OFFSET) >>> FRAGMENT_OFFSET_SHIFT !== 0) return Protocol.None;
    packet.markFirstPart();
  }
  const bindingAndT = bytes[start + BINDING_AND_T]!;
  if ((bindingAndT & IS_NATIVE) === 0) return Protocol.Ethernet;
  const binding = (bindingAndT >>> BINDING_SHIFT) & BINDING_MASK;
  return binding === BINDING_IEEE_802_11 ? Protocol.Wlan : packet.leaveUnknown(Protocol.Capwap, binding);
}
