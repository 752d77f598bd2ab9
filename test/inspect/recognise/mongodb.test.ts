import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseMongoDb } from '../../../src/inspect/recognise/mongodb.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { MONGODB_MESSAGE, MONGODB_REPLY } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising MongoDB', () => {
  itKeepsTheContract(recogniseMongoDb, [MONGODB_MESSAGE, MONGODB_REPLY], IN_STREAM);

  it('knows a message by its operation, and waits for that', () => {
    expect(verdictOf(recogniseMongoDb, MONGODB_MESSAGE, IN_STREAM)).toBe(AppProtocol.MongoDb);
    expect(verdictOf(recogniseMongoDb, MONGODB_REPLY, IN_STREAM)).toBe(AppProtocol.MongoDb);
    expect(verdictOf(recogniseMongoDb, MONGODB_MESSAGE.subarray(0, 15), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['a length beyond belief', MONGODB_MESSAGE, 3, 0x7f],
    ['an operation there is not', MONGODB_MESSAGE, 13, 0x08],
    ['a reply to nothing', MONGODB_REPLY, 8, 0],
    ['a reply with flags there are not', MONGODB_REPLY, 17, 1],
    ['a reply with a million documents', MONGODB_REPLY, 34, 0x10],
  ])('refuses %s', (_what, bytes, offset, value) => {
    expect(verdictOf(recogniseMongoDb, withBytes(bytes, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });
});
