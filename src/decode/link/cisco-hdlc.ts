// RFC 1547, section 4.3.1; https://www.tcpdump.org/linktypes.html, LINKTYPE_C_HDLC.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfEtherType } from './ether-types.ts';

const PROTOCOL_CODE = 2;
const HEADER_LENGTH = 4;

export function decodeCiscoHdlc(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.CiscoHdlc);

  packet.enterLayer(Protocol.CiscoHdlc, HEADER_LENGTH);
  return protocolOfEtherType(packet, Protocol.CiscoHdlc, readUint16(bytes, start + PROTOCOL_CODE));
}
