// RFC 826.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const HARDWARE_LENGTH = 4;
const PROTOCOL_LENGTH = 5;
const FIXED_LENGTH = 8;

export function decodeArp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < FIXED_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Arp);
  const headerLength = FIXED_LENGTH + 2 * (bytes[start + HARDWARE_LENGTH]! + bytes[start + PROTOCOL_LENGTH]!);
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Arp);

  packet.enterLayer(Protocol.Arp, headerLength);
  return Protocol.None;
}
