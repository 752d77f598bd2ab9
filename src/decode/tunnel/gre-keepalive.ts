// Cisco, "How GRE Keepalives Work": the protocol type says it all, there is no header.
import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';

const HEADER_LENGTH = 0;

export function decodeGreKeepalive(_bytes: Uint8Array, packet: Packet): Protocol {
  packet.enterLayer(Protocol.GreKeepalive, HEADER_LENGTH);
  return Protocol.None;
}
