// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfCooked } from './linux-sll.ts';

const PROTOCOL_TYPE = 0;
const HARDWARE_TYPE = 8;
const HEADER_LENGTH = 20;

export function decodeLinuxSll2(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.LinuxSll2);

  packet.enterLayer(Protocol.LinuxSll2, HEADER_LENGTH);
  const protocolType = readUint16(bytes, start + PROTOCOL_TYPE);
  return protocolOfCooked(packet, protocolType, readUint16(bytes, start + HARDWARE_TYPE));
}
