// Runs for the first payloads of a conversation: allocate nothing.
import type { Payload } from '../payload.ts';
import { isDigit, Match, matchAny, SPACE } from './ascii.ts';

/** The top byte of a sender's memory who said 220 and not which service it is: SMTP's and FTP's servers greet so. */
const GREETED = 0x32;
const MARK_SHIFT = 24;
const REPLY_LENGTH = 4;
/** The first digit says how a command went, from 1 to 5. */
const FIRST_CLASS = 0x31;
const LAST_CLASS = 0x35;
const MINUS = 0x2d;
const READY = ['220 ', '220-'] as const;

/** Whether a server's `220` stands at the beginning, as far as there is one; a whole one is remembered, for the other side's first line. */
export function readGreeting(payload: Payload): Match {
  const match = matchAny(payload, READY);
  if (match === Match.Whole && payload.memory === 0) payload.memory = GREETED << MARK_SHIFT;
  return match;
}

/** Whether the other side greeted with `220`. */
export function wasGreeted(payload: Payload): boolean {
  return payload.otherMemory >>> MARK_SHIFT === GREETED;
}

/** Whether a line begins as the replies of SMTP and FTP do, and of others: three digits, and a space or `-`. Ports tell them apart. */
export function isReply({ bytes, start, end }: Payload): boolean {
  if (end - start < REPLY_LENGTH || bytes[start]! < FIRST_CLASS || bytes[start]! > LAST_CLASS) return false;
  const separator = bytes[start + 3]!;
  return isDigit(bytes[start + 1]!) && isDigit(bytes[start + 2]!) && (separator === SPACE || separator === MINUS);
}
