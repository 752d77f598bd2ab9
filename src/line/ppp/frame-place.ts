// Runs once per PPPoE frame: allocate nothing.

import { readVlanId } from '../../decode/link/vlan.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';

const VLAN_ID_BITS = 12;

/** Tags that name no VLAN: those that bridges, switches and MACsec put between the addresses and what Ethernet carries. */
const OTHER_TAGS: ReadonlySet<number> = new Set([
  Protocol.ETag,
  Protocol.VnTag,
  Protocol.Macsec,
  Protocol.CiscoMetadata,
  Protocol.Dsa,
  Protocol.Edsa,
  Protocol.BroadcomTag,
]);

/** The outermost PPPoE header's index on the stack, or -1: what a tunnel inside the session carries is another line's. */
export function pppoeLayerOf(packet: Packet): number {
  const { protocols, layerCount } = packet;
  for (let layer = 1; layer < layerCount; layer += 1) {
    const protocol = protocols[layer];
    if (protocol === Protocol.PppoeSession || protocol === Protocol.PppoeDiscovery) return layer;
  }
  return -1;
}

/** The header around the PPPoE header at index `layer`, in front of tags. */
export function linkLayerOf(packet: Packet, layer: number): number {
  let link = layer - 1;
  while (link > 0 && isTag(packet.protocols[link]!)) link -= 1;
  return link;
}

/** The VLAN ids between both, in one word. Priority tags (id 0) name no VLAN, and routers send them one way only. */
export function vlanWordOf(packet: Packet, layer: number): number {
  let word = 0;
  for (let tag = layer - 1; tag > 0 && isTag(packet.protocols[tag]!); tag -= 1) {
    const id = vlanIdAt(packet, tag);
    if (id !== 0) word = (word << VLAN_ID_BITS) | id;
  }
  return word;
}

function isTag(protocol: number): boolean {
  return isVlan(protocol) || OTHER_TAGS.has(protocol);
}

function isVlan(protocol: number): boolean {
  return protocol === Protocol.Vlan || protocol === Protocol.ServiceVlan;
}

/** The id of the tag at index `layer`; 0 where it names no VLAN. */
function vlanIdAt(packet: Packet, layer: number): number {
  return isVlan(packet.protocols[layer]!) ? readVlanId(packet.bytes, packet.offsets[layer]!) : 0;
}

/** The same ids as a list, outermost first. Cold. */
export function vlanIdsOf(packet: Packet, layer: number): number[] {
  const ids: number[] = [];
  for (let tag = layer - 1; tag > 0 && isTag(packet.protocols[tag]!); tag -= 1) {
    const id = vlanIdAt(packet, tag);
    if (id !== 0) ids.unshift(id);
  }
  return ids;
}
