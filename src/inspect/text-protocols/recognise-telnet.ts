// Runs for the first payloads of a conversation: allocate nothing.
// RFC 854, RFC 855: both sides negotiate options before anything else.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, PERHAPS, type Recogniser, Transport } from '../payload.ts';

const INTERPRET_AS_COMMAND = 0xff;
const SUBNEGOTIATION = 0xfa;
const DO_NOT = 0xfe;
const COMMAND_LENGTH = 3;
/** Options that IANA's list names; those above are few: 138 to 140, 255. */
const HIGHEST_OPTION = 49;
const PORT = 23;
/** How many commands come first without the well-known port: by chance, two are as good as never there. */
const ENOUGH_COMMANDS = 2;

export const recogniseTelnet: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const { bytes, start, end } = payload;
  const enough = payload.sourcePort === PORT || payload.destinationPort === PORT ? 1 : ENOUGH_COMMANDS;
  let at = start;
  for (let commands = 0; commands < enough; commands += 1) {
    if (at < end && bytes[at] !== INTERPRET_AS_COMMAND) return NOT_MINE;
    if (at + 1 < end && !isNegotiation(bytes[at + 1]!)) return NOT_MINE;
    if (at + 2 < end && bytes[at + 2]! > HIGHEST_OPTION) return NOT_MINE;
    if (at + COMMAND_LENGTH > end) return PERHAPS;
    at += COMMAND_LENGTH;
  }
  return AppProtocol.Telnet;
};

/** WILL, WON'T, DO, DON'T, or a subnegotiation: an option's number is next. */
function isNegotiation(command: number): boolean {
  return command >= SUBNEGOTIATION && command <= DO_NOT;
}
