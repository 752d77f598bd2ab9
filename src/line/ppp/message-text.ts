// Cold. What both ends say in words: hostile, and sometimes indiscreet.

import type { Packet } from '../../decode/packet.ts';

const MAX_CHARACTERS = 80;
/** UTF-8 needs at most four bytes a character. */
const MAX_BYTES = 4 * MAX_CHARACTERS;
const MASK = '***';

const decoder = new TextDecoder();

/** The text of `length` bytes from `start` on, as far as it was captured, cut to 80 characters. It is as hostile as its sender. */
export function readText(packet: Packet, start: number, length: number): string {
  const end = Math.min(start + Math.min(length, MAX_BYTES), packet.end);
  return end <= start ? '' : decoder.decode(packet.bytes.subarray(start, end)).slice(0, MAX_CHARACTERS);
}

/** Words that a user's name likes to follow. */
const BEFORE_NAME = new Set(
  'user username userid user-name account subscriber customer login peer id name for welcome hello hi dear'.split(' '),
);
/** Words that follow those and are nobody's name: without them `User request` would be hidden too. */
const NOT_A_NAME = new Set(
  (
    'a access accepted account all an and are at authentication back been by cannot could customer denied disabled disconnect ' +
    'disconnected does do error expired failed failure from granted has id idle in inactive inactivity initiated invalid is ' +
    'locked logged login logoff logout limit maintenance more name no not ok on or password peer re-authentication reason ' +
    'rejected request requested responding session subscriber succeeded successful terminated the this timed timeout to too ' +
    'unknown user username was with you your'
  ).split(' '),
);

/**
 * The text without what may be a user's name or made from a secret. The names themselves are never read, so nothing can be compared:
 * instead everything goes that looks like one by a conservative rule. Hidden are `user@realm`, what stands in quotes, the word after `user`,
 * `username`, `for`, `welcome` and the like, runs of 16 and more hexadecimal digits, and the S and C fields of MS-CHAP (RFC 2759, sections
 * 5 and 6), which are made from the password and the challenge.
 */
export function redact(text: string): string {
  const whole = text
    .replace(/(?<!\w)"[^"]*"?|(?<!\w)'[^']*'?/g, MASK)
    .replace(/\b([SC])=[0-9A-Fa-f]+/g, `$1=${MASK}`)
    .replace(/\b[0-9A-Fa-f]{16,}\b/g, MASK)
    .replace(/\S*@\S*/g, MASK);
  let mayBeName = false;
  return whole.replace(/[^\s:=]+|[:=]+/g, (word) => {
    if (/^[:=]+$/.test(word)) return word;
    const bare = word.toLowerCase().replace(/^\W+|\W+$/g, '');
    const isName = mayBeName && bare !== '' && bare !== 'is' && !NOT_A_NAME.has(bare);
    // A colon or `is` may stand between: `user name is alice`.
    mayBeName = BEFORE_NAME.has(bare) || (mayBeName && (bare === '' || bare === 'is'));
    return isName ? MASK : word;
  });
}

/** As `readText`, redacted: for whatever an end of the line says in words. */
export function readMessage(packet: Packet, start: number, length: number): string {
  return redact(readText(packet, start, length));
}
