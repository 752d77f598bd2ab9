// RFC 9293, section 3.1.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readPorts } from './ports.ts';

const DATA_OFFSET = 12;
const FLAGS = 13;
const HEADER_LENGTH = 20;
const FLAGS_MASK = 0x3f;

/** Bits of `Packet.tcpFlags`. */
export const TcpFlag = { Fin: 1, Syn: 2, Rst: 4, Psh: 8, Ack: 16, Urg: 32 } as const;

export function decodeTcp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  readPorts(bytes, packet);
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Tcp);
  const headerLength = (bytes[start + DATA_OFFSET]! >>> 4) * 4;
  if (headerLength < HEADER_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.Tcp);
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Tcp);

  packet.enterLayer(Protocol.Tcp, headerLength);
  packet.tcpFlags = bytes[start + FLAGS]! & FLAGS_MASK;
  return Protocol.None;
}
