// Runs a few times per connection.

import { readUint24 } from '../../decode/read.ts';
import type { ByteRange } from './hello-body.ts';
import { ContentType, canBeRecord, HANDSHAKE_HEADER, HandshakeType, RECORD_HEADER, recordLength } from './tls-record.ts';

/** Longer than any hello: what claims to be longer is none, or is meant to fill memory. */
const LONGEST_MESSAGE = 1 << 16;
/** How much of the stream records may spread one hello over: even the longest may come in pieces of five bytes. */
const LONGEST_SEARCH = 1 << 17;

/** A ClientHello in the records of a stream, or the part of it that is there. */
export interface HelloSearch {
  /** How many bytes of records in front hold none of it. */
  readonly skipped: number;
  /** How many bytes behind those it takes to see all of it, at least; more may turn out to be needed then. 0: it is all there. */
  readonly needed: number;
  /** Where the message, its header included, stands in the bytes: one range per record. */
  readonly pieces: readonly ByteRange[];
}

/** Bytes of which the hello's body is a part. */
export interface HelloBytes extends ByteRange {
  readonly bytes: Uint8Array;
}

/** Looks for a ClientHello in the records from `start` on. Null where the stream holds something else, and nothing will change that. */
export function searchHello(bytes: Uint8Array, start: number, end: number): HelloSearch | null {
  let skipped = 0;
  let at = start;
  const pieces: ByteRange[] = [];
  let found = 0;
  let wanted = HANDSHAKE_HEADER;
  for (;;) {
    if (!canBeRecord(bytes, at, end) || at - start - skipped > LONGEST_SEARCH) return null;
    const behindHeader = at + RECORD_HEADER;
    // A record with one byte of it, were it here: less is not worth another look.
    if (behindHeader >= end) return { skipped, needed: behindHeader + (wanted - found) - start - skipped, pieces };
    const recordEnd = behindHeader + recordLength(bytes, at);

    if (bytes[at] !== ContentType.Handshake) {
      // No other record may stand inside of a message (RFC 8446, section 5.1).
      if (found > 0 || bytes[at] === ContentType.ApplicationData) return null;
      if (recordEnd > end) return { skipped, needed: recordEnd - start - skipped, pieces };
      at = recordEnd;
      skipped = at - start;
      continue;
    }

    if (found === 0 && bytes[behindHeader] !== HandshakeType.ClientHello) return null;
    const pieceEnd = Math.min(recordEnd, end);
    pieces.push({ start: behindHeader, end: pieceEnd });
    found += pieceEnd - behindHeader;
    if (wanted === HANDSHAKE_HEADER && found >= HANDSHAKE_HEADER) wanted += messageLength(bytes, pieces);
    if (wanted > LONGEST_MESSAGE) return null;
    if (found >= wanted) return { skipped, needed: 0, pieces };
    if (recordEnd > end) return { skipped, needed: neededFor(wanted - found, end, recordEnd) - start - skipped, pieces };
    at = recordEnd;
  }
}

/** The hello's body, as far as it is there; copied only where it stands in several records. Null where not even its header is whole. */
export function bodyOf(bytes: Uint8Array, { pieces }: HelloSearch): HelloBytes | null {
  const first = pieces[0];
  const found = pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0);
  if (first === undefined || found < HANDSHAKE_HEADER) return null;

  const length = Math.min(messageLength(bytes, pieces), found - HANDSHAKE_HEADER);
  if (pieces.length === 1) {
    const start = first.start + HANDSHAKE_HEADER;
    return { bytes, start, end: start + length };
  }
  const copy = new Uint8Array(found);
  let at = 0;
  for (const piece of pieces) {
    for (let from = piece.start; from < piece.end; from += 1, at += 1) copy[at] = bytes[from]!;
  }
  return { bytes: copy, start: HANDSHAKE_HEADER, end: HANDSHAKE_HEADER + length };
}

/** The message's length, header not counted, which is there, but may be spread over several records. */
function messageLength(bytes: Uint8Array, pieces: readonly ByteRange[]): number {
  const header: number[] = [];
  for (const piece of pieces) {
    for (let at = piece.start; at < piece.end && header.length < HANDSHAKE_HEADER; at += 1) header.push(bytes[at]!);
    if (header.length === HANDSHAKE_HEADER) break;
  }
  return readUint24(Uint8Array.from(header), 1);
}

/** Where the stream has to reach for `missing` more bytes of the message: what the record does not hold takes another record. */
function neededFor(missing: number, end: number, recordEnd: number): number {
  const inRecord = recordEnd - end;
  return missing <= inRecord ? end + missing : recordEnd + RECORD_HEADER + missing - inRecord;
}
