// Runs for the first payloads of a conversation: allocate nothing.

/** Bytes from `start` up to, but not including, `end`. What recognisers and readers are shown is one. */
export interface Span {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** How a text compares with what stands somewhere: `Partly` where the bytes end before the text does. */
export const Match = { No: 0, Partly: 1, Whole: 2 } as const;
export type Match = (typeof Match)[keyof typeof Match];

export const LF = 0x0a;
export const CR = 0x0d;
export const TAB = 0x09;
export const SPACE = 0x20;
/** The bit in which small and capital ASCII letters differ. */
const SMALL = 0x20;

/** Compares what stands at `at` with `text`, which is in capitals and of any case on the wire. */
export function matchAt({ bytes, end }: Span, at: number, text: string): Match {
  const there = Math.min(text.length, end - at);
  for (let index = 0; index < there; index += 1) {
    if (capital(bytes[at + index]!) !== text.charCodeAt(index)) return Match.No;
  }
  return there === text.length ? Match.Whole : Match.Partly;
}

/** Compares the beginning with several texts: `Whole` with any of them, else `Partly` with any. */
export function matchAny(span: Span, texts: readonly string[]): Match {
  let best: Match = Match.No;
  for (const text of texts) {
    const match = matchAt(span, span.start, text);
    if (match === Match.Whole) return match;
    if (match === Match.Partly) best = match;
  }
  return best;
}

/** Whether `text`, which is in capitals, stands anywhere. Ask it of short spans only: each place is compared. */
export function holdsText(span: Span, text: string): boolean {
  for (let at = span.start; at <= span.end - text.length; at += 1) {
    if (matchAt(span, at, text) === Match.Whole) return true;
  }
  return false;
}

/** The first bytes of a span, so many at most. */
export function headOf({ bytes, start, end }: Span, length: number): Span {
  return { bytes, start, end: Math.min(end, start + length) };
}

/** Where the line feed stands that ends the line at `from`, or -1. */
export function findLineFeed({ bytes, end }: Span, from: number): number {
  for (let at = from; at < end; at += 1) if (bytes[at] === LF) return at;
  return -1;
}

/** Where the text of a line ends whose line feed stands at `lineFeed`. */
export function textEnd({ bytes, start }: Span, lineFeed: number): number {
  return lineFeed > start && bytes[lineFeed - 1] === CR ? lineFeed - 1 : lineFeed;
}

/** Where the first byte from `at` on stands that is no letter, digit, `-`, `_` or `.`; at most `limit` further on. */
export function skipWord({ bytes, end }: Span, at: number, limit: number): number {
  const last = Math.min(end, at + limit);
  let index = at;
  while (index < last && isWordByte(bytes[index]!)) index += 1;
  return index;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

function isWordByte(byte: number): boolean {
  const upper = capital(byte);
  return (upper >= 0x41 && upper <= 0x5a) || isDigit(byte) || byte === 0x2d || byte === 0x5f || byte === 0x2e;
}

function capital(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? byte - SMALL : byte;
}
