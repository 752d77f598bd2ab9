// RFC 3207 (SMTP), RFC 9051, section 6.2.1 (IMAP), RFC 2595 (POP3), RFC 4217 (FTP), RFC 6120, section 5.4.2.1 (XMPP).
import { CR, LF, Match, matchAt, SPACE, type Span } from './ascii.ts';
import { matchCommand, matchCommandAt } from './command-line.ts';

/** Protocols that turn to TLS in the middle. */
export type StartTlsProtocol = 'smtp' | 'imap' | 'pop3' | 'ftp' | 'xmpp';

/** What a line, or a tag of XML, means to who waits for TLS. */
export const LineKind = {
  Other: 0,
  /** TLS follows. */
  Start: 1,
  /** It will not: somebody signs in or sends without it, or it is the server who speaks. */
  Plain: 2,
} as const;
export type LineKind = (typeof LineKind)[keyof typeof LineKind];

export interface LineReader {
  /** What ends a line. */
  readonly delimiter: number;
  /** What a line is whose delimiter is the last byte of `line`. */
  readonly kindOf: (line: Span) => LineKind;
}

const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
const LONGEST_TAG = 64;

/** Servers' replies begin so; those with numbers are told by `SERVER_NUMBERS`. */
const POP3_SERVER = ['+OK', '-ERR'] as const;
const SERVER_NUMBERS = ['220', '250', '421', '554', '530', '234', '331', '500', '502', '503'] as const;

export const START_TLS_LINES: { readonly [protocol in StartTlsProtocol]: LineReader } = {
  smtp: { delimiter: LF, kindOf: (line) => kindOfReplied(line, ['STARTTLS'], ['AUTH', 'MAIL', 'DATA', 'BDAT', 'QUIT']) },
  ftp: { delimiter: LF, kindOf: (line) => kindOfReplied(line, ['AUTH TLS', 'AUTH SSL', 'AUTH TLS-C'], ['USER', 'PASS', 'QUIT']) },
  pop3: { delimiter: LF, kindOf: kindOfPop3 },
  imap: { delimiter: LF, kindOf: kindOfTagged },
  xmpp: { delimiter: GREATER_THAN, kindOf: kindOfXml },
};

function kindOfCommand(line: Span, start: readonly string[], plain: readonly string[]): LineKind {
  if (matchCommand(line, start) === Match.Whole) return LineKind.Start;
  return matchCommand(line, plain) === Match.Whole ? LineKind.Plain : LineKind.Other;
}

function kindOfReplied(line: Span, start: readonly string[], plain: readonly string[]): LineKind {
  if (SERVER_NUMBERS.some((number) => matchAt(line, line.start, number) === Match.Whole)) return LineKind.Plain;
  return kindOfCommand(line, start, plain);
}

/** `AUTH` alone only asks which ways to sign in there are. */
function kindOfPop3(line: Span): LineKind {
  if (line.end - line.start <= 'AUTH\r\n'.length && matchCommand(line, ['AUTH']) === Match.Whole) return LineKind.Other;
  return kindOfCommand(line, ['STLS'], ['USER', 'APOP', 'AUTH', 'QUIT', ...POP3_SERVER]);
}

/** `tag command`; a server's lines have `*` for a tag, or `OK`, `NO` or `BAD` behind one. */
function kindOfTagged(line: Span): LineKind {
  let at = line.start;
  const limit = Math.min(line.end, line.start + LONGEST_TAG);
  while (at < limit && line.bytes[at] !== SPACE) at += 1;
  if (at === limit) return LineKind.Other;
  if (matchCommandAt(line, at + 1, ['STARTTLS']) === Match.Whole) return LineKind.Start;
  const isPlain = matchCommandAt(line, at + 1, ['LOGIN', 'AUTHENTICATE', 'SELECT', 'LOGOUT', 'OK', 'NO', 'BAD']) === Match.Whole;
  return isPlain ? LineKind.Plain : LineKind.Other;
}

/** A client's `<starttls/>` stands by itself, a server's in its `<stream:features>`. */
function kindOfXml(line: Span): LineKind {
  let at = line.start;
  while (at < line.end && (line.bytes[at] === SPACE || line.bytes[at] === CR || line.bytes[at] === LF)) at += 1;
  const isClosed = line.end - line.start > 2 && line.bytes[line.end - 2] === SLASH;
  if (isClosed && matchAt(line, at, '<STARTTLS') === Match.Whole) return LineKind.Start;
  if (matchAt(line, at, '</STARTTLS') === Match.Whole) return LineKind.Start;
  const plain = ['<STREAM:FEATURES', '<AUTH', '<IQ', '<PROCEED'];
  return plain.some((tag) => matchAt(line, at, tag) === Match.Whole) ? LineKind.Plain : LineKind.Other;
}
