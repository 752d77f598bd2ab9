// RFC 9112, sections 3 to 6: a request's line and fields, with what receivers forgive: lines without CR, folded ones.
import { visibleText } from '../../decode/hostile-text.ts';
import { findLineFeed, isBlank, isDigit, Match, matchAt, SPACE, type Span, textEnd } from '../text-protocols/ascii.ts';
import { agentFamily } from './agent-family.ts';
import { requestStart, Start, skipMethod } from './request-line.ts';

/** What a request says of who is asked, and by what kind of program. Clean text. */
export interface HttpRequest {
  /** The Host field's value with its port if it has one, or the target's authority where there is no such field. In small letters. */
  readonly host: string | null;
  readonly method: string;
  /** The family of programs the User-Agent belongs to. */
  readonly agent: string | null;
  readonly isConnect: boolean;
  /** Whether it is said to a proxy, which is none of the host's: by its method, or because its target is a whole URL (RFC 9112, section 3.2.2). */
  readonly isToProxy: boolean;
  /** Whether it asks for a WebSocket (RFC 6455, section 4.1): what follows is none of HTTP's business. */
  readonly isWebSocket: boolean;
}

/** What follows a request's head. */
export interface RequestHead {
  readonly request: HttpRequest;
  /** The body's length in bytes; -1 where it is in chunks, or not to be known. */
  readonly bodyLength: number;
}

const LONGEST_HOST = 255;
/** Bytes of a value that are decoded; a character has four at most. */
const DECODED_BYTES = 4 * LONGEST_HOST;
const UNKNOWN_LENGTH = -1;
const COLON = 0x3a;
/** No body is longer than 10^15 bytes. */
const MOST_DIGITS = 15;

const FIELDS = ['HOST', 'USER-AGENT', 'CONTENT-LENGTH', 'TRANSFER-ENCODING', 'UPGRADE'] as const;
type Field = (typeof FIELDS)[number];
/** Where the values of fields stand, `[start, end)`; with the lines that continue them. */
type Values = { [field in Field]?: { readonly start: number; end: number } };

const SCHEMES = ['HTTP://', 'HTTPS://', 'FTP://'] as const;

/** What nearly all names are: characters of ASCII that can be seen. */
const PLAIN = /^[!-~]+$/;

const utf8 = new TextDecoder();

/** Reads a head, or as much of one as there is; null where no request line begins. Lines that are not whole count for nothing. */
export function readRequestHead(span: Span, familyOf = agentFamily): RequestHead | null {
  const lineFeed = findLineFeed(span, span.start);
  const start = requestStart(span);
  if (start === Start.Other || start === Start.Short) return null;
  const values = lineFeed === -1 ? {} : readFields(span, lineFeed + 1);
  const method = rawText(span, { start: span.start, end: skipMethod(span) });
  const host = hostOf(span, values) ?? (lineFeed === -1 ? null : targetAuthority(span, lineFeed));
  const request: HttpRequest = {
    host,
    method,
    agent: familyOf(values['USER-AGENT'] === undefined ? '' : rawText(span, values['USER-AGENT'])),
    isConnect: method === 'CONNECT',
    isToProxy: method === 'CONNECT' || hasWholeUrl(span),
    isWebSocket: holdsValue(span, values.UPGRADE, 'websocket'),
  };
  return { request, bodyLength: bodyLength(span, values) };
}

/** Reads what is there of a head that was cut, by the snap length or by a gap; null where it does not even begin like one. */
export function readPartialRequest(bytes: Uint8Array, start: number, end: number): HttpRequest | null {
  return readRequestHead({ bytes, start, end })?.request ?? null;
}

/** The text of a host name as findings get it; null where nothing is left of it. */
export function hostText(raw: string): string | null {
  // Programs that end texts with a zero byte read no further.
  const zero = raw.indexOf('\0');
  const text = (zero === -1 ? raw : raw.slice(0, zero)).trim().toLowerCase();
  if (text.length <= LONGEST_HOST && PLAIN.test(text)) return text;
  // Twice, because characters that are written out make the text longer.
  return text === '' ? null : visibleText(visibleText(text, LONGEST_HOST), LONGEST_HOST);
}

function readFields(span: Span, from: number): Values {
  const values: Values = {};
  let last: { end: number } | undefined;
  let at = from;
  for (;;) {
    const lineFeed = findLineFeed(span, at);
    if (lineFeed === -1) return values;
    const end = textEnd(span, lineFeed);
    if (end <= at) return values;
    if (isBlank(span.bytes[at]!)) {
      if (last !== undefined) last.end = end;
    } else {
      last = undefined;
      const field = fieldAt(span, at);
      if (field !== null && values[field] === undefined) {
        const value = { start: skipName(span, at + field.length), end };
        values[field] = value;
        last = value;
      }
    }
    at = lineFeed + 1;
  }
}

function fieldAt(span: Span, at: number): Field | null {
  for (const field of FIELDS) {
    if (matchAt(span, at, field) === Match.Whole && skipName(span, at + field.length) > 0) return field;
  }
  return null;
}

/** Where the value starts whose field's name ends at `at`; 0 where no colon follows. Blanks before it are forbidden, and taken. */
function skipName({ bytes, end }: Span, at: number): number {
  let index = at;
  while (index < end && isBlank(bytes[index]!)) index += 1;
  return index < end && bytes[index] === COLON ? index + 1 : 0;
}

function hostOf(span: Span, values: Values): string | null {
  return values.HOST === undefined ? null : hostText(rawText(span, values.HOST));
}

function hasWholeUrl(span: Span): boolean {
  const target = skipMethod(span) + 1;
  return SCHEMES.some((scheme) => matchAt(span, target, scheme) === Match.Whole);
}

/** Of `http://name/path` the name; of CONNECT's `name:port` all of it (RFC 9112, section 3.2). */
function targetAuthority(span: Span, lineFeed: number): string | null {
  const start = skipMethod(span) + 1;
  const line = rawText(span, { start, end: textEnd(span, lineFeed) });
  const target = line.split(' ', 1)[0]!;
  const scheme = target.indexOf('://');
  if (scheme !== -1 && scheme <= 'https'.length) {
    const authority = target.slice(scheme + 3).split('/', 1)[0]!;
    // A name and a password may stand before the host; nobody is to see them.
    return hostText(authority.slice(authority.lastIndexOf('@') + 1));
  }
  return matchAt(span, span.start, 'CONNECT ') === Match.Whole ? hostText(target) : null;
}

function bodyLength(span: Span, values: Values): number {
  if (values['TRANSFER-ENCODING'] !== undefined) return UNKNOWN_LENGTH;
  const value = values['CONTENT-LENGTH'];
  if (value === undefined) return 0;
  let { start } = value;
  while (start < value.end && isBlank(span.bytes[start]!)) start += 1;
  let length = 0;
  let at = start;
  for (; at < value.end && isDigit(span.bytes[at]!); at += 1) length = 10 * length + span.bytes[at]! - 0x30;
  return at === start || at - start > MOST_DIGITS ? UNKNOWN_LENGTH : length;
}

function holdsValue(span: Span, value: { start: number; end: number } | undefined, wanted: string): boolean {
  return value !== undefined && rawText(span, value).toLowerCase().includes(wanted);
}

/** The text of a value, its lines put together, as it came off the wire: not clean. Of a long one, the beginning. */
function rawText({ bytes }: Span, { start, end }: { start: number; end: number }): string {
  const last = Math.min(end, start + DECODED_BYTES);
  let first = start;
  while (first < last && bytes[first] === SPACE) first += 1;
  const text = utf8.decode(bytes.subarray(first, last));
  return text.includes('\n') ? text.replace(/\r?\n[ \t]+/g, ' ') : text;
}
