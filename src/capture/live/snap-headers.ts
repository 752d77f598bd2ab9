import {
  add,
  addIndex,
  and,
  ifAnyBit,
  ifEqual,
  jump,
  type Line,
  loadByteAtIndex,
  loadHalf,
  loadHalfAtIndex,
  loadMemory,
  moveFromIndex,
  moveToIndex,
  NEXT,
  setIndex,
  shiftLeft,
  shiftRight,
  storeMemory,
} from './filter-assembler.ts';

const ETHER_TYPE = 12;
const ETHERNET_LENGTH = 14;
const TAG_LENGTH = 4;
// The kernel takes the outermost tag out of what it receives before the filter sees it, not out of what it sends.
const MOST_TAGS = 2;
const TAG_TYPES = [0x8100, 0x88a8, 0x9100, 0x9200];
const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const PPPOE_SESSION = 0x8864;

const PPP_PROTOCOL = 6;
const PPPOE_AND_PPP_LENGTH = 8;
const PPP_IPV4 = 0x0021;
const PPP_IPV6 = 0x0057;

const IPV4_FRAGMENT = 6;
const FRAGMENT_OFFSET_MASK = 0x1fff;
const IPV4_PROTOCOL = 9;
const IPV4_MAX_LENGTH = 60;
const IPV6_NEXT_HEADER = 6;
const IPV6_LENGTH = 40;
const IPV4_IN_IP = 4;
const TCP = 6;
const UDP = 17;
const ESP = 50;

// Scratch memory.
const PROTOCOL = 0;

/** How far behind the start of a frame these lines may leave X, and no load of theirs reaches further. */
export const LONGEST_HEADERS = ETHERNET_LENGTH + MOST_TAGS * TAG_LENGTH + PPPOE_AND_PPP_LENGTH + IPV6_LENGTH + IPV4_MAX_LENGTH;

/** From the start of an Ethernet frame to X at an IP header. */
export function ethernetLines(): Line[] {
  const tagged = TAG_TYPES.map((type) => ifEqual(type, 'tagged'));
  const taggedTwice = TAG_TYPES.map((type) => ifEqual(type, 'tagged twice'));
  return [
    setIndex(ETHERNET_LENGTH),
    loadHalf(ETHER_TYPE),
    ...tagged,
    jump('type'),

    'tagged',
    setIndex(ETHERNET_LENGTH + TAG_LENGTH),
    loadHalf(ETHER_TYPE + TAG_LENGTH),
    ...taggedTwice,
    jump('type'),

    'tagged twice',
    setIndex(ETHERNET_LENGTH + 2 * TAG_LENGTH),
    loadHalf(ETHER_TYPE + 2 * TAG_LENGTH),

    'type',
    ifEqual(IPV4, 'ip'),
    ifEqual(IPV6, 'ip'),
    ifEqual(PPPOE_SESSION, NEXT, 'inspect'),
    loadHalfAtIndex(PPP_PROTOCOL),
    ifEqual(PPP_IPV4, 'session'),
    ifEqual(PPP_IPV6, 'session', 'inspect'),

    'session',
    moveFromIndex(),
    add(PPPOE_AND_PPP_LENGTH),
    moveToIndex(),
  ];
}

/**
 * From X at an IP header to X behind it, and on to the transport. IPv4 in IPv6 is gone through, because whole lines are made of it (DS-Lite,
 * RFC 6333). What has extension headers tells something, as do all other protocols but ESP, of which nothing can be read.
 */
export function ipLines(): Line[] {
  return [
    'ip',
    loadByteAtIndex(0),
    shiftRight(4),
    ifEqual(4, 'ipv4'),
    ifEqual(6, NEXT, 'inspect'),

    loadByteAtIndex(IPV6_NEXT_HEADER),
    storeMemory(PROTOCOL),
    moveFromIndex(),
    add(IPV6_LENGTH),
    moveToIndex(),
    loadMemory(PROTOCOL),
    ifEqual(IPV4_IN_IP, NEXT, 'transport'),

    'ipv4',
    loadHalfAtIndex(IPV4_FRAGMENT),
    ifAnyBit(FRAGMENT_OFFSET_MASK, 'bulk'),
    loadByteAtIndex(IPV4_PROTOCOL),
    storeMemory(PROTOCOL),
    // The header's length: the lower half of its first byte counts words of four bytes.
    loadByteAtIndex(0),
    and(0x0f),
    shiftLeft(2),
    addIndex(),
    moveToIndex(),
    loadMemory(PROTOCOL),

    'transport',
    ifEqual(TCP, 'tcp'),
    ifEqual(ESP, 'bulk'),
    ifEqual(UDP, NEXT, 'inspect'),
  ];
}
