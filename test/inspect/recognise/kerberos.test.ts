import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseKerberos } from '../../../src/inspect/recognise/kerberos.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { KERBEROS_OVER_TCP } from '../../support/payloads/binary-tcp.ts';
import { KERBEROS_ERROR, KERBEROS_REQUEST } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising Kerberos', () => {
  itKeepsTheContract(recogniseKerberos, [KERBEROS_REQUEST, KERBEROS_ERROR]);

  it('knows requests and errors by version and type', () => {
    expect(verdictOf(recogniseKerberos, KERBEROS_REQUEST)).toBe(AppProtocol.Kerberos);
    expect(verdictOf(recogniseKerberos, KERBEROS_ERROR)).toBe(AppProtocol.Kerberos);
  });

  it.each([
    ['a type there is not', 0, 0x69],
    ["another length than the datagram's", 1, 0x17],
    ['what is no sequence', 2, 0x31],
    ['another field', 4, 0xa0],
    ['another version', 8, 4],
    ['a type that its tag is not of', 13, 12],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseKerberos, withBytes(KERBEROS_REQUEST, offset, value))).toBe(NOT_MINE);
  });
});

describe('recognising Kerberos in a stream', () => {
  itKeepsTheContract(recogniseKerberos, [KERBEROS_OVER_TCP], IN_STREAM);

  it('knows a message behind its length, and waits for it', () => {
    expect(verdictOf(recogniseKerberos, KERBEROS_OVER_TCP, IN_STREAM)).toBe(AppProtocol.Kerberos);
    expect(verdictOf(recogniseKerberos, KERBEROS_OVER_TCP.subarray(0, 12), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseKerberos, withBytes(KERBEROS_OVER_TCP, 0, 1), IN_STREAM)).toBe(NOT_MINE);
    expect(verdictOf(recogniseKerberos, withBytes(KERBEROS_OVER_TCP, 3, 0x11), IN_STREAM)).toBe(NOT_MINE);
  });
});
