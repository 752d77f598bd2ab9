import { describe, expect, it } from 'vitest';
import { AppProtocol } from '../../../src/inspect/app-protocol.ts';
import { NOT_MINE, PERHAPS, Transport } from '../../../src/inspect/payload.ts';
import { recogniseRdp, recogniseRdpDatagram } from '../../../src/inspect/recognise/rdp.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { itKeepsTheContract, verdictOf, withBytes } from '../../support/payloads/binary.ts';
import { RDP_CONFIRM, RDP_COOKIE_REQUEST, RDP_REQUEST, X224_BARE_REQUEST } from '../../support/payloads/binary-tcp.ts';
import { RDP_SYN } from '../../support/payloads/binary-udp.ts';

const IN_STREAM = { transport: Transport.Tcp };

describe('recognising Remote Desktop', () => {
  itKeepsTheContract(recogniseRdp, [RDP_REQUEST, RDP_CONFIRM, RDP_COOKIE_REQUEST], IN_STREAM);

  it('knows a request by its cookie or what it negotiates, and the confirmation', () => {
    for (const message of [RDP_REQUEST, RDP_CONFIRM, RDP_COOKIE_REQUEST]) {
      expect(verdictOf(recogniseRdp, message, IN_STREAM)).toBe(AppProtocol.Rdp);
    }
  });

  it('waits for all of it', () => {
    expect(verdictOf(recogniseRdp, RDP_REQUEST.subarray(0, 18), IN_STREAM)).toBe(PERHAPS);
  });

  it('believes a bare request only on the port', () => {
    expect(verdictOf(recogniseRdp, X224_BARE_REQUEST, { ...IN_STREAM, destinationPort: 3389 })).toBe(AppProtocol.Rdp);
    expect(verdictOf(recogniseRdp, X224_BARE_REQUEST, IN_STREAM)).toBe(NOT_MINE);
  });

  it.each([
    ['another version', 0, 2],
    ["a length that is not the indicator's", 4, 0x0f],
    ['another message', 5, 0xf0],
    ['something else that is negotiated', 11, 2],
    ['a negotiation of another length', 13, 9],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseRdp, withBytes(RDP_REQUEST, offset, value), IN_STREAM)).toBe(NOT_MINE);
  });
});

describe('recognising Remote Desktop over UDP', () => {
  itKeepsTheContract(recogniseRdpDatagram, [RDP_SYN]);

  it('believes what acknowledges others only on the port', () => {
    const data = hexBytes('10976033 0400 000c 0001 00 00 e65f846d e65f846d 160303');
    const onPort = { destinationPort: 3389 };
    expect(verdictOf(recogniseRdpDatagram, data, onPort)).toBe(AppProtocol.Rdp);
    expect(verdictOf(recogniseRdpDatagram, data)).toBe(NOT_MINE);
    expect(verdictOf(recogniseRdpDatagram, withBytes(data, 6, 0x40), onPort)).toBe(NOT_MINE);
    expect(verdictOf(recogniseRdpDatagram, withBytes(data, 7, 0x08), onPort)).toBe(NOT_MINE);
    expect(verdictOf(recogniseRdpDatagram, withBytes(data, 8, 0x10), onPort)).toBe(NOT_MINE);
  });

  it('knows the first datagram by its sizes', () => {
    expect(verdictOf(recogniseRdpDatagram, RDP_SYN)).toBe(AppProtocol.Rdp);
  });

  it.each([
    ['what acknowledges something', 0, 0x00],
    ['what is no beginning', 7, 0x00],
    ['a size there is not', 14, 0x05],
  ])('refuses %s', (_what, offset, value) => {
    expect(verdictOf(recogniseRdpDatagram, withBytes(RDP_SYN, offset, value))).toBe(NOT_MINE);
  });
});
