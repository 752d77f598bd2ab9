import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseOpenVpn } from '../../../src/inspect/recognise/openvpn.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { answerVerdictOf, itKeepsTheContract, lastVerdictOf, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import {
  OPENVPN_CLIENT_RESET,
  OPENVPN_ENCRYPTED_RESET,
  OPENVPN_SERVER_RESET,
  OPENVPN_SIGNED_RESET,
  openVpnData,
} from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };
const RESETS = [OPENVPN_CLIENT_RESET, OPENVPN_SERVER_RESET, OPENVPN_SIGNED_RESET, OPENVPN_ENCRYPTED_RESET];

describe('recognising OpenVPN', () => {
  itKeepsTheContract(recogniseOpenVpn, [...RESETS, openVpnData(1)]);

  it('knows hard resets: plain, signed and encrypted ones', () => {
    for (const reset of RESETS) expect(verdictOf(recogniseOpenVpn, reset)).toBe(AppProtocol.OpenVpn);
  });

  it("keeps a client's reset that proves nothing until the server's names its session", () => {
    const client = withBytes(OPENVPN_SIGNED_RESET, 45 - 20 + 4, 0x00);
    const odd = concatenate(client.subarray(0, 30), client.subarray(32));
    const server = concatenate(hexBytes('40 1112131415161718 5a5a'), OPENVPN_SERVER_RESET.subarray(9));
    expect(verdictOf(recogniseOpenVpn, odd)).toBe(PERHAPS);
    expect(verdictOf(recogniseOpenVpn, server)).toBe(PERHAPS);
    expect(answerVerdictOf(recogniseOpenVpn, odd, server)).toBe(AppProtocol.OpenVpn);
    expect(answerVerdictOf(recogniseOpenVpn, odd, withBytes(server, 18, 0x55))).toBe(PERHAPS);
  });

  it.each([
    ['a key that is not the first', 0, 0x39],
    ['an operation there is not', 0, 0x98],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseOpenVpn, withBytes(OPENVPN_CLIENT_RESET, offset, value))).toBe(NOT_MINE);
  });

  it('believes data at the second of the same peer that counts on', () => {
    expect(verdictOf(recogniseOpenVpn, openVpnData(7))).toBe(PERHAPS);
    expect(lastVerdictOf(recogniseOpenVpn, [openVpnData(7), openVpnData(8)])).toBe(AppProtocol.OpenVpn);
    expect(lastVerdictOf(recogniseOpenVpn, [openVpnData(7), openVpnData(700)])).toBe(PERHAPS);
    expect(lastVerdictOf(recogniseOpenVpn, [openVpnData(7), withBytes(openVpnData(8), 3, 4)])).toBe(PERHAPS);
    expect(verdictOf(recogniseOpenVpn, openVpnData(0x1000000))).toBe(NOT_MINE);
  });

  it('knows a reset in a stream behind its length, and waits for all of it', () => {
    const framed = concatenate(hexBytes('000e'), OPENVPN_CLIENT_RESET);
    expect(verdictOf(recogniseOpenVpn, framed, IN_STREAM)).toBe(AppProtocol.OpenVpn);
    expect(verdictOf(recogniseOpenVpn, framed.subarray(0, 15), IN_STREAM)).toBe(PERHAPS);
    expect(verdictOf(recogniseOpenVpn, withBytes(framed, 0, 0x7f), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising OpenVPN in a stream', () => {
  itKeepsTheContract(recogniseOpenVpn, [concatenate(hexBytes('000e'), OPENVPN_CLIENT_RESET)], IN_STREAM);
});
