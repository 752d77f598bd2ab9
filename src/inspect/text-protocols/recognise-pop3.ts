// Runs for the first payloads of a conversation: allocate nothing.
// RFC 1939, sections 3 to 7; RFC 2449 (CAPA), RFC 2595 (STLS), RFC 5034 (AUTH).
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { Match, matchAny } from './ascii.ts';
import { matchCommand } from './command-line.ts';

/** A text behind it: Redis says `+OK` and ends the line. */
const GREETING = ['+OK '] as const;
const COMMANDS = ['CAPA', 'STLS', 'APOP'] as const;
/** What FTP, SMTP, IRC or Redis have, too: the port tells. */
const SHARED = ['+OK', '-ERR', 'USER', 'PASS', 'AUTH', 'STAT', 'LIST', 'UIDL', 'RETR', 'QUIT', 'NOOP'] as const;
const PORT = 110;

export const recognisePop3: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const greeting = matchAny(payload, GREETING);
  const command = matchCommand(payload, COMMANDS);
  if (greeting === Match.Whole || command === Match.Whole) return AppProtocol.Pop3;
  const shared = matchCommand(payload, SHARED);
  if (shared === Match.Whole) return hasPort(payload) ? AppProtocol.Pop3 : PERHAPS;
  return greeting === Match.Partly || command === Match.Partly || shared === Match.Partly ? PERHAPS : NOT_MINE;
};

function hasPort({ sourcePort, destinationPort }: Payload): boolean {
  return sourcePort === PORT || destinationPort === PORT;
}
