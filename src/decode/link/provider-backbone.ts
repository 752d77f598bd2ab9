// IEEE 802.1Q-2018, 9.7 (the service instance tag of 802.1ah). The customer's addresses, drawn as part of the tag, are an Ethernet header.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint24 } from '../read.ts';

const SERVICE_INSTANCE_ID = 1;
const HEADER_LENGTH = 4;

export function decodeProviderBackbone(_bytes: Uint8Array, packet: Packet): Protocol {
  if (packet.end - packet.cursor < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.ProviderBackbone);

  packet.enterLayer(Protocol.ProviderBackbone, HEADER_LENGTH);
  return Protocol.Ethernet;
}

/** The service instance id, 24 bits, of the tag that starts at `offset`. */
export function readServiceInstanceId(bytes: Uint8Array, offset: number): number {
  return readUint24(bytes, offset + SERVICE_INSTANCE_ID);
}
