// Runs for the first payloads of a conversation: allocate nothing.
// RFC 2326, sections 6 and 7; RFC 7826 for version 2.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { findLineFeed, headOf, isDigit, Match, matchAt, type Span, skipWord, textEnd } from './ascii.ts';
import { matchCommandAt } from './command-line.ts';

const VERSION = 'RTSP/';
const REQUEST_VERSION = ' RTSP/';
/** The digits and the dot behind it. */
const VERSION_NUMBER_LENGTH = 3;
const METHODS = [
  'OPTIONS',
  'DESCRIBE',
  'ANNOUNCE',
  'SETUP',
  'PLAY',
  'PAUSE',
  'TEARDOWN',
  'GET_PARAMETER',
  'SET_PARAMETER',
  'REDIRECT',
  'RECORD',
  // Loudspeakers and televisions of the home speak RTSP with the methods of HTTP.
  'GET',
  'POST',
  'FLUSH',
] as const;
const SCHEMES = ['RTSP:', 'RTSPU:', 'RTSPS:'] as const;
const LONGEST_METHOD = 13;
const LONGEST_LINE = 1024;

export const recogniseRtsp: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const response = matchAt(payload, payload.start, VERSION);
  if (response === Match.Whole) return isVersion(payload, payload.start + VERSION.length) ? AppProtocol.Rtsp : NOT_MINE;
  const method = matchCommandAt(payload, payload.start, METHODS);
  if (method === Match.Whole) return requestProtocol(payload);
  return response === Match.Partly || method === Match.Partly ? PERHAPS : NOT_MINE;
};

function requestProtocol(payload: Payload): ReturnType<Recogniser> {
  const target = skipWord(payload, payload.start, LONGEST_METHOD) + 1;
  for (const scheme of SCHEMES) if (matchAt(payload, target, scheme) === Match.Whole) return AppProtocol.Rtsp;
  const head = headOf(payload, LONGEST_LINE);
  const lineFeed = findLineFeed(head, target);
  if (lineFeed === -1) return head.end - head.start < LONGEST_LINE ? PERHAPS : NOT_MINE;
  const version = textEnd(head, lineFeed) - VERSION_NUMBER_LENGTH - REQUEST_VERSION.length;
  const isRtsp = version > head.start && matchAt(head, version, REQUEST_VERSION) === Match.Whole;
  return isRtsp ? AppProtocol.Rtsp : NOT_MINE;
}

function isVersion({ bytes, end }: Span, at: number): boolean {
  return at >= end || isDigit(bytes[at]!);
}
