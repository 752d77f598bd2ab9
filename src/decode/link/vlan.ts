// IEEE 802.1Q-2018, 9.6; the service tag of 802.1ad differs in its EtherType alone.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfTypeOrLength } from './ethernet.ts';

const TAG_CONTROL = 0;
const TYPE_OR_LENGTH = 2;
const TAG_CONTROL_LENGTH = 2;
const HEADER_LENGTH = 4;
const VLAN_ID_MASK = 0x0fff;

export function decodeVlan(bytes: Uint8Array, packet: Packet): Protocol {
  return decodeTag(bytes, packet, Protocol.Vlan);
}

export function decodeServiceVlan(bytes: Uint8Array, packet: Packet): Protocol {
  return decodeTag(bytes, packet, Protocol.ServiceVlan);
}

function decodeTag(bytes: Uint8Array, packet: Packet, protocol: Protocol): Protocol {
  const start = packet.cursor;
  if (packet.end - start < TAG_CONTROL_LENGTH) return packet.stop(Problem.HeaderTruncated, protocol);

  packet.enterLayer(protocol, HEADER_LENGTH);
  // The tag itself is whole: its type came before, and the type that is cut is what follows.
  if (packet.cursor > packet.end) return packet.stopInside(protocol);
  return protocolOfTypeOrLength(packet, protocol, readUint16(bytes, start + TYPE_OR_LENGTH));
}

/** The VLAN id of the tag that starts at `offset`: 0 to 4095, where 0 is a priority tag. */
export function readVlanId(bytes: Uint8Array, offset: number): number {
  return readUint16(bytes, offset + TAG_CONTROL) & VLAN_ID_MASK;
}
