// Runs for the first payloads of a conversation: allocate nothing.
// RFC 5321, sections 3.1, 4.1.1 and 4.2; RFC 2033 for LMTP.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { headOf, holdsText, Match, matchAny } from './ascii.ts';
import { matchCommand } from './command-line.ts';
import { isReply, readGreeting } from './service-greeting.ts';

const GREETINGS = ['EHLO', 'HELO', 'LHLO'] as const;
/** What stands in the middle of a conversation. */
const TRANSACTION = ['MAIL FROM:', 'RCPT TO:'] as const;
/** The names of services stand in the first lines of a greeting. */
const SEARCHED_BYTES = 512;
const PORTS: ReadonlySet<number> = new Set([25, 465, 587, 2525]);

export const recogniseSmtp: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const client = matchCommand(payload, GREETINGS);
  if (client === Match.Whole) return AppProtocol.Smtp;
  const transaction = matchAny(payload, TRANSACTION);
  if (transaction === Match.Whole) return AppProtocol.Smtp;
  const server = readGreeting(payload);
  if (server === Match.Whole) return holdsText(headOf(payload, SEARCHED_BYTES), 'SMTP') ? AppProtocol.Smtp : PERHAPS;
  if (PORTS.has(payload.sourcePort) && isReply(payload)) return AppProtocol.Smtp;
  return client === Match.Partly || transaction === Match.Partly || server === Match.Partly ? PERHAPS : NOT_MINE;
};
