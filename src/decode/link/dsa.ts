// The tag of Marvell's Distributed Switch Architecture, between a switch and the processor behind it:
// https://www.tcpdump.org/linktypes/LINKTYPE_DSA_TAG_DSA.html and LINKTYPE_DSA_TAG_EDSA.html.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { enterAddresses, isBehindAddresses, protocolOfTypeOrLength } from './ethernet.ts';

/** Mode, whether the frame is tagged, and number of the switch; then its port; then priority and VLAN id; then what Ethernet had behind it. */
const MODE = 0;
const PRIORITY_AND_VLAN = 2;
const TYPE_OR_LENGTH = 4;
const HEADER_LENGTH = 6;

const TAGGED = 0x20;
/** Zeros between the EtherType that announces the tag and the tag. */
const RESERVED_LENGTH = 2;

/** Stands between Ethernet's addresses and its type, with nothing to announce it but the link type. */
export function decodeDsa(bytes: Uint8Array, packet: Packet): Protocol {
  return isBehindAddresses(packet) ? decodeTag(bytes, packet, Protocol.Dsa) : enterAddresses(packet, Protocol.Dsa);
}

/** The same tag with an EtherType, which the switch is told. */
export function decodeEdsa(bytes: Uint8Array, packet: Packet): Protocol {
  return decodeTag(bytes, packet, Protocol.Edsa);
}

/** The second half of a tagged frame's tag is laid out as the VLAN tag that it stands for, so it is that one's header. */
function decodeTag(bytes: Uint8Array, packet: Packet, protocol: Protocol): Protocol {
  const start = packet.cursor;
  const tag = start + (protocol === Protocol.Edsa ? RESERVED_LENGTH : 0);
  if (packet.end - tag < PRIORITY_AND_VLAN) return packet.stop(Problem.HeaderTruncated, protocol);
  if ((bytes[tag + MODE]! & TAGGED) !== 0) {
    packet.enterLayer(protocol, tag + PRIORITY_AND_VLAN - start);
    return Protocol.Vlan;
  }
  if (packet.end - tag < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);

  packet.enterLayer(protocol, tag + HEADER_LENGTH - start);
  return protocolOfTypeOrLength(packet, protocol, readUint16(bytes, tag + TYPE_OR_LENGTH));
}
