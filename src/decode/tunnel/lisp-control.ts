// RFC 9301, section 5. Only the first word is the same in all messages.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { TunnelType } from '../tunnel-type.ts';
import { protocolOfIpVersion } from './lisp.ts';

const TYPE_AND_FLAGS = 0;
const FIRST_WORD_LENGTH = 4;

const TYPE_SHIFT = 4;
/** Section 5.8: a whole packet with a control message in it, on its way through the mapping system. */
const ENCAPSULATED_MESSAGE = 8;
/** Of an encapsulated message: keys come before the packet (RFC 9303, section 6.1). */
const HAS_AUTHENTICATION = 0x08;

export function decodeLispControl(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < FIRST_WORD_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.LispControl);
  const typeAndFlags = bytes[start + TYPE_AND_FLAGS]!;

  packet.enterLayer(Protocol.LispControl, FIRST_WORD_LENGTH);
  if (typeAndFlags >>> TYPE_SHIFT !== ENCAPSULATED_MESSAGE) return Protocol.None;
  packet.enterTunnel(TunnelType.Lisp);
  return (typeAndFlags & HAS_AUTHENTICATION) === 0 ? protocolOfIpVersion(bytes, packet) : Protocol.None;
}
