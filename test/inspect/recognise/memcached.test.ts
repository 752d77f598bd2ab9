import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseMemcached } from '../../../src/inspect/recognise/memcached.ts';
import { textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { MEMCACHED_BINARY_GET } from '../../support/payloads/binary-tcp.ts';
import { MEMCACHED_DATAGRAM } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };
const ON_PORT = { ...IN_STREAM, destinationPort: 11211 };

describe('recognising Memcached', () => {
  itKeepsTheContract(recogniseMemcached, [MEMCACHED_BINARY_GET], IN_STREAM);

  it('knows the binary protocol by its header, and waits for that', () => {
    expect(verdictOf(recogniseMemcached, MEMCACHED_BINARY_GET, IN_STREAM)).toBe(AppProtocol.Memcached);
    expect(verdictOf(recogniseMemcached, MEMCACHED_BINARY_GET.subarray(0, 23), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['an operation there is not', 1, 0x50],
    ['a key longer than the body', 3, 4],
    ['a type of data there is not', 5, 1],
    ['a body beyond belief', 8, 1],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseMemcached, withBytes(MEMCACHED_BINARY_GET, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });

  it('believes its words only on its port', () => {
    expect(verdictOf(recogniseMemcached, textBytes('get key\r\n'), ON_PORT)).toBe(AppProtocol.Memcached);
    expect(verdictOf(recogniseMemcached, textBytes('sta'), ON_PORT)).toBe(PERHAPS);
    expect(verdictOf(recogniseMemcached, textBytes('hello'), ON_PORT)).toBe(NOT_MINE);
    expect(verdictOf(recogniseMemcached, textBytes('get key\r\n'), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising Memcached over UDP', () => {
  itKeepsTheContract(recogniseMemcached, [MEMCACHED_DATAGRAM]);

  it('knows a word behind its header', () => {
    expect(verdictOf(recogniseMemcached, MEMCACHED_DATAGRAM)).toBe(AppProtocol.Memcached);
    expect(verdictOf(recogniseMemcached, withBytes(MEMCACHED_DATAGRAM, 7, 1))).toBe(NOT_MINE);
    expect(verdictOf(recogniseMemcached, withBytes(MEMCACHED_DATAGRAM, 3, 1))).toBe(NOT_MINE);
    expect(verdictOf(recogniseMemcached, withBytes(MEMCACHED_DATAGRAM, 8, 0x53))).toBe(NOT_MINE);
  });
});
