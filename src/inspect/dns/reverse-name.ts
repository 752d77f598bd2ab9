import { ADDRESS_WORDS } from '../../decode/network/address-words.ts';

const IPV4 = 4;
const IPV6 = 6;
const IPV4_NAME = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.in-addr\.arpa$/;
const IPV6_NAME = /^(?:[0-9a-f]\.){32}ip6\.arpa$/;
const NIBBLES = 32;
const NIBBLES_PER_WORD = 8;

/** The address that a name of the reverse tree stands for, in `ADDRESS_WORDS` words (RFC 1035, section 3.5; RFC 3596, section 2.5); null for others. */
export function addressOfReverseName(name: string): Int32Array | null {
  const words = new Int32Array(ADDRESS_WORDS);
  const parts = IPV4_NAME.exec(name);
  if (parts !== null) {
    const bytes = [parts[4], parts[3], parts[2], parts[1]].map(Number);
    if (bytes.some((byte) => byte > 255)) return null;
    words[0] = IPV4;
    words[1] = bytes.reduce((word, byte) => (word << 8) | byte, 0);
    return words;
  }
  if (!IPV6_NAME.test(name)) return null;
  words[0] = IPV6;
  for (let nibble = 0; nibble < NIBBLES; nibble += 1) {
    // The last nibble of the address stands first.
    const digit = Number.parseInt(name.charAt(2 * (NIBBLES - 1 - nibble)), 16);
    const word = 1 + Math.floor(nibble / NIBBLES_PER_WORD);
    words[word] = (words[word]! << 4) | digit;
  }
  return words;
}
