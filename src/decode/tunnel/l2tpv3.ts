// RFC 3931, section 4.1: over IP the session id comes first; over UDP a word with flags and version comes before it.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readInt32, readUint16 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';
import { skipToL2tpv3Payload } from './l2tpv3-payload.ts';

/** The session id over IP, where zero announces a control message; flags and version over UDP. */
const FIRST_WORD_LENGTH = 4;
const SESSION_ID_LENGTH = 4;
const CONTROL_SESSION = 0;

const FLAGS_AND_VERSION = 0;
const CONTROL_LENGTH = 2;
const CONTROL_HEADER_LENGTH = 12;

const IS_CONTROL = 0x8000;
/** Control message, length and sequence numbers present: all three or none. */
const CONTROL_FLAGS = 0xc800;
const VERSION_MASK = 0x000f;
const VERSION_3 = 3;

export function decodeL2tpv3(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < FIRST_WORD_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.L2tpv3);
  if (packet.protocols[packet.layerCount - 1] === Protocol.Udp) {
    const isControl = (readUint16(bytes, start + FLAGS_AND_VERSION) & IS_CONTROL) !== 0;
    return isControl ? decodeControlMessage(bytes, packet, start) : decodeDataMessage(bytes, packet, start + FIRST_WORD_LENGTH);
  }
  const isControl = readInt32(bytes, start) === CONTROL_SESSION;
  return isControl ? decodeControlMessage(bytes, packet, start + FIRST_WORD_LENGTH) : decodeDataMessage(bytes, packet, start);
}

/** RFC 3931, section 3.2.1. Its row has no identifier: that of the control connection is not a session's. */
function decodeControlMessage(bytes: Uint8Array, packet: Packet, message: number): Protocol {
  const headerEnd = message + CONTROL_HEADER_LENGTH;
  if (headerEnd > packet.end) return packet.stop(Problem.HeaderTruncated, Protocol.L2tpv3);
  const flags = readUint16(bytes, message + FLAGS_AND_VERSION);
  if ((flags & VERSION_MASK) !== VERSION_3) return packet.stop(Problem.VersionInvalid, Protocol.L2tpv3);
  if ((flags & CONTROL_FLAGS) !== CONTROL_FLAGS) return packet.stop(Problem.FlagsInvalid, Protocol.L2tpv3);
  const length = readUint16(bytes, message + CONTROL_LENGTH);
  if (length < CONTROL_HEADER_LENGTH) return packet.stop(Problem.LengthInvalid, Protocol.L2tpv3);

  packet.enterLayer(Protocol.L2tpv3, headerEnd - packet.cursor);
  packet.narrow(message + length);
  packet.enterTunnel(TunnelType.L2tp);
  return Protocol.None;
}

function decodeDataMessage(bytes: Uint8Array, packet: Packet, sessionId: number): Protocol {
  const headerEnd = sessionId + SESSION_ID_LENGTH;
  if (headerEnd > packet.end) return packet.stop(Problem.HeaderTruncated, Protocol.L2tpv3);
  const session = readInt32(bytes, sessionId);

  packet.enterLayer(Protocol.L2tpv3, headerEnd - packet.cursor);
  const next = skipToL2tpv3Payload(bytes, packet);
  packet.enterIdentifiedTunnel(TunnelType.L2tp, session);
  return next === Protocol.None ? packet.leaveUnknown(Protocol.L2tpv3, session >>> 0) : next;
}
