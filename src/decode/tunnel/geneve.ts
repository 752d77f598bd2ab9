// RFC 8926, section 3.4. Options are skipped as a whole: only who processes them must look at their lengths (section 3.5).
import { protocolOfEtherType } from '../link/ether-types.ts';
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16, readUint24 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const VERSION_AND_OPTIONS_LENGTH = 0;
const PROTOCOL_TYPE = 2;
const NETWORK_IDENTIFIER = 4;
const HEADER_LENGTH = 8;

const VERSION_SHIFT = 6;
const OPTIONS_LENGTH_MASK = 0x3f;
const OPTIONS_LENGTH_UNIT = 4;

export function decodeGeneve(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Geneve);
  const versionAndLength = bytes[start + VERSION_AND_OPTIONS_LENGTH]!;
  if (versionAndLength >>> VERSION_SHIFT !== 0) return packet.stop(Problem.VersionInvalid, Protocol.Geneve);
  const headerLength = HEADER_LENGTH + (versionAndLength & OPTIONS_LENGTH_MASK) * OPTIONS_LENGTH_UNIT;

  packet.enterLayer(Protocol.Geneve, headerLength);
  packet.enterIdentifiedTunnel(TunnelType.Geneve, readUint24(bytes, start + NETWORK_IDENTIFIER));
  // The identifier stands before the options: it holds even where those are cut.
  if (packet.cursor > packet.end) return packet.stopInside(Protocol.Geneve);
  return protocolOfEtherType(packet, Protocol.Geneve, readUint16(bytes, start + PROTOCOL_TYPE));
}
