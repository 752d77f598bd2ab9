// https://www.wireguard.com/protocol/. Found by a port anybody may use: what does not look like a message is not WireGuard, and no problem.
import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';

const TYPE = 0;
/** The type and the three reserved bytes all messages start with. */
const HEADER_LENGTH = 4;

/** Whole messages by type: handshake initiation, handshake response, cookie reply. */
const MESSAGE_LENGTHS: readonly number[] = [0, 148, 92, 64];
const TRANSPORT_DATA = 4;
/** Header and authentication tag. What is inside is padded to units of 16 bytes, but not past the MTU: full packets have any length. */
const SMALLEST_TRANSPORT_DATA = 32;

export function decodeWireGuard(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return Protocol.None;
  const reserved = bytes[start + 1]! | bytes[start + 2]! | bytes[start + 3]!;
  if (reserved !== 0 || !isMessageLength(bytes[start + TYPE]!, packet.wireEnd - start)) return Protocol.None;

  packet.enterLayer(Protocol.WireGuard, HEADER_LENGTH);
  return Protocol.None;
}

function isMessageLength(type: number, length: number): boolean {
  if (type === TRANSPORT_DATA) return length >= SMALLEST_TRANSPORT_DATA;
  return type !== 0 && MESSAGE_LENGTHS[type] === length;
}
