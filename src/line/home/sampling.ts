// Asked once per frame: allocate nothing.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';

const FIRST_OF_WINDOW = 64;
/** One of so many of the others. */
const SHARE_MASK = 0x1f;

// Where bytes that differ from packet to packet are: the last of IPv4's Identification, of TCP's sequence number and checksum, and of the
// checksum of others that have one.
const IPV4_IDENTIFICATION = 5;
const TCP_SEQUENCE_NUMBER = 7;
const TCP_CHECKSUM = 17;
const UDP_CHECKSUM = 7;

/**
 * Chooses which frames are looked at closely: the first of every window, and of the others one in thirty-two. What chooses is in the frame,
 * in fields that few senders leave empty all at once, so that two copies of a frame are chosen both or neither, and a replay chooses as it was
 * chosen live.
 */
export class Sampling {
  #inWindow = 0;

  wants(packet: Packet): boolean {
    if (this.#inWindow < FIRST_OF_WINDOW) {
      this.#inWindow += 1;
      return true;
    }
    const last = packet.layerCount - 1;
    if (packet.ipLayer < 0 || packet.ipLayer === last) return packet.ipLayer < 0;
    return (this.#chooser(packet, last) & SHARE_MASK) === SHARE_MASK;
  }

  #chooser({ bytes, offsets, protocols, ipLayer, capturedEnd }: Packet, last: number): number {
    const header = offsets[last]!;
    const isTcp = protocols[last] === Protocol.Tcp;
    let mixed = protocols[ipLayer] === Protocol.Ipv4 ? bytes[offsets[ipLayer]! + IPV4_IDENTIFICATION]! : 0;
    if (isTcp) mixed ^= bytes[header + TCP_SEQUENCE_NUMBER]!;
    const checksum = header + (isTcp ? TCP_CHECKSUM : UDP_CHECKSUM);
    return checksum < capturedEnd ? mixed ^ bytes[checksum]! : mixed;
  }

  closeWindow(): void {
    this.#inWindow = 0;
  }
}
