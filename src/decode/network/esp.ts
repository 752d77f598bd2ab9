// RFC 4303, section 2. What follows is encrypted, and so is what it is.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const HEADER_LENGTH = 8;

export function decodeEsp(_bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.end - packet.cursor < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Esp);

  packet.enterLayer(Protocol.Esp, HEADER_LENGTH);
  return Protocol.None;
}
