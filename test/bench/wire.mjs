// Writes headers into a buffer, in place. Transport checksums stay zero: none of the programs measured looks at them.

export const ETHER_IPV4 = 0x0800;
export const ETHER_IPV6 = 0x86dd;
export const ETHER_PPPOE_SESSION = 0x8864;
export const IP_IPV6 = 41;
export const IP_GRE = 47;
export const IP_TCP = 6;
export const IP_UDP = 17;

export const ETHERNET_LENGTH = 14;
export const SHORTEST_FRAME = 60;
const PPPOE_LENGTH = 8;
const UDP_LENGTH = 8;
const TCP_LENGTH = 20;

/** The benchmarking range of RFC 2544 and the documentation prefix of RFC 3849 hold all addresses. */
const IPV4_BASE = 0xc6120000 | 0;
const IPV6_PREFIX = 0x20010db8;

function put16(bytes, at, value) {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

function put32(bytes, at, value) {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}

/** The router is station 1, its other side station 2. Returns where the payload starts, as all of these. */
export function writeEthernet(bytes, at, { fromHome, etherType }) {
  put32(bytes, at, 0);
  put32(bytes, at + 4, 0);
  put32(bytes, at + 8, 0);
  bytes[at] = 2;
  bytes[at + 5] = fromHome ? 2 : 1;
  bytes[at + 6] = 2;
  bytes[at + 11] = fromHome ? 1 : 2;
  put16(bytes, at + 12, etherType);
  return at + ETHERNET_LENGTH;
}

/** RFC 2516 and the two bytes of PPP behind it. `length` is that of what follows. */
export function writePppoe(bytes, at, { sessionId, family, length }) {
  bytes[at] = 0x11;
  bytes[at + 1] = 0;
  put16(bytes, at + 2, sessionId);
  put16(bytes, at + 4, length + 2);
  put16(bytes, at + 6, family === 4 ? 0x0021 : 0x0057);
  return at + PPPOE_LENGTH;
}

export function ipHeaderLength(family) {
  return family === 4 ? 20 : 40;
}

/** `source` and `destination` are the numbers of addresses; `length` is that of what follows the header. */
export function writeIp(bytes, at, { family, protocol, source, destination, length }) {
  if (family === 4) {
    put16(bytes, at, 0x4500);
    put16(bytes, at + 2, 20 + length);
    put32(bytes, at + 4, 0x00004000);
    bytes[at + 8] = 64;
    bytes[at + 9] = protocol;
    put16(bytes, at + 10, 0);
    put32(bytes, at + 12, IPV4_BASE + source);
    put32(bytes, at + 16, IPV4_BASE + destination);
    put16(bytes, at + 10, checksum(bytes, at, 20));
    return at + 20;
  }
  put32(bytes, at, 0x60000000);
  put16(bytes, at + 4, length);
  bytes[at + 6] = protocol;
  bytes[at + 7] = 64;
  writeIpv6Address(bytes, at + 8, source);
  writeIpv6Address(bytes, at + 24, destination);
  return at + 40;
}

/** The bytes of the address with this number. */
export function addressBytes(family, number) {
  const bytes = Buffer.alloc(family === 4 ? 4 : 16);
  if (family === 4) put32(bytes, 0, IPV4_BASE + number);
  else writeIpv6Address(bytes, 0, number);
  return bytes;
}

function writeIpv6Address(bytes, at, number) {
  put32(bytes, at, IPV6_PREFIX);
  put32(bytes, at + 4, number >>> 8);
  put32(bytes, at + 8, Math.imul(number + 1, 0x9e3779b1));
  put32(bytes, at + 12, number);
}

function checksum(bytes, at, length) {
  let sum = 0;
  for (let offset = at; offset < at + length; offset += 2) sum += (bytes[offset] << 8) | bytes[offset + 1];
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

export function transportLength(protocol) {
  return protocol === IP_TCP ? TCP_LENGTH : UDP_LENGTH;
}

export function writeTcp(bytes, at, { sourcePort, destinationPort, sequence, acknowledgment, flags }) {
  put16(bytes, at, sourcePort);
  put16(bytes, at + 2, destinationPort);
  put32(bytes, at + 4, sequence);
  put32(bytes, at + 8, acknowledgment);
  bytes[at + 12] = 0x50;
  bytes[at + 13] = flags;
  put16(bytes, at + 14, 0xfaf0);
  put32(bytes, at + 16, 0);
  return at + TCP_LENGTH;
}

export function writeUdp(bytes, at, { sourcePort, destinationPort, length }) {
  put16(bytes, at, sourcePort);
  put16(bytes, at + 2, destinationPort);
  put16(bytes, at + 4, UDP_LENGTH + length);
  put16(bytes, at + 6, 0);
  return at + UDP_LENGTH;
}

/** RFC 2890: a key and nothing else. */
export function writeKeyedGre(bytes, at, { key, etherType }) {
  put16(bytes, at, 0x2000);
  put16(bytes, at + 2, etherType);
  put32(bytes, at + 4, key);
  return at + 8;
}

/** RFC 7348. */
export function writeVxlan(bytes, at, { vni }) {
  put32(bytes, at, 0x08000000);
  put32(bytes, at + 4, vni << 8);
  return at + 8;
}
