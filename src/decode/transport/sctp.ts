// RFC 9260, section 3.1.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readPorts } from './ports.ts';

const HEADER_LENGTH = 12;

export function decodeSctp(bytes: Uint8Array, packet: Packet): Protocol {
  readPorts(bytes, packet);
  if (packet.end - packet.cursor < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Sctp);

  packet.enterLayer(Protocol.Sctp, HEADER_LENGTH);
  return Protocol.None;
}
