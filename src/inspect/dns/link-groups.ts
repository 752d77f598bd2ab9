// Runs once per message of multicast DNS and LLMNR: allocate nothing.

const IPV4 = 4;
const MDNS_IPV4 = 0xe00000fb | 0;
const LLMNR_IPV4 = 0xe00000fc | 0;
const LINK_LOCAL_GROUPS = 0xff020000 | 0;
const MDNS_IPV6_END = 0xfb;
const LLMNR_IPV6_END = 0x10003;

/** 224.0.0.251 and ff02::fb (RFC 6762, section 3). */
export function isMdnsGroup(address: Int32Array): boolean {
  return address[0] === IPV4 ? address[1] === MDNS_IPV4 : isLinkLocalGroup(address, MDNS_IPV6_END);
}

/** 224.0.0.252 and ff02::1:3 (RFC 4795, section 2). */
export function isLlmnrGroup(address: Int32Array): boolean {
  return address[0] === IPV4 ? address[1] === LLMNR_IPV4 : isLinkLocalGroup(address, LLMNR_IPV6_END);
}

function isLinkLocalGroup(address: Int32Array, end: number): boolean {
  return address[1] === LINK_LOCAL_GROUPS && address[2] === 0 && address[3] === 0 && address[4] === end;
}
