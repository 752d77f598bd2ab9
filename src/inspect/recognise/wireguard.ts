// https://www.wireguard.com/protocol/.
import { readInt32, readUint32LittleEndian } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import { datagramLength } from './match.ts';
import { fold, Mark, recall, remember } from './memory.ts';
import type { Verdict } from './verdict.ts';

const TYPE = 0;
const RECEIVER = 4;
const COUNTER = 8;
const COUNTER_UPPER = 12;
const COUNTER_END = 16;

/** Whole messages by type: handshake initiation, handshake response. A cookie reply answers one of them, and has little to know it by. */
const MESSAGE_LENGTHS: readonly number[] = [0, 148, 92];
const TRANSPORT_DATA = 4;
const SMALLEST_DATA = 32;
const DATA_UNIT = 16;

const PORT = 51820;
const COUNTER_BITS = 10;
const COUNTER_MASK = (1 << COUNTER_BITS) - 1;
const RECEIVER_BITS = 14;
const MAX_AHEAD = 64;

export function recogniseWireGuard(payload: Payload): Verdict {
  const { bytes, start, end } = payload;
  if (end - start < COUNTER_END) return NOT_MINE;
  const type = bytes[start + TYPE]!;
  if ((bytes[start + 1]! | bytes[start + 2]! | bytes[start + 3]!) !== 0) return NOT_MINE;
  if (type === TRANSPORT_DATA) return recogniseData(payload);
  return type !== 0 && MESSAGE_LENGTHS[type] === datagramLength(payload) ? AppProtocol.WireGuard : NOT_MINE;
}

/** Data has an index and a counter that starts at zero: away from the usual port, two in a row are wanted. */
function recogniseData(payload: Payload): Verdict {
  const { bytes, start } = payload;
  const length = datagramLength(payload);
  if (length < SMALLEST_DATA || length % DATA_UNIT !== 0) return NOT_MINE;
  if (readInt32(bytes, start + COUNTER_UPPER) !== 0) return NOT_MINE;
  if (payload.destinationPort === PORT || payload.sourcePort === PORT) return AppProtocol.WireGuard;
  const receiver = fold(readInt32(bytes, start + RECEIVER), RECEIVER_BITS);
  const counter = readUint32LittleEndian(bytes, start + COUNTER) & COUNTER_MASK;
  const before = recall(payload.memory, Mark.WireGuard);
  remember(payload, Mark.WireGuard, (receiver << COUNTER_BITS) | counter);
  if (before < 0 || before >>> COUNTER_BITS !== receiver) return PERHAPS;
  const ahead = (counter - before) & COUNTER_MASK;
  return ahead > 0 && ahead <= MAX_AHEAD ? AppProtocol.WireGuard : PERHAPS;
}
