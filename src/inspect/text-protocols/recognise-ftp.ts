// Runs for the first payloads of a conversation: allocate nothing.
// RFC 959, section 5.4; RFC 2389 (FEAT), RFC 2428 (EPSV, EPRT), RFC 4217 (AUTH TLS).
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { headOf, holdsText, Match, matchAny } from './ascii.ts';
import { matchCommand } from './command-line.ts';
import { isReply, readGreeting, wasGreeted } from './service-greeting.ts';

/** What only FTP's clients and servers say. */
const COMMANDS = ['FEAT', 'AUTH TLS', 'AUTH SSL', 'PASV', 'EPSV', 'EPRT', 'SYST', 'TYPE I', 'TYPE A', 'MLSD'] as const;
const REPLIES = ['227 ENTERING PASSIVE', '229 ENTERING EXTENDED', '257 "', '150 OPENING'] as const;
/** What POP3 and IRC have, too: who was greeted with 220, or a port, tells. */
const SHARED_COMMANDS = [
  'USER',
  'PASS',
  'QUIT',
  'HOST',
  'PWD',
  'CWD',
  'OPTS',
  'PORT',
  'LIST',
  'NLST',
  'RETR',
  'STOR',
  'NOOP',
] as const;
/** The names of services stand in the first lines of a greeting. */
const SEARCHED_BYTES = 512;
const PORT = 21;

export const recogniseFtp: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const command = matchCommand(payload, COMMANDS);
  const reply = matchAny(payload, REPLIES);
  if (command === Match.Whole || reply === Match.Whole) return AppProtocol.Ftp;
  const server = readGreeting(payload);
  if (server === Match.Whole) return isFtpGreeting(payload) ? AppProtocol.Ftp : PERHAPS;

  const shared = matchCommand(payload, SHARED_COMMANDS);
  if (shared === Match.Whole) return hasPort(payload) || wasGreeted(payload) ? AppProtocol.Ftp : PERHAPS;
  if (payload.sourcePort === PORT && isReply(payload)) return AppProtocol.Ftp;
  const isShort = command === Match.Partly || reply === Match.Partly || server === Match.Partly || shared === Match.Partly;
  return isShort ? PERHAPS : NOT_MINE;
};

function isFtpGreeting(payload: Payload): boolean {
  const head = headOf(payload, SEARCHED_BYTES);
  return holdsText(head, 'FTP') && !holdsText(head, 'SMTP');
}

function hasPort({ sourcePort, destinationPort }: Payload): boolean {
  return sourcePort === PORT || destinationPort === PORT;
}
