// RFC 3948, section 2. What is none of the three is not IPsec, and no problem.
import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';
import { readInt32 } from '../read.ts';

const SECURITY_PARAMETERS_INDEX = 0;
const HEADER_LENGTH = 8;

const NON_ESP_MARKER = 0;
const NON_ESP_MARKER_LENGTH = 4;
const KEEPALIVE = 0xff;
const KEEPALIVE_LENGTH = 1;

export function decodeEspInUdp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  const { end } = packet;
  if (packet.wireEnd - start === KEEPALIVE_LENGTH)
    return end > start && bytes[start] === KEEPALIVE ? Protocol.NatKeepalive : Protocol.None;
  if (end - start < NON_ESP_MARKER_LENGTH) return Protocol.None;
  if (readInt32(bytes, start + SECURITY_PARAMETERS_INDEX) === NON_ESP_MARKER) {
    // The marker is no header: it stands where ESP's index would.
    packet.cursor = start + NON_ESP_MARKER_LENGTH;
    return Protocol.Isakmp;
  }
  if (end - start < HEADER_LENGTH) return Protocol.None;

  packet.enterLayer(Protocol.EspInUdp, HEADER_LENGTH);
  return Protocol.None;
}

export function decodeNatKeepalive(_bytes: Uint8Array, packet: Packet): Protocol {
  packet.enterLayer(Protocol.NatKeepalive, KEEPALIVE_LENGTH);
  return Protocol.None;
}
