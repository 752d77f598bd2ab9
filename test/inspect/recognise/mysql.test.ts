import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseMySql } from '../../../src/inspect/recognise/mysql.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { MYSQL_GREETING } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising MySQL', () => {
  itKeepsTheContract(recogniseMySql, [MYSQL_GREETING], IN_STREAM);

  it("knows the server's greeting, and waits for all of it", () => {
    expect(verdictOf(recogniseMySql, MYSQL_GREETING, IN_STREAM)).toBe(AppProtocol.MySql);
    expect(verdictOf(recogniseMySql, MYSQL_GREETING.subarray(0, 40), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['a second packet', 3, 1],
    ['another protocol', 4, 9],
    ['a version that is none', 5, 0x61],
    ['a length beyond belief', 1, 3],
    ['a version that does not end', 11, 0x01],
    ['something in place of the zero', 24, 1],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseMySql, withBytes(MYSQL_GREETING, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });
});
