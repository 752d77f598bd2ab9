// RFC 4302, section 2.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { protocolOfIpProtocol } from './ip-protocols.ts';

const NEXT_HEADER = 0;
/** In 32-bit words, two of them not counted. */
const PAYLOAD_LENGTH = 1;
/** Without an integrity check value. */
const FIXED_LENGTH = 12;

export function decodeAuthenticationHeader(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < FIXED_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.AuthenticationHeader);
  const headerLength = (bytes[start + PAYLOAD_LENGTH]! + 2) * 4;
  if (headerLength < FIXED_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.AuthenticationHeader);
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.AuthenticationHeader);

  packet.enterLayer(Protocol.AuthenticationHeader, headerLength);
  return protocolOfIpProtocol(packet, bytes[start + NEXT_HEADER]!);
}
