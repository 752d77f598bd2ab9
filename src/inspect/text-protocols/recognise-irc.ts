// Runs for the first payloads of a conversation: allocate nothing.
// RFC 2812, sections 2.3 and 3.1; the CAP command as IRCv3 has it.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { findLineFeed, headOf, isDigit, Match, matchAny, SPACE } from './ascii.ts';
import { matchCommand, matchCommandAt } from './command-line.ts';

const REGISTRATION = ['NICK'] as const;
const CAPABILITIES = ['CAP LS', 'CAP REQ', 'CAP END'] as const;
const EARLY_NOTICES = ['NOTICE AUTH :', 'NOTICE * :'] as const;
/** Behind a server's name. */
const MESSAGES = ['NOTICE', 'PRIVMSG', 'JOIN', 'MODE', 'PING', 'PONG', 'NICK', 'QUIT', 'PART', 'CAP'] as const;
/** POP3 and FTP have them, too; in IRC four words follow the one, and NICK the other's line. */
const USER = ['USER'] as const;
const PASS = ['PASS'] as const;
const USER_PARAMETERS = 4;
/** A message is no longer (RFC 2812, section 2.3). */
const LONGEST_MESSAGE = 512;
const LONGEST_PREFIX = 128;
const COLON = 0x3a;

export const recogniseIrc: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  if (payload.start < payload.end && payload.bytes[payload.start] === COLON) return serverMessage(payload);
  const registration = matchCommand(payload, REGISTRATION);
  const capabilities = matchCommand(payload, CAPABILITIES);
  const notice = matchAny(payload, EARLY_NOTICES);
  if (registration === Match.Whole || capabilities === Match.Whole || notice === Match.Whole) return AppProtocol.Irc;
  const user = matchCommand(payload, USER);
  if (user === Match.Whole) return userProtocol(payload);
  const pass = matchCommand(payload, PASS);
  if (pass === Match.Whole) return passProtocol(payload);
  const isShort = [registration, capabilities, notice, user, pass].includes(Match.Partly);
  return isShort ? PERHAPS : NOT_MINE;
};

/** `:server.example 001 nick :Welcome`. */
function serverMessage(payload: Payload): ReturnType<Recogniser> {
  const { bytes, start, end } = payload;
  let at = start + 1;
  const limit = Math.min(end, start + LONGEST_PREFIX);
  while (at < limit && bytes[at]! > SPACE && bytes[at]! < 0x7f) at += 1;
  if (at === end) return PERHAPS;
  if (bytes[at] !== SPACE || at === start + 1) return NOT_MINE;
  if (at + 4 < end && isDigit(bytes[at + 1]!) && isDigit(bytes[at + 2]!) && isDigit(bytes[at + 3]!) && bytes[at + 4] === SPACE) {
    return AppProtocol.Irc;
  }
  const message = matchCommandAt(payload, at + 1, MESSAGES);
  if (message === Match.Whole) return AppProtocol.Irc;
  return message === Match.Partly || at + 4 >= end ? PERHAPS : NOT_MINE;
}

function userProtocol(payload: Payload): ReturnType<Recogniser> {
  const head = headOf(payload, LONGEST_MESSAGE);
  const lineFeed = findLineFeed(head, head.start);
  if (lineFeed === -1) return head.end - head.start < LONGEST_MESSAGE ? PERHAPS : NOT_MINE;
  let spaces = 0;
  for (let at = head.start; at < lineFeed; at += 1) if (head.bytes[at] === SPACE) spaces += 1;
  return spaces >= USER_PARAMETERS ? AppProtocol.Irc : NOT_MINE;
}

function passProtocol(payload: Payload): ReturnType<Recogniser> {
  const head = headOf(payload, LONGEST_MESSAGE);
  const lineFeed = findLineFeed(head, head.start);
  if (lineFeed === -1) return head.end - head.start < LONGEST_MESSAGE ? PERHAPS : NOT_MINE;
  const next = matchCommandAt(payload, lineFeed + 1, [...REGISTRATION, ...USER, 'CAP']);
  if (next === Match.Whole) return AppProtocol.Irc;
  return next === Match.Partly ? PERHAPS : NOT_MINE;
}
