// RFC 768.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { readPorts } from './ports.ts';
import { protocolOfUdpPorts } from './udp-ports.ts';

const LENGTH = 4;
const HEADER_LENGTH = 8;

export function decodeUdp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  readPorts(bytes, packet);
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Udp);
  // The length counts the header too. Zero means a jumbogram (RFC 2675, section 4).
  const length = readUint16(bytes, start + LENGTH);
  if (length !== 0 && length < HEADER_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.Udp);

  packet.enterLayer(Protocol.Udp, HEADER_LENGTH);
  if (length !== 0) packet.narrow(start + length);
  return protocolOfUdpPorts(packet);
}
