import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseSocks } from '../../../src/inspect/recognise/socks.ts';
import { concatenate, hexBytes, textBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { SOCKS_4_REQUEST, SOCKS_4A_REQUEST, SOCKS_5_GREETING } from '../../support/payloads/binary-tcp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising SOCKS', () => {
  itKeepsTheContract(recogniseSocks, [SOCKS_5_GREETING, SOCKS_4_REQUEST, SOCKS_4A_REQUEST], IN_STREAM);

  it('knows a greeting of version 5 and requests of version 4 and 4a', () => {
    for (const message of [SOCKS_5_GREETING, SOCKS_4_REQUEST, SOCKS_4A_REQUEST]) {
      expect(verdictOf(recogniseSocks, message, IN_STREAM)).toBe(AppProtocol.Socks);
    }
  });

  it('waits for the last method', () => {
    expect(verdictOf(recogniseSocks, SOCKS_5_GREETING.subarray(0, 3), IN_STREAM)).toBe(PERHAPS);
  });

  it.each([
    ['a method there is not', hexBytes('05 01 0a')],
    ['a method twice', hexBytes('05 02 00 00')],
    ['no methods', hexBytes('05 00')],
    ['a client that does not wait for the answer', hexBytes('05 01 00 00')],
    ['a command there is not', withBytes(SOCKS_4_REQUEST, 1, 3)],
    ['the port 0', withBytes(SOCKS_4_REQUEST, 2, 0, 0)],
    ['no address', withBytes(SOCKS_4_REQUEST, 4, 0, 0, 0, 0)],
    ['an address of nobody', withBytes(SOCKS_4_REQUEST, 4, 0, 0, 1, 1)],
    ['a user who cannot be read', withBytes(SOCKS_4_REQUEST, 8, 0x80)],
    ['a name that is not there', concatenate(hexBytes('04 01 0050 00000001 00'), textBytes('\0'))],
    ['another version', hexBytes('06 01 00')],
  ])('refuses %s', (_what, bytes) => {
    expect(verdictOf(recogniseSocks, bytes, IN_STREAM)).toBe(NOT_MINE);
  });
});
