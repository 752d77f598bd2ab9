import { hexBytes } from './drawing.ts';

// Documentation addresses only: MAC RFC 7042 section 2.1.2, IPv4 RFC 5737, IPv6 RFC 3849.
export const CLIENT_MAC = '00:00:5e:00:53:01';
export const SERVER_MAC = '00:00:5e:00:53:02';
export const BROADCAST_MAC = 'ff:ff:ff:ff:ff:ff';
export const CLIENT_IPV4 = '192.0.2.1';
export const SERVER_IPV4 = '198.51.100.1';
export const CLIENT_IPV6 = '2001:db8::1';
export const SERVER_IPV6 = '2001:db8::2';

/** The six bytes of `00:00:5e:00:53:01`. */
export function macBytes(text: string): Uint8Array {
  return hexBytes(text);
}

/** The four bytes of `192.0.2.1`. */
export function ipv4Bytes(text: string): Uint8Array {
  return Uint8Array.from(text.split('.'), Number);
}

/** The sixteen bytes of an IPv6 address in any form of RFC 4291, section 2.2, except the one ending in dotted decimal. */
export function ipv6Bytes(text: string): Uint8Array {
  const [head = '', tail] = text.split('::');
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const zeros = new Array<string>(8 - before.length - after.length).fill('0');
  return hexBytes([...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join(''));
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}
