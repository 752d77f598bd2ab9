/** IP protocols that people know by name (IANA, Protocol Numbers). */
const NAMES: Readonly<Record<number, string>> = {
  0: 'hop-by-hop-options',
  1: 'icmp',
  2: 'igmp',
  4: 'ipv4',
  6: 'tcp',
  8: 'egp',
  17: 'udp',
  41: 'ipv6',
  43: 'routing-header',
  44: 'fragment-header',
  46: 'rsvp',
  47: 'gre',
  50: 'esp',
  51: 'ah',
  58: 'icmpv6',
  59: 'no-next-header',
  60: 'destination-options',
  88: 'eigrp',
  89: 'ospf',
  103: 'pim',
  112: 'vrrp',
  115: 'l2tpv3',
  132: 'sctp',
  135: 'mobility-header',
  136: 'udp-lite',
  137: 'mpls',
};

const ICMP = 1;
const ICMPV6 = 58;

/** The protocol's name, or `ip-protocol-N`. */
export function ipProtocolName(number: number): string {
  return NAMES[number] ?? `ip-protocol-${number}`;
}

export function isIcmp(ipProtocol: number): boolean {
  return ipProtocol === ICMP || ipProtocol === ICMPV6;
}
