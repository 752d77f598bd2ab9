import { redact } from '../ppp/message-text.ts';

/** Longer ones are nobody's words, and are not read. */
const MOST_BYTES = 320;

/** Whether words that one end of the line sends the other may hold a user's name, by the rule that the timeline goes by. */
export function isIndiscreet(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > MOST_BYTES) return true;
  let text = '';
  for (let at = from; at < to; at += 1) text += String.fromCharCode(bytes[at]!);
  return redact(text) !== text;
}
