/** A network: an address as one or four 32-bit words, and how many of its bits count. */
export interface Cidr {
  readonly family: 4 | 6;
  readonly words: readonly number[];
  readonly length: number;
}

/** Reads `192.0.2.0/24`, `2001:db8::/48` or a single address; null where `text` is none of these. */
export function parseCidr(text: string): Cidr | null {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0) return null;
  const family = address.includes(':') ? 6 : 4;
  const words = family === 6 ? parseIpv6(address) : parseIpv4(address);
  const bits = family === 6 ? 128 : 32;
  const count = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (words === null || !(count >= 0 && count <= bits)) return null;
  return { family, words, length: count };
}

/** The word of a dotted quad; null where `text` is none. */
export function parseIpv4(text: string): [number] | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null;
  const bytes = text.split('.').map(Number);
  if (bytes.some((byte) => byte > 255)) return null;
  return [bytes.reduce((word, byte) => (word << 8) | byte, 0)];
}

/** The four words of an IPv6 address in hexadecimal groups; null where `text` is none. */
export function parseIpv6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...new Array<string>(missing).fill('0'), ...tail];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return null;
  const values = groups.map((group) => Number.parseInt(group, 16));
  return [0, 2, 4, 6].map((at) => (values[at]! << 16) | values[at + 1]!);
}

/** Whether the first `length` bits of both addresses are the same. */
export function sharePrefix(one: ArrayLike<number>, other: ArrayLike<number>, length: number): boolean {
  for (let word = 0, rest = length; rest > 0; word += 1, rest -= 32) {
    const mask = rest >= 32 ? -1 : ~((1 << (32 - rest)) - 1);
    if (((one[word]! ^ other[word]!) & mask) !== 0) return false;
  }
  return true;
}
