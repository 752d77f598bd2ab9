// draft-wilson-wrec-wccp-v2, section 4.12.1 (redirect header); version 1 has none.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const REDIRECT_HEADER_LENGTH = 4;
/** The first four bits of the redirect header are never 4: there the packet itself begins. */
const IP_VERSION_4 = 4;

export function decodeWccp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < 1) return packet.stop(Problem.HeaderTruncated, Protocol.Wccp);
  const headerLength = bytes[start]! >>> 4 === IP_VERSION_4 ? 0 : REDIRECT_HEADER_LENGTH;
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Wccp);

  packet.enterLayer(Protocol.Wccp, headerLength);
  return Protocol.Ipv4;
}
