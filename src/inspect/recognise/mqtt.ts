// MQTT 3.1.1 and 5.0 (OASIS), section 3.1; 3.1 called itself MQIsdp.
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { ascii, hasAt, hasPort, Match, matchAt } from './match.ts';
import type { Verdict } from './verdict.ts';

const CONNECT = 0x10;
const CONNACK = 0x20;
const MORE = 0x80;
const MAX_LENGTH_BYTES = 4;
const NAMES = [ascii('\x00\x04MQTT'), ascii('\x00\x06MQIsdp')];

const PORT = 1883;
const CONNACK_LENGTH = 2;
const SESSION_PRESENT = 1;
const LAST_RETURN_CODE = 5;

export function recogniseMqtt(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end === start) return PERHAPS;
  if (bytes[start] === CONNACK) return recogniseAnswer(payload);
  if (bytes[start] !== CONNECT) return NOT_MINE;
  let name = 1;
  while (start + name < end && bytes[start + name]! >= MORE) {
    if (name === MAX_LENGTH_BYTES) return NOT_MINE;
    name += 1;
  }
  name += 1;
  if (NAMES.some((one) => hasAt(payload, name, one))) return AppProtocol.Mqtt;
  return NAMES.some((one) => matchAt(payload, name, one) === Match.Beginning) ? PERHAPS : NOT_MINE;
}

/** Four bytes are little: only where a broker is expected. */
function recogniseAnswer(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (!hasPort(payload, PORT)) return NOT_MINE;
  if (end - start < 4) return PERHAPS;
  const isAnswer =
    bytes[start + 1] === CONNACK_LENGTH && bytes[start + 2]! <= SESSION_PRESENT && bytes[start + 3]! <= LAST_RETURN_CODE;
  return isAnswer ? AppProtocol.Mqtt : NOT_MINE;
}
