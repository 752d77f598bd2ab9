import { visibleText } from '../../decode/hostile-text.ts';
import type { ByteRange } from './hello-body.ts';

/** RFC 1035, section 2.3.4: no host's name is longer. */
const LONGEST_NAME = 255;
/** A character takes at most four bytes. */
const MOST_BYTES = 4 * LONGEST_NAME;
const LAST_ASCII = 0x7f;

/** What nearly all names are: characters of ASCII that can be seen. */
const PLAIN = /^[!-~]*$/;

/** Names are ASCII. Who sends others most likely means UTF-8; what is not that either shows as a replacement character. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A host's name: in lower case, without the dot that ends an absolute one. Null where nothing is left. */
export function cleanName(bytes: Uint8Array, range: ByteRange): string | null {
  const text = decodeText(bytes, range).toLowerCase();
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  return name === '' ? null : cleaned(name);
}

/** An application protocol's name, whose letters differ by case (RFC 7301, section 6). Null where it is empty. */
export function cleanProtocol(bytes: Uint8Array, range: ByteRange): string | null {
  const text = decodeText(bytes, range);
  return text === '' ? null : cleaned(text);
}

function cleaned(text: string): string {
  return text.length <= LONGEST_NAME && PLAIN.test(text) ? text : visibleText(text, LONGEST_NAME);
}

function decodeText(bytes: Uint8Array, { start, end }: ByteRange): string {
  const copy: number[] = [];
  let isAscii = true;
  for (let at = start; at < Math.min(end, start + MOST_BYTES); at += 1) {
    const byte = bytes[at]!;
    if (byte > LAST_ASCII) isAscii = false;
    copy.push(byte);
  }
  return isAscii ? String.fromCharCode(...copy) : utf8.decode(Uint8Array.from(copy));
}
