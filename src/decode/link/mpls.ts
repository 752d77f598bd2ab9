// RFC 3032, section 2.1; what follows the stack: RFC 4928, section 3.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16, readUint24 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';
import { startsEthernetFrame } from './ethernet.ts';

const LABEL_AND_FLAGS = 0;
const ENTRY_LENGTH = 4;
const BOTTOM_OF_STACK = 0x01;

/** Labels with a meaning of their own (RFC 3032, section 2.1; RFC 5586, section 4). */
const IPV4_EXPLICIT_NULL = 0;
const IPV6_EXPLICIT_NULL = 2;
const ASSOCIATED_CHANNEL_LABEL = 13;

/** First four bits of a payload that is neither IP version (RFC 4385, sections 3 and 5). */
const CONTROL_WORD = 0;
const ASSOCIATED_CHANNEL = 1;

export function decodeMpls(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  let bottom = start;
  while (packet.end - bottom >= ENTRY_LENGTH && !isBottom(bytes, bottom)) bottom += ENTRY_LENGTH;
  if (packet.end - bottom < ENTRY_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Mpls);

  packet.enterLayer(Protocol.Mpls, bottom + ENTRY_LENGTH - start);
  const label = readMplsLabel(bytes, bottom);
  packet.enterIdentifiedTunnel(TunnelType.Mpls, label);
  return protocolOfLabel(bytes, packet, label);
}

/** The label of the stack entry that starts at `offset`. */
export function readMplsLabel(bytes: Uint8Array, offset: number): number {
  return readUint24(bytes, offset + LABEL_AND_FLAGS) >>> 4;
}

function isBottom(bytes: Uint8Array, entry: number): boolean {
  return (bytes[entry + LABEL_AND_FLAGS + 2]! & BOTTOM_OF_STACK) !== 0;
}

/** The header does not say what follows: those who gave the label out know. The first bits of the payload are made so that one can tell. */
function protocolOfLabel(bytes: Uint8Array, packet: Packet, label: number): Protocol {
  if (label === IPV4_EXPLICIT_NULL) return Protocol.Ipv4;
  if (label === IPV6_EXPLICIT_NULL) return Protocol.Ipv6;
  if (label === ASSOCIATED_CHANNEL_LABEL) return packet.leaveUnknown(Protocol.Mpls, label);
  const start = packet.cursor;
  if (packet.end === start) return packet.stop(Problem.HeaderTruncated, Protocol.Mpls);

  const nibble = bytes[start]! >>> 4;
  if (nibble === 4) return Protocol.Ipv4;
  if (nibble === 6) return Protocol.Ipv6;
  if (nibble === ASSOCIATED_CHANNEL) return packet.leaveUnknown(Protocol.Mpls, label);
  if (nibble === CONTROL_WORD && !hasReservedBits(bytes, packet)) return Protocol.Pseudowire;
  return startsEthernetFrame(bytes, packet) ? Protocol.Ethernet : packet.leaveUnknown(Protocol.Mpls, label);
}

/** In a control word of Ethernet, they are zero (RFC 4448, section 4.6): otherwise it is the address of a frame without a control word. */
function hasReservedBits(bytes: Uint8Array, packet: Packet): boolean {
  return packet.end - packet.cursor >= 2 && readUint16(bytes, packet.cursor) !== 0;
}
