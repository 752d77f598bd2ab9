// The tag between Broadcom's switches and the processor behind them: which port a frame is from or for.
// https://www.tcpdump.org/linktypes/LINKTYPE_DSA_TAG_BRCM.html and LINKTYPE_DSA_TAG_BRCM_PREPEND.html.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { enterAddresses, isBehindAddresses, protocolOfTypeOrLength } from './ethernet.ts';

const TAG_LENGTH = 4;
const TYPE_OR_LENGTH = 4;
const HEADER_LENGTH = 6;

/** Stands between Ethernet's addresses and its type. */
export function decodeBroadcomTag(bytes: Uint8Array, packet: Packet): Protocol {
  if (!isBehindAddresses(packet)) return enterAddresses(packet, Protocol.BroadcomTag);
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.BroadcomTag);

  packet.enterLayer(Protocol.BroadcomTag, HEADER_LENGTH);
  return protocolOfTypeOrLength(packet, Protocol.BroadcomTag, readUint16(bytes, start + TYPE_OR_LENGTH));
}

/** Stands in front of the frame. */
export function decodeBroadcomTagPrepended(_bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.end - packet.cursor < TAG_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.BroadcomTagPrepended);

  packet.enterLayer(Protocol.BroadcomTagPrepended, TAG_LENGTH);
  return Protocol.Ethernet;
}
