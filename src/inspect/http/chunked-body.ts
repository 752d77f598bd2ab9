// RFC 9112, section 7.1: chunk-size [ extensions ] CRLF data CRLF, ..., 0 CRLF trailers CRLF.
import { CR, findLineFeed, LF, type Span } from '../text-protocols/ascii.ts';

/** A chunk's size has no more than 8 hexadecimal digits here; senders need fewer. */
const MOST_DIGITS = 8;

/** Where the body that starts at `from` ends, or -1 where that is not there. Reads each byte once at most, and skips the data. */
export function findChunkedEnd(span: Span, from: number): number {
  let at = from;
  for (;;) {
    const lineFeed = findLineFeed(span, at);
    if (lineFeed === -1) return -1;
    const size = chunkSize(span.bytes, at, lineFeed);
    if (size === -1) return -1;
    if (size === 0) return findTrailersEnd(span, lineFeed + 1);
    const dataEnd = lineFeed + 1 + size;
    if (dataEnd + 2 > span.end) return -1;
    at = span.bytes[dataEnd] === CR ? dataEnd + 2 : dataEnd + 1;
  }
}

function chunkSize(bytes: Uint8Array, start: number, end: number): number {
  let size = 0;
  let at = start;
  for (; at < end; at += 1) {
    const digit = hexDigit(bytes[at]!);
    if (digit === -1) break;
    if (at - start === MOST_DIGITS) return -1;
    size = 16 * size + digit;
  }
  return at === start ? -1 : size;
}

function findTrailersEnd(span: Span, from: number): number {
  let at = from;
  for (;;) {
    const lineFeed = findLineFeed(span, at);
    if (lineFeed === -1) return -1;
    if (lineFeed === at || (lineFeed === at + 1 && span.bytes[at] === CR)) return lineFeed + 1;
    at = lineFeed + 1;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x66 && byte !== LF ? small - 0x57 : -1;
}
