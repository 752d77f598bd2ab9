// RFC 9113, sections 3.4, 4.1, 6.2 and 6.10.
import { readUint24 } from '../../decode/read.ts';
import type { Span } from '../text-protocols/ascii.ts';

/** What a client says first. */
export const HTTP2_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

const FRAME_TYPE = 3;
const FRAME_FLAGS = 4;
export const FRAME_HEADER_LENGTH = 9;
const HEADERS = 1;
const CONTINUATION = 9;
const END_HEADERS = 0x04;
const PADDED = 0x08;
const PRIORITY = 0x20;
const PRIORITY_LENGTH = 5;
/** The longest frame before any agreement on longer ones. */
const LONGEST_FRAME = 16 * 1024;
/** Header blocks are gathered up to here. */
const LONGEST_BLOCK = 16 * 1024;

/** Where the frames before the first header block end, or what there is of that block. */
export type FirstBlock =
  /** Not all there: frames up to `at` are of no interest. */
  | { readonly kind: 'short'; readonly at: number }
  /** The parts of the block, from HEADERS and the CONTINUATIONs behind it. */
  | { readonly kind: 'block'; readonly block: Uint8Array }
  | { readonly kind: 'malformed' };

const MALFORMED: FirstBlock = { kind: 'malformed' };

/** Goes through frames from `from` on, to the end of the first header block. */
export function findFirstBlock(span: Span, from: number): FirstBlock {
  const { bytes, end } = span;
  let at = from;
  while (end - at >= FRAME_HEADER_LENGTH) {
    const length = readUint24(bytes, at);
    if (length > LONGEST_FRAME) return MALFORMED;
    if (bytes[at + FRAME_TYPE] === HEADERS) return gatherBlock(span, at);
    if (end - at < FRAME_HEADER_LENGTH + length) break;
    at += FRAME_HEADER_LENGTH + length;
  }
  return { kind: 'short', at };
}

function gatherBlock(span: Span, headers: number): FirstBlock {
  const { bytes, end } = span;
  const parts: Uint8Array[] = [];
  let total = 0;
  let at = headers;
  for (;;) {
    if (end - at < FRAME_HEADER_LENGTH) return { kind: 'short', at: headers };
    const length = readUint24(bytes, at);
    if (length > LONGEST_FRAME || bytes[at + FRAME_TYPE] !== (at === headers ? HEADERS : CONTINUATION)) return MALFORMED;
    const frameEnd = at + FRAME_HEADER_LENGTH + length;
    if (frameEnd > end) return { kind: 'short', at: headers };
    const fragment = at === headers ? headersFragment(bytes, at, frameEnd) : bytes.subarray(at + FRAME_HEADER_LENGTH, frameEnd);
    if (fragment === null || total + fragment.length > LONGEST_BLOCK) return MALFORMED;
    parts.push(fragment);
    total += fragment.length;
    if ((bytes[at + FRAME_FLAGS]! & END_HEADERS) !== 0) return { kind: 'block', block: joined(parts, total) };
    at = frameEnd;
  }
}

/** The block's part in a HEADERS frame, without padding and priority; null where they are longer than the frame. */
function headersFragment(bytes: Uint8Array, frame: number, frameEnd: number): Uint8Array | null {
  const flags = bytes[frame + FRAME_FLAGS]!;
  let start = frame + FRAME_HEADER_LENGTH;
  let end = frameEnd;
  if ((flags & PADDED) !== 0) {
    if (start === end) return null;
    end -= bytes[start]!;
    start += 1;
  }
  if ((flags & PRIORITY) !== 0) start += PRIORITY_LENGTH;
  return start > end ? null : bytes.subarray(start, end);
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array {
  const block = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    block.set(part, at);
    at += part.length;
  }
  return block;
}
