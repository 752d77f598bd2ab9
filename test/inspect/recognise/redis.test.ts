import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseRedis } from '../../../src/inspect/recognise/redis.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf } from '../../support/payloads/binary.ts';
import { REDIS_COMMAND } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising Redis', () => {
  itKeepsTheContract(recogniseRedis, [REDIS_COMMAND], IN_STREAM);

  it("knows a command, and waits for its first word's length", () => {
    expect(verdictOf(recogniseRedis, REDIS_COMMAND, IN_STREAM)).toBe(AppProtocol.Redis);
    for (const beginning of ['*', '*2', '*2\r\n', '*2\r\n$3\r']) {
      expect(verdictOf(recogniseRedis, textBytes(beginning), IN_STREAM)).toBe(PERHAPS);
    }
  });

  it('knows answers that nobody else gives', () => {
    for (const answer of ['+PONG\r\n', '-NOAUTH Authentication required.\r\n']) {
      expect(verdictOf(recogniseRedis, textBytes(answer), IN_STREAM)).toBe(AppProtocol.Redis);
    }
  });

  it('believes what others say, too, only on its port', () => {
    expect(verdictOf(recogniseRedis, textBytes('+OK\r\n'), { ...IN_STREAM, sourcePort: 6379 })).toBe(AppProtocol.Redis);
    expect(verdictOf(recogniseRedis, textBytes('+OK\r\n'), IN_STREAM)).toBe(NOT_MINE);
  });

  it.each(['*\r\n$3\r\n', '*2\r\n+OK\r\n', '*2\r\n$x\r\n', '* OK IMAP4rev1', '*12345678\r\n'])('refuses %j', (text) => {
    expect(verdictOf(recogniseRedis, textBytes(text), IN_STREAM)).toBe(NOT_MINE);
  });
});
