// Runs for the first payloads of a conversation: allocate nothing.
// RFC 9051, sections 2.2, 6 and 7: the server greets, the client's commands have tags, and so have their replies.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS, type Recogniser, Transport } from '../payload.ts';
import { isDigit, Match, SPACE, skipWord } from './ascii.ts';
import { matchCommand, matchCommandAt } from './command-line.ts';

const UNTAGGED = ['* OK', '* PREAUTH', '* BYE', '* CAPABILITY', '* LIST', '* LSUB', '* FLAGS', '* ID'] as const;
/** Words that come behind a tag. */
const COMMANDS = [
  'CAPABILITY',
  'LOGIN',
  'AUTHENTICATE',
  'STARTTLS',
  'NOOP',
  'ID',
  'LOGOUT',
  'SELECT',
  'EXAMINE',
  'LIST',
  'LSUB',
  'STATUS',
  'NAMESPACE',
  'UID',
  'FETCH',
  'IDLE',
  'CHECK',
  'CLOSE',
  'EXPUNGE',
  'COMPRESS',
  'ENABLE',
] as const;
const REPLIES = ['OK', 'NO', 'BAD'] as const;
const LONGEST_TAG = 16;
const PORT = 143;

export const recogniseImap: Recogniser = (payload) => {
  if (payload.transport !== Transport.Tcp) return NOT_MINE;
  const untagged = matchCommand(payload, UNTAGGED);
  if (untagged === Match.Whole) return AppProtocol.Imap;
  const tagged = matchTagged(payload);
  if (tagged === Match.Whole) return AppProtocol.Imap;
  return untagged === Match.Partly || tagged === Match.Partly ? PERHAPS : NOT_MINE;
};

/** Tags are any word, but clients have a letter and a number in theirs; else the port has to tell. */
function matchTagged(payload: Payload): Match {
  const { bytes, start, end } = payload;
  const tagEnd = skipWord(payload, start, LONGEST_TAG + 1);
  if (tagEnd === start || tagEnd - start > LONGEST_TAG) return Match.No;
  if (!hasPort(payload) && isDigit(bytes[start]!)) return Match.No;
  if (tagEnd === end) return Match.Partly;
  if (!hasPort(payload) && !hasDigit(bytes, start, tagEnd)) return Match.No;
  if (bytes[tagEnd] !== SPACE) return Match.No;
  const command = matchCommandAt(payload, tagEnd + 1, COMMANDS);
  if (command === Match.Whole) return command;
  const reply = matchCommandAt(payload, tagEnd + 1, REPLIES);
  return reply === Match.No ? command : reply;
}

function hasDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (isDigit(bytes[at]!)) return true;
  return false;
}

function hasPort({ sourcePort, destinationPort }: Payload): boolean {
  return sourcePort === PORT || destinationPort === PORT;
}
