// RFC 3931, section 4.1: cookie (0, 4 or 8 bytes), sublayer (0 or 4) and payload follow the session id as the ends agreed, perhaps by
// hand. The header tells nothing of it, so a payload is believed only where its type and the lengths inside it fit what is there.
import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';

const LONGEST_GAP = 12;
const GAP_UNIT = 4;

const ETHER_TYPE = 12;
const ETHERNET_HEADER_LENGTH = 14;
const ETHER_TYPE_IPV4 = 0x0800;
const ETHER_TYPE_ARP = 0x0806;
const ETHER_TYPE_IPV6 = 0x86dd;

const PPP_ADDRESS_AND_CONTROL = 0xff03;
const PPP_IPV4 = 0x0021;
const PPP_IPV6 = 0x0057;

const IPV4_HEADER_LENGTH = 20;
const IPV4_TOTAL_LENGTH = 2;
const IPV6_HEADER_LENGTH = 40;
const IPV6_PAYLOAD_LENGTH = 4;
const ARP_HEADER_LENGTH = 8;

/** Moves the cursor behind cookie and sublayer and says what is there: `Ethernet`, `Ppp`, or `None` where nothing can be believed. */
export function skipToL2tpv3Payload(bytes: Uint8Array, packet: Packet): Protocol {
  for (let gap = 0; gap <= LONGEST_GAP; gap += GAP_UNIT) {
    const payload = packet.cursor + gap;
    const protocol = startsEthernet(bytes, packet, payload)
      ? Protocol.Ethernet
      : startsPpp(bytes, packet, payload)
        ? Protocol.Ppp
        : Protocol.None;
    if (protocol !== Protocol.None) {
      packet.cursor = payload;
      return protocol;
    }
  }
  return Protocol.None;
}

function startsEthernet(bytes: Uint8Array, packet: Packet, at: number): boolean {
  const inner = at + ETHERNET_HEADER_LENGTH;
  if (inner > packet.end) return false;
  const etherType = readUint16(bytes, at + ETHER_TYPE);
  if (etherType === ETHER_TYPE_IPV4) return startsIpv4(bytes, packet, inner);
  if (etherType === ETHER_TYPE_IPV6) return startsIpv6(bytes, packet, inner);
  return etherType === ETHER_TYPE_ARP && startsArp(bytes, packet, inner);
}

function startsPpp(bytes: Uint8Array, packet: Packet, at: number): boolean {
  let inner = at + 2;
  if (inner > packet.end) return false;
  if (readUint16(bytes, at) === PPP_ADDRESS_AND_CONTROL) inner += 2;
  if (inner > packet.end) return false;
  const protocol = readUint16(bytes, inner - 2);
  if (protocol === PPP_IPV4) return startsIpv4(bytes, packet, inner);
  return protocol === PPP_IPV6 && startsIpv6(bytes, packet, inner);
}

function startsIpv4(bytes: Uint8Array, packet: Packet, at: number): boolean {
  if (packet.end - at < IPV4_HEADER_LENGTH || bytes[at]! >>> 4 !== 4) return false;
  const headerLength = (bytes[at]! & 0x0f) * 4;
  const totalLength = readUint16(bytes, at + IPV4_TOTAL_LENGTH);
  return headerLength >= IPV4_HEADER_LENGTH && totalLength >= headerLength && totalLength <= packet.wireEnd - at;
}

function startsIpv6(bytes: Uint8Array, packet: Packet, at: number): boolean {
  if (packet.end - at < IPV6_HEADER_LENGTH || bytes[at]! >>> 4 !== 6) return false;
  return IPV6_HEADER_LENGTH + readUint16(bytes, at + IPV6_PAYLOAD_LENGTH) <= packet.wireEnd - at;
}

/** Ethernet and IPv4, with the address lengths of both. */
function startsArp(bytes: Uint8Array, packet: Packet, at: number): boolean {
  if (packet.end - at < ARP_HEADER_LENGTH) return false;
  return readUint16(bytes, at) === 1 && readUint16(bytes, at + 2) === ETHER_TYPE_IPV4 && readUint16(bytes, at + 4) === 0x0604;
}
