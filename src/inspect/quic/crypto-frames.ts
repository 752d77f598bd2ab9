// Runs once per packet of which the protection is off.

import type { CryptoStream } from './crypto-stream.ts';
import { CUT, VarintCursor } from './varint-cursor.ts';

/** The frames that may be in Initial packets (RFC 9000, section 12.4). */
const PADDING = 0x00;
const PING = 0x01;
const ACK = 0x02;
const ACK_WITH_ECN = 0x03;
const CRYPTO = 0x06;
/** As Google's versions with TLS (T050, T051) number it; a frame numbered so has no place in other versions' Initial packets. */
const GOOGLE_CRYPTO = 0x08;
const CONNECTION_CLOSE = 0x1c;
/** What an ACK frame says of packets marked on their way (RFC 9000, section 19.3.2). */
const ECN_COUNTS = 3;

/** Puts what CRYPTO frames carry into `stream`. Ends at the first frame that is cut or does not belong there. */
export function readCryptoFrames(frames: Uint8Array, stream: CryptoStream): void {
  const cursor = new VarintCursor();
  cursor.stand(frames, 0, frames.length);
  while (cursor.at < cursor.end && readFrame(cursor, stream));
}

/** Whether there may be another one behind it. */
function readFrame(cursor: VarintCursor, stream: CryptoStream): boolean {
  switch (cursor.next()) {
    case PADDING:
      return skipPadding(cursor);
    case PING:
      return true;
    case CRYPTO:
    case GOOGLE_CRYPTO:
      return readCrypto(cursor, stream);
    case ACK:
      return skipAck(cursor);
    case ACK_WITH_ECN:
      return skipAck(cursor) && skipNumbers(cursor, ECN_COUNTS);
    case CONNECTION_CLOSE:
      return skipConnectionClose(cursor);
    default:
      return false;
  }
}

/** Every byte of it is a frame, and half of what clients send first is padding. */
function skipPadding(cursor: VarintCursor): boolean {
  const { bytes, end } = cursor;
  let at = cursor.at;
  while (at < end && bytes[at] === PADDING) at += 1;
  cursor.at = at;
  return true;
}

/** RFC 9000, section 19.6. */
function readCrypto(cursor: VarintCursor, stream: CryptoStream): boolean {
  const offset = cursor.next();
  const length = cursor.next();
  const start = cursor.at;
  if (offset === CUT || length === CUT || !cursor.skip(length)) return false;
  stream.put(offset, cursor.bytes.subarray(start, cursor.at));
  return true;
}

/** Largest acknowledged, delay, number of ranges, first range, and two numbers for every other range (RFC 9000, section 19.3). */
function skipAck(cursor: VarintCursor): boolean {
  if (!skipNumbers(cursor, 2)) return false;
  const ranges = cursor.next();
  return ranges !== CUT && skipNumbers(cursor, 1 + 2 * ranges);
}

/** Error code, type of the frame that it is about, and a reason with its length before it (RFC 9000, section 19.19). */
function skipConnectionClose(cursor: VarintCursor): boolean {
  if (!skipNumbers(cursor, 2)) return false;
  const length = cursor.next();
  return length !== CUT && cursor.skip(length);
}

/** False as soon as one is cut, so that a count which lies costs nothing. */
function skipNumbers(cursor: VarintCursor, count: number): boolean {
  for (let passed = 0; passed < count; passed += 1) if (cursor.next() === CUT) return false;
  return true;
}
