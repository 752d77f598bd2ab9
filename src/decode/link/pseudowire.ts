// RFC 4385, section 3; RFC 4448, section 4.6.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const HEADER_LENGTH = 4;

export function decodePseudowire(_bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.end - packet.cursor < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Pseudowire);

  packet.enterLayer(Protocol.Pseudowire, HEADER_LENGTH);
  return Protocol.Ethernet;
}
