import { ADDRESS_WORDS } from '../../../src/decode/network/address-words.ts';
import { readInt32 } from '../../../src/decode/read.ts';
import { ipv4Bytes, ipv6Bytes } from '../frames/addresses.ts';

/** An address as tables have it: a family and four words. */
export function addressWords(text: string): Int32Array {
  const words = new Int32Array(ADDRESS_WORDS);
  const bytes = text.includes(':') ? ipv6Bytes(text) : ipv4Bytes(text);
  words[0] = bytes.length === 4 ? 4 : 6;
  for (let word = 0; 4 * word < bytes.length; word += 1) words[1 + word] = readInt32(bytes, 4 * word);
  return words;
}
