// RFC 7761, section 4.9. A register is a tunnel: from the router next to a sender to the one where receivers meet.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { TunnelType } from '../tunnel-type.ts';
import { protocolOfIpVersion } from './lisp.ts';

const VERSION_AND_TYPE = 0;
const HEADER_LENGTH = 4;
/** Of registers: section 4.9.3. */
const FLAGS = 4;
const REGISTER_LENGTH = 8;

const VERSION = 2;
const TYPE_MASK = 0x0f;
const REGISTER = 1;
/** It asks whether to go on, with a header that stands for no packet. */
const NULL_REGISTER = 0x40;

export function decodePim(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Pim);
  const versionAndType = bytes[start + VERSION_AND_TYPE]!;
  if (versionAndType >>> 4 !== VERSION) return packet.stop(Problem.VersionInvalid, Protocol.Pim);
  if ((versionAndType & TYPE_MASK) !== REGISTER) {
    packet.enterLayer(Protocol.Pim, HEADER_LENGTH);
    return Protocol.None;
  }
  if (packet.end - start < REGISTER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Pim);

  packet.enterLayer(Protocol.Pim, REGISTER_LENGTH);
  if ((bytes[start + FLAGS]! & NULL_REGISTER) !== 0) return Protocol.None;
  packet.enterTunnel(TunnelType.Pim);
  return protocolOfIpVersion(bytes, packet);
}
