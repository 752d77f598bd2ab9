// Runs once per segment behind a request: allocate nothing.
// RFC 9112, section 3: method SP request-target SP HTTP-version CRLF.
import { findLineFeed, isDigit, LF, Match, matchAt, SPACE, type Span, textEnd } from '../text-protocols/ascii.ts';

/** What stands where a request line may. */
export const Start = {
  /** No request of HTTP/1. */
  Other: 0,
  /** Too little of it is there. */
  Short: 1,
  /** The beginning of a request line whose end is not there; what is there is like HTTP's. */
  Begun: 2,
  /** A whole request line of HTTP/1. */
  Request: 3,
  /** A whole line of HTTP/0.9: a method and a target, and no version. */
  Simple: 4,
} as const;
export type Start = (typeof Start)[keyof typeof Start];

/** The shortest methods have three letters, the longest registered one is UPDATEREDIRECTREF. */
const SHORTEST_METHOD = 3;
export const LONGEST_METHOD = 20;
/** How far the end of the line is searched for: many servers take no longer one. */
const LONGEST_LINE = 8192;
const SHORTEST_VERSION = 'HTTP/1.1'.length;
/** What a client of HTTP/2 says first (RFC 9113, section 3.4): made to look like a request, and none. */
const PREFACE = 'PRI * HTTP/2.0';
/** Methods of HTTP alone: with a path behind them the rest of the line may be missing. RTSP, too, has GET and POST, but short lines. */
const WELL_KNOWN = [
  'GET /',
  'POST /',
  'HEAD /',
  'PUT /',
  'PATCH /',
  'DELETE /',
  'PROPFIND /',
  'GET HTTP:',
  'POST HTTP:',
] as const;

/** Tells what stands at the start of a span. */
export function requestStart(span: Span): Start {
  const { bytes, start, end } = span;
  const methodEnd = skipMethod(span);
  if (methodEnd === end) return end - start <= LONGEST_METHOD ? Start.Short : Start.Other;
  if (methodEnd - start < SHORTEST_METHOD || bytes[methodEnd] !== SPACE) return Start.Other;
  if (methodEnd + 1 === end) return Start.Short;
  if (bytes[methodEnd + 1]! <= SPACE) return Start.Other;

  const lineFeed = findLineFeed({ bytes, start, end: Math.min(end, start + LONGEST_LINE) }, methodEnd);
  if (lineFeed === -1) return begunLine(span);
  if (hasVersion(span, lineFeed)) return matchAt(span, start, PREFACE) === Match.Whole ? Start.Other : Start.Request;
  const isSimple = matchAt(span, start, 'GET /') === Match.Whole && !hasSpace(span, methodEnd + 1, lineFeed);
  return isSimple ? Start.Simple : Start.Other;
}

/** Whether the preface of HTTP/2 stands at the start of a span. */
export function isHttp2Preface(span: Span): boolean {
  return matchAt(span, span.start, PREFACE) === Match.Whole;
}

/** Whether a response stands there: HTTP's status line, or SHOUTcast's. */
export function responseStart(span: Span): Match {
  const shoutcast = matchAt(span, span.start, 'ICY 200');
  if (shoutcast !== Match.No) return shoutcast;
  const match = matchAt(span, span.start, 'HTTP/');
  const version = span.start + 'HTTP/'.length;
  if (match !== Match.Whole) return match;
  if (version + 2 >= span.end) return Match.Partly;
  return isDigit(span.bytes[version]!) && span.bytes[version + 1] === 0x2e && isDigit(span.bytes[version + 2]!)
    ? Match.Whole
    : Match.No;
}

/** Where the method ends. Methods are in capitals: text that begins a line seldom is. */
export function skipMethod(span: Span): number {
  const { bytes, start, end } = span;
  const last = Math.min(end, start + LONGEST_METHOD + 1);
  let at = start;
  while (at < last && isMethodByte(bytes[at]!)) at += 1;
  return at;
}

function isMethodByte(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || byte === 0x2d || byte === 0x5f;
}

function begunLine(span: Span): Start {
  let best: Start = Start.Short;
  for (const text of WELL_KNOWN) if (matchAt(span, span.start, text) === Match.Whole) best = Start.Begun;
  return span.end - span.start >= LONGEST_LINE && best === Start.Short ? Start.Other : best;
}

/** Whether a version ends the line: `HTTP/1.1`, or the `ICE/1.0` that senders of streams say. */
function hasVersion(span: Span, lineFeed: number): boolean {
  let end = textEnd(span, lineFeed);
  while (end > span.start && span.bytes[end - 1] === SPACE) end -= 1;
  const at = end - SHORTEST_VERSION;
  if (at <= span.start) return false;
  if (matchAt(span, at, 'HTTP/') === Match.Whole) return isDigit(span.bytes[at + 5]!) && span.bytes[at - 1]! <= SPACE;
  return matchAt(span, at + 1, 'ICE/1.') === Match.Whole && span.bytes[at] === SPACE;
}

function hasSpace({ bytes }: Span, from: number, to: number): boolean {
  for (let at = from; at < to && bytes[at] !== LF; at += 1) if (bytes[at] === SPACE) return true;
  return false;
}
