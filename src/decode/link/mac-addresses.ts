import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';
import { ETHERNET_DESTINATION, ETHERNET_SOURCE } from './ethernet.ts';
import { FDDI_DESTINATION, FDDI_SOURCE } from './fddi.ts';
import { wlanDestinationOffset, wlanSourceOffset } from './wlan.ts';

/** Where the destination MAC address of the link-layer header at index `layer` of the stack is (`Packet.linkLayer`, `Packet.tunnelLinks`). */
export function destinationMacOffset(packet: Packet, layer: number): number {
  const offset = packet.offsets[layer]!;
  if (packet.protocols[layer] === Protocol.Wlan) return wlanDestinationOffset(packet.bytes, offset);
  if (packet.protocols[layer] === Protocol.Fddi) return offset + FDDI_DESTINATION;
  return offset + ETHERNET_DESTINATION;
}

/** Where its source MAC address is. */
export function sourceMacOffset(packet: Packet, layer: number): number {
  const offset = packet.offsets[layer]!;
  if (packet.protocols[layer] === Protocol.Wlan) return wlanSourceOffset(packet.bytes, offset);
  if (packet.protocols[layer] === Protocol.Fddi) return offset + FDDI_SOURCE;
  return offset + ETHERNET_SOURCE;
}
