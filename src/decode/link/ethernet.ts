// IEEE 802.3, clause 3.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { isKnownEtherType, protocolOfEtherType } from './ether-types.ts';

export const ETHERNET_DESTINATION = 0;
export const ETHERNET_SOURCE = 6;
const TYPE_OR_LENGTH = 12;
const HEADER_LENGTH = 14;
const ADDRESSES_LENGTH = 12;

/** Smaller values are the length of an LLC frame (IEEE 802.3, 3.2.6). */
const FIRST_ETHER_TYPE = 0x0600;

export function decodeEthernet(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Ethernet);

  packet.enterLinkLayer(Protocol.Ethernet, HEADER_LENGTH);
  return protocolOfTypeOrLength(packet, Protocol.Ethernet, readUint16(bytes, start + TYPE_OR_LENGTH));
}

/** What follows a field that is an EtherType or, below 0x600, the length of an LLC frame; a length leaves Ethernet padding out. */
export function protocolOfTypeOrLength(packet: Packet, carrier: Protocol, typeOrLength: number): Protocol {
  if (typeOrLength >= FIRST_ETHER_TYPE) return protocolOfEtherType(packet, carrier, typeOrLength);
  packet.narrow(packet.cursor + typeOrLength);
  return Protocol.Llc;
}

/** Enters the addresses alone, where a tag without an EtherType, which follows, parts them from the header's type or length. */
export function enterAddresses(packet: Packet, tag: Protocol): Protocol {
  if (packet.end - packet.cursor < ADDRESSES_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Ethernet);

  packet.enterLinkLayer(Protocol.Ethernet, ADDRESSES_LENGTH);
  return tag;
}

/** Whether Ethernet's addresses have just been entered. */
export function isBehindAddresses(packet: Packet): boolean {
  return packet.layerCount > 0 && packet.protocols[packet.layerCount - 1] === Protocol.Ethernet;
}

/** Guesses whether an Ethernet header lies at the cursor, for carriers that do not say: whether it ends in an EtherType with a decoder. */
export function startsEthernetFrame(bytes: Uint8Array, packet: Packet): boolean {
  const start = packet.cursor;
  return packet.end - start >= HEADER_LENGTH && isKnownEtherType(readUint16(bytes, start + TYPE_OR_LENGTH));
}
