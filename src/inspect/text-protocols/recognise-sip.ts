// Runs for the first payloads of a conversation: allocate nothing.
// RFC 3261, sections 7.1 and 7.2, over UDP and TCP alike.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser } from '../payload.ts';
import { CR, findLineFeed, headOf, isDigit, LF, Match, matchAt, skipWord, textEnd } from './ascii.ts';
import { matchCommand } from './command-line.ts';

const RESPONSE = 'SIP/2.0 ';
const VERSION = ' SIP/2.0';
const METHODS = [
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'OPTIONS',
  'REGISTER',
  'PRACK',
  'SUBSCRIBE',
  'NOTIFY',
  'PUBLISH',
  'INFO',
  'REFER',
  'MESSAGE',
  'UPDATE',
] as const;
const SCHEMES = ['SIP:', 'SIPS:', 'TEL:'] as const;
const LONGEST_METHOD = 9;
const LONGEST_LINE = 1024;
/** Empty lines keep the way open between calls (RFC 5626, section 3.5.1). */
const LONGEST_KEEPALIVE = 4;

export const recogniseSip: Recogniser = (payload) => {
  if (isKeepalive(payload)) return PERHAPS;
  const response = matchAt(payload, payload.start, RESPONSE);
  if (response === Match.Whole) return isStatus(payload) ? AppProtocol.Sip : NOT_MINE;
  const method = matchCommand(payload, METHODS);
  if (method === Match.Whole) return requestProtocol(payload);
  return response === Match.Partly || method === Match.Partly ? PERHAPS : NOT_MINE;
};

function requestProtocol(payload: Payload): ReturnType<Recogniser> {
  const target = skipWord(payload, payload.start, LONGEST_METHOD) + 1;
  let scheme: Match = Match.No;
  for (const text of SCHEMES) scheme = Math.max(scheme, matchAt(payload, target, text)) as Match;
  if (scheme === Match.Whole) return AppProtocol.Sip;
  if (scheme === Match.Partly) return PERHAPS;
  // Any other scheme is allowed, where the version says so.
  const lineFeed = findLineFeed(headOf(payload, LONGEST_LINE), target);
  if (lineFeed === -1) return NOT_MINE;
  const version = textEnd(payload, lineFeed) - VERSION.length;
  return version > payload.start && matchAt(payload, version, VERSION) === Match.Whole ? AppProtocol.Sip : NOT_MINE;
}

function isStatus({ bytes, start, end }: Payload): boolean {
  const status = start + RESPONSE.length;
  return status >= end || isDigit(bytes[status]!);
}

function isKeepalive({ bytes, start, end }: Payload): boolean {
  if (end - start > LONGEST_KEEPALIVE || start === end) return false;
  for (let at = start; at < end; at += 1) if (bytes[at] !== CR && bytes[at] !== LF) return false;
  return true;
}
