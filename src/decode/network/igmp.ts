// RFC 2236, section 2; version 3 (RFC 3376, section 4) starts with the same eight bytes.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const HEADER_LENGTH = 8;

export function decodeIgmp(_bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.end - packet.cursor < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Igmp);

  packet.enterLayer(Protocol.Igmp, HEADER_LENGTH);
  return Protocol.None;
}
