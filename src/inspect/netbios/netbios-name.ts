// Cold: first-level encoding (RFC 1001, section 14.1): each half byte of a name of 16 bytes is a letter from A to P.

import { hostNameText } from '../host-name-text.ts';

export const ENCODED_LENGTH = 32;
export const NAME_LENGTH = 16;
/** The last byte says what the name is of: a host's workstation service and its file server are called as the host. */
const SUFFIX = 15;
const WORKSTATION = 0x00;
const FILE_SERVER = 0x20;
const FIRST_LETTER = 0x41;
const HALF_BYTE = 0x0f;
const PRINTABLE = /^[^*\s\p{C}][^*\p{C}]*$/u;

/** The host's name in the 32 letters at `at`, which are there; empty where they are no letters or no host's name. */
export function decodeHostName(bytes: Uint8Array, at: number): string {
  const name = new Uint8Array(NAME_LENGTH);
  for (let index = 0; index < NAME_LENGTH; index += 1) {
    const upper = bytes[at + 2 * index]! - FIRST_LETTER;
    const lower = bytes[at + 2 * index + 1]! - FIRST_LETTER;
    if (upper < 0 || upper > HALF_BYTE || lower < 0 || lower > HALF_BYTE) return '';
    name[index] = (upper << 4) | lower;
  }
  return hostNameOf(name, 0);
}

/** The host's name in the 16 bytes at `at`, which are there; empty where they name something else. */
export function hostNameOf(bytes: Uint8Array, at: number): string {
  const suffix = bytes[at + SUFFIX];
  if (suffix !== WORKSTATION && suffix !== FILE_SERVER) return '';
  const name = hostNameText(bytes, at, at + SUFFIX);
  return PRINTABLE.test(name) ? name : '';
}
