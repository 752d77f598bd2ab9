// Asked once per frame: allocate nothing.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';

const FIRST_OF_WINDOW = 64;
/** One of so many of the others. */
const SHARE_MASK = 0x1f;

/** Where the second byte of the checksum is in a TCP header and in others that have one. */
const TCP_CHECKSUM = 17;
const UDP_CHECKSUM = 7;

/**
 * Chooses which frames are looked at closely: the first of every window, and of the others one in thirty-two. What chooses is in the frame, its
 * checksum, so that two copies of a frame are chosen both or neither, and a replay chooses as it was chosen live.
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
    const at = packet.offsets[last]! + (packet.protocols[last] === Protocol.Tcp ? TCP_CHECKSUM : UDP_CHECKSUM);
    return at < packet.capturedEnd && (packet.bytes[at]! & SHARE_MASK) === 0;
  }

  closeWindow(): void {
    this.#inWindow = 0;
  }
}
