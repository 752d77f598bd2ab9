// Runs once per record with addresses in a DNS message.

import { ADDRESS_WORDS } from '../../decode/network/address-words.ts';
import { readInt32, readUint16 } from '../../decode/read.ts';
import { RecordType } from './dns-message.ts';
import type { MessageBytes } from './name-reader.ts';

const IPV4 = 4;
const IPV6 = 6;
const IPV4_BYTES = 4;
const IPV6_BYTES = 16;

// RFC 9460, sections 2.2 and 14.3.2: parameters are key, length and value.
const PARAMETER_LENGTH = 2;
const PARAMETER_HEADER = 4;
const IPV4_HINT = 4;
const IPV6_HINT = 6;
/** A client tries no more. */
const MAX_HINTS = 16;

/** The address of an A or AAAA record (RFC 1035, section 3.4.1; RFC 3596), or null if it has not the length of one. */
export function readAddresses({ bytes, start, end }: MessageBytes, type: number): Int32Array | null {
  if (end - start !== (type === RecordType.A ? IPV4_BYTES : IPV6_BYTES)) return null;
  const words = new Int32Array(ADDRESS_WORDS);
  writeWords(words, 0, { bytes, start, end });
  return words;
}

/** The addresses that a SVCB or HTTPS record hints at, from its parameters. What is damaged ends them. */
export function readServiceHints({ bytes, start, end }: MessageBytes): Int32Array {
  const words = new Int32Array(MAX_HINTS * ADDRESS_WORDS);
  let length = 0;
  let at = start;
  while (at + PARAMETER_HEADER <= end) {
    const key = readUint16(bytes, at);
    const value = at + PARAMETER_HEADER;
    const valueEnd = value + readUint16(bytes, at + PARAMETER_LENGTH);
    if (valueEnd > end) break;
    const size = key === IPV4_HINT ? IPV4_BYTES : key === IPV6_HINT ? IPV6_BYTES : 0;
    for (let hint = value; size > 0 && hint + size <= valueEnd && length < words.length; hint += size) {
      writeWords(words, length, { bytes, start: hint, end: hint + size });
      length += ADDRESS_WORDS;
    }
    at = valueEnd;
  }
  return words.slice(0, length);
}

function writeWords(words: Int32Array, at: number, { bytes, start, end }: MessageBytes): void {
  words[at] = end - start === IPV4_BYTES ? IPV4 : IPV6;
  for (let word = 0; start + 4 * word < end; word += 1) words[at + 1 + word] = readInt32(bytes, start + 4 * word);
}
