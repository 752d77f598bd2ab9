import type { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';

/** In an 802.11 header the first two addresses stand behind frame control and duration (IEEE 802.11-2020, 9.3.2.1). */
const WLAN_ADDRESSES = 4;

/** Where the pair of MAC addresses of the link-layer header at stack index `layer` starts: twelve bytes, both next to each other. */
export function macPairOffset(packet: Packet, layer: number): number {
  const header = packet.offsets[layer]!;
  return packet.protocols[layer] === Protocol.Wlan ? header + WLAN_ADDRESSES : header;
}
