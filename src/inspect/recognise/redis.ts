// https://redis.io/docs/latest/develop/reference/protocol-spec/.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { ascii, hasAt, hasPort, isDigit } from './match.ts';
import type { Verdict } from './verdict.ts';

const ARRAY = 0x2a;
const TEXT = 0x24;
const MAX_DIGITS = 7;
const LINE_END = ascii('\r\n');

/** What a server says to nobody but its own clients. */
const ANSWERS = ['+PONG\r\n', '-NOAUTH ', '-WRONGPASS ', '-DENIED Redis', "-ERR unknown command '"].map(ascii);
/** What others say, too. */
const AMBIGUOUS = ['PING\r\n', 'INFO\r\n', '+OK\r\n', '-ERR '].map(ascii);
const PORT = 6379;

export function recogniseRedis(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end === start) return PERHAPS;
  if (ANSWERS.some((one) => hasAt(payload, 0, one))) return AppProtocol.Redis;
  if (hasPort(payload, PORT) && AMBIGUOUS.some((one) => hasAt(payload, 0, one))) return AppProtocol.Redis;
  if (bytes[start] !== ARRAY) return NOT_MINE;
  const text = endOfCount(payload, 0);
  if (text < 0 || start + text >= end) return text === NOT_MINE ? NOT_MINE : PERHAPS;
  if (bytes[start + text] !== TEXT) return NOT_MINE;
  const command = endOfCount(payload, text);
  if (command === PERHAPS) return PERHAPS;
  return command === NOT_MINE ? NOT_MINE : AppProtocol.Redis;
}

/** Where the line that starts at `offset` with a sign and a number ends; `PERHAPS` where it does not yet. */
function endOfCount(payload: Payload, offset: number): number | typeof NOT_MINE | typeof PERHAPS {
  const { bytes, start, end } = payload;
  const first = start + offset + 1;
  let at = first;
  while (at < end && at - first < MAX_DIGITS && isDigit(bytes[at]!)) at += 1;
  if (end - at < LINE_END.length) return PERHAPS;
  return at > first && hasAt(payload, at - start, LINE_END) ? at - start + LINE_END.length : NOT_MINE;
}
