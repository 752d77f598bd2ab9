// ANSI X3.139-1987 (FDDI MAC), 7.3; RFC 1390. Capturing machines have put the addresses into Ethernet's order of bits.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const FRAME_CONTROL = 0;
export const FDDI_DESTINATION = 1;
export const FDDI_SOURCE = 7;
const HEADER_LENGTH = 13;

/** Class (0x80), which is how the token is passed on; address length, format and then a priority or the kind of frame. */
const LONG_ADDRESSES = 0x40;
const FORMAT_MASK = 0x30;
const FORMAT_LLC = 0x10;
/** Of tokens, and of frames with addresses of 16 bits, which nobody has used. */
const FRAME_CONTROL_LENGTH = 1;

export function decodeFddi(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < FRAME_CONTROL_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Fddi);
  const control = bytes[start + FRAME_CONTROL]!;
  if ((control & LONG_ADDRESSES) === 0) {
    packet.enterLayer(Protocol.Fddi, FRAME_CONTROL_LENGTH);
    return Protocol.None;
  }
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Fddi);

  packet.enterLinkLayer(Protocol.Fddi, HEADER_LENGTH);
  // What else there is runs the ring: station management, claims, beacons.
  return (control & FORMAT_MASK) === FORMAT_LLC ? Protocol.Llc : Protocol.None;
}
