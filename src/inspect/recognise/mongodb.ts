// https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/. Everything is little-endian.
import { readUint32LittleEndian } from '../../decode/read.ts';
import { AppProtocol } from '../app-protocol.ts';
import { NOT_MINE, type Payload, PERHAPS } from '../payload.ts';
import type { Verdict } from './verdict.ts';

const LENGTH = 0;
const OPERATION = 12;
const HEADER_LENGTH = 16;
const MAX_LENGTH = 48_000_000;

/** Reply, update, insert, query, get more, delete, kill cursors, compressed, message. */
const OPERATIONS: readonly number[] = [1, 2001, 2002, 2004, 2005, 2006, 2007, 2012, 2013];
const REPLY = 1;
/** A reply's number is a small one, so what it holds is looked at, too: what it answers, its flags, and where its documents start and how many. */
const REPLY_LENGTH = 36;
const ANSWERED = 8;
const FLAGS = 16;
const LARGEST_FLAGS = 0x0f;
const RETURNED = 32;
const MOST_RETURNED = 0x10000;

export function recogniseMongoDb({ bytes, start, end }: Payload): Verdict {
  if (end - start < 4) return PERHAPS;
  const length = readUint32LittleEndian(bytes, start + LENGTH);
  if (length <= HEADER_LENGTH || length > MAX_LENGTH) return NOT_MINE;
  if (end - start < HEADER_LENGTH) return PERHAPS;
  const operation = readUint32LittleEndian(bytes, start + OPERATION);
  if (!OPERATIONS.includes(operation)) return NOT_MINE;
  if (operation !== REPLY) return AppProtocol.MongoDb;
  if (end - start < REPLY_LENGTH) return PERHAPS;
  const isReply =
    readUint32LittleEndian(bytes, start + ANSWERED) !== 0 &&
    readUint32LittleEndian(bytes, start + FLAGS) <= LARGEST_FLAGS &&
    readUint32LittleEndian(bytes, start + RETURNED) <= MOST_RETURNED;
  return isReply ? AppProtocol.MongoDb : NOT_MINE;
}
