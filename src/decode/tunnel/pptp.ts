// RFC 2637, section 4.1: GRE's version 1, its key split into payload length and call id.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const FLAGS = 0;
const FLAGS_AND_VERSION = 1;
const PROTOCOL_TYPE = 2;
const PAYLOAD_LENGTH = 4;
const CALL_ID = 6;
const HEADER_LENGTH = 8;
/** Sequence and acknowledgment number, each there if its flag says so. */
const FIELD_LENGTH = 4;

/** Checksum and routing must be absent and the key present. */
const FIXED_FLAGS_MASK = 0xe0;
const FIXED_FLAGS = 0x20;
const SEQUENCE_NUMBER_PRESENT = 0x10;
const ACKNOWLEDGMENT_NUMBER_PRESENT = 0x80;
const PPP = 0x880b;

export function decodePptp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Pptp);
  const flags = bytes[start + FLAGS]!;
  if ((flags & FIXED_FLAGS_MASK) !== FIXED_FLAGS) return packet.stop(Problem.FlagsInvalid, Protocol.Pptp);
  if (readUint16(bytes, start + PROTOCOL_TYPE) !== PPP) return packet.stop(Problem.TypeInvalid, Protocol.Pptp);
  let headerLength = HEADER_LENGTH;
  if ((flags & SEQUENCE_NUMBER_PRESENT) !== 0) headerLength += FIELD_LENGTH;
  if ((bytes[start + FLAGS_AND_VERSION]! & ACKNOWLEDGMENT_NUMBER_PRESENT) !== 0) headerLength += FIELD_LENGTH;
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.Pptp);

  const payloadLength = readUint16(bytes, start + PAYLOAD_LENGTH);
  packet.enterLayer(Protocol.Pptp, headerLength);
  packet.narrow(start + headerLength + payloadLength);
  packet.enterIdentifiedTunnel(TunnelType.Pptp, readUint16(bytes, start + CALL_ID));
  // Without payload it is an acknowledgment alone.
  return payloadLength === 0 ? Protocol.None : Protocol.Ppp;
}
