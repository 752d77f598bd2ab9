import type { Packet } from '../../src/decode/packet.ts';
import { Protocol } from '../../src/decode/protocol.ts';

const PAP_REQUEST = 1;
const CHAP_CHALLENGE = 1;
const CHAP_RESPONSE = 2;
/** Two bytes of anything are anywhere. */
const SHORTEST = 3;

/** Names, passwords, challenges and responses that the packet carries. */
export function secretsOf(packet: Packet): Buffer[] {
  const layer = packet.layerCount - 1;
  const protocol = packet.protocols[layer];
  if (layer < 0 || (protocol !== Protocol.Pap && protocol !== Protocol.Chap)) return [];
  const code = packet.bytes[packet.offsets[layer]!];
  const body = Buffer.from(packet.bytes.subarray(packet.cursor, packet.end));
  if (body.length === 0) return [];
  const first = body.subarray(1, 1 + body[0]!);
  const rest = body.subarray(1 + body[0]!);
  const isPap = protocol === Protocol.Pap && code === PAP_REQUEST;
  const isChap = protocol === Protocol.Chap && (code === CHAP_CHALLENGE || code === CHAP_RESPONSE);
  if (!isPap && !isChap) return [];
  const second = isPap ? rest.subarray(1) : rest;
  return [first, second].filter((secret) => secret.length >= SHORTEST);
}
