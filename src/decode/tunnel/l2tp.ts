// RFC 2661, section 3.1. Version 3 shares the port (RFC 3931, section 4.1.2).
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const FLAGS_AND_VERSION = 0;
/** Only if its flag says so: then all that follows lies two bytes later. */
const LENGTH = 2;
const LENGTH_FIELD_LENGTH = 2;
const TUNNEL_ID = 2;
const SESSION_ID = 4;
const HEADER_LENGTH = 6;
const SEQUENCE_NUMBERS_LENGTH = 4;
const OFFSET_SIZE_LENGTH = 2;

const IS_CONTROL = 0x8000;
const LENGTH_PRESENT = 0x4000;
const SEQUENCE_NUMBERS_PRESENT = 0x0800;
const OFFSET_PRESENT = 0x0200;
const PRIORITY = 0x0100;
/** A control message has the first two of these and not the others. */
const CONTROL_FLAGS_MASK = LENGTH_PRESENT | SEQUENCE_NUMBERS_PRESENT | OFFSET_PRESENT | PRIORITY;
const CONTROL_FLAGS = LENGTH_PRESENT | SEQUENCE_NUMBERS_PRESENT;
const VERSION_MASK = 0x000f;

export function decodeL2tp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.L2tp);
  const flags = readUint16(bytes, start + FLAGS_AND_VERSION);
  const version = flags & VERSION_MASK;
  if (version === 3) return Protocol.L2tpv3;
  if (version !== 2) return packet.stop(Problem.VersionInvalid, Protocol.L2tp);
  const isControl = (flags & IS_CONTROL) !== 0;
  if (isControl && (flags & CONTROL_FLAGS_MASK) !== CONTROL_FLAGS) return packet.stop(Problem.FlagsInvalid, Protocol.L2tp);
  const headerLength = lengthOfHeader(bytes, packet, flags);
  if (packet.end - start < headerLength) return packet.stop(Problem.HeaderTruncated, Protocol.L2tp);
  const hasLength = (flags & LENGTH_PRESENT) !== 0;
  const length = hasLength ? readUint16(bytes, start + LENGTH) : headerLength;
  if (length < headerLength) return packet.stop(Problem.LengthInvalid, Protocol.L2tp);

  const shifted = start + (hasLength ? LENGTH_FIELD_LENGTH : 0);
  packet.enterLayer(Protocol.L2tp, headerLength);
  if (hasLength) packet.narrow(start + length);
  const id = (readUint16(bytes, shifted + TUNNEL_ID) << 16) | readUint16(bytes, shifted + SESSION_ID);
  packet.enterIdentifiedTunnel(TunnelType.L2tp, id);
  return isControl ? Protocol.None : Protocol.Ppp;
}

/** With the padding the offset size asks for; without it where the size itself is cut. */
function lengthOfHeader(bytes: Uint8Array, packet: Packet, flags: number): number {
  let length = HEADER_LENGTH;
  if ((flags & LENGTH_PRESENT) !== 0) length += LENGTH_FIELD_LENGTH;
  if ((flags & SEQUENCE_NUMBERS_PRESENT) !== 0) length += SEQUENCE_NUMBERS_LENGTH;
  if ((flags & OFFSET_PRESENT) === 0) return length;
  length += OFFSET_SIZE_LENGTH;
  const behindSize = packet.cursor + length;
  return behindSize > packet.end ? length : length + readUint16(bytes, behindSize - OFFSET_SIZE_LENGTH);
}
