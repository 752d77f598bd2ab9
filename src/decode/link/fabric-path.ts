// Cisco FabricPath has no public specification: behind its EtherType a tag of forwarding tree (10 bits) and time to live (6), then the frame.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';

const HEADER_LENGTH = 2;

export function decodeFabricPath(_bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.end - packet.cursor < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.FabricPath);

  packet.enterLayer(Protocol.FabricPath, HEADER_LENGTH);
  return Protocol.Ethernet;
}
