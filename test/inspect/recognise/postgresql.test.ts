import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recognisePostgreSql } from '../../../src/inspect/recognise/postgresql.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import {
  POSTGRESQL_ANSWER,
  POSTGRESQL_CANCEL,
  POSTGRESQL_STARTUP,
  POSTGRESQL_TLS_REQUEST,
} from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

const MESSAGES = [POSTGRESQL_TLS_REQUEST, POSTGRESQL_CANCEL, POSTGRESQL_STARTUP, POSTGRESQL_ANSWER];

describe('recognising PostgreSQL', () => {
  itKeepsTheContract(recognisePostgreSql, MESSAGES, IN_STREAM);

  it('knows what clients say first, and what a server answers', () => {
    for (const message of MESSAGES) expect(verdictOf(recognisePostgreSql, message, IN_STREAM)).toBe(AppProtocol.PostgreSql);
  });

  it('waits for the first parameter', () => {
    expect(verdictOf(recognisePostgreSql, POSTGRESQL_STARTUP.subarray(0, 8), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['another version', withBytes(POSTGRESQL_STARTUP, 5, 2)],
    ['a parameter that cannot be read', withBytes(POSTGRESQL_STARTUP, 8, 1)],
    ['a startup beyond belief', withBytes(POSTGRESQL_STARTUP, 1, 1)],
    ['a request for TLS of another length', withBytes(POSTGRESQL_TLS_REQUEST, 3, 9)],
    ['an answer of a kind there is not', withBytes(POSTGRESQL_ANSWER, 8, 13)],
    ['an answer beyond belief', withBytes(POSTGRESQL_ANSWER, 3, 2)],
  ])('refuses %s', (_what, bytes) => {
    expect(verdictOf(recognisePostgreSql, bytes, IN_STREAM)).toBe(NOT_MINE);
  });
});
