import { BlockList, isIP } from 'node:net';

/** Networks that belong to nobody in particular: private, shared, loopback, link-local, documentation, multicast, reserved (RFC 6890). */
const NOBODYS_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Documentation (RFC 3849, RFC 9637). */
const NOBODYS_IPV6: readonly (readonly [string, number])[] = [
  ['2001:db8::', 32],
  ['3fff::', 20],
];
/** Global unicast (RFC 4291, section 2.4); all else is local, or stands for an address that is asked for itself. */
const GLOBAL_IPV6: readonly (readonly [string, number])[] = [['2000::', 3]];

const nobodys = listOf(NOBODYS_IPV4, NOBODYS_IPV6);
const global = listOf([], GLOBAL_IPV6);

/** Whether a list of who has which address can know this one: it is an address, and somebody's on the Internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !nobodys.check(address, 'ipv4');
  return version === 6 && global.check(address, 'ipv6') && !nobodys.check(address, 'ipv6');
}

function listOf(ipv4: typeof NOBODYS_IPV4, ipv6: typeof NOBODYS_IPV6): BlockList {
  const list = new BlockList();
  for (const [network, length] of ipv4) list.addSubnet(network, length, 'ipv4');
  for (const [network, length] of ipv6) list.addSubnet(network, length, 'ipv6');
  return list;
}
