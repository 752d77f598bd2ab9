import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, type Layer, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { udp } from '../../support/frames/udp.ts';

const FRAME_RELAY = { linkType: 107 };
const ADDRESS = '1861';

const frame = (header: string, ...layers: readonly Layer[]) => buildFrame(payload(hexBytes(header)), ...layers);

describe('decodeFrameRelay', () => {
  it.each([
    ['2', '1861', 4],
    ['3', '1860 03', 5],
    ['4', '1860 0003', 6],
  ])('skips an address of %s bytes', (_length, address, inner) => {
    const packet = decode(frame(`${address} 0800`, ipv4(), udp()), FRAME_RELAY);
    expect(stackOf(packet)).toBe('frame-relay/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, inner, inner + 20]);
    expect(packet.linkLayer).toBe(-1);
  });

  it.each([
    ['03 cc', [ipv4(), udp()], 'frame-relay/ipv4/udp', 4],
    ['03 8e', [ipv6(), udp()], 'frame-relay/ipv6/udp', 4],
    ['03 00 cc', [ipv4(), udp()], 'frame-relay/ipv4/udp', 5],
    ['03 cf', [ppp(), ipv4(), udp()], 'frame-relay/ppp/ipv4/udp', 4],
    ['03 00 80 000000 0800', [ipv4(), udp()], 'frame-relay/snap/ipv4/udp', 5],
  ])('follows the identifier of the network layer protocol: %s', (header, layers, stack, inner) => {
    const packet = decode(frame(`${ADDRESS} ${header}`, ...layers), FRAME_RELAY);
    expect(stackOf(packet)).toBe(stack);
    expect(offsetsOf(packet)[1]).toBe(inner);
  });

  it('leads to a bridged frame, and leaves its check sequence out', () => {
    const bridged = (protocolId: string) => frame(`${ADDRESS} 03 00 80 0080c2 ${protocolId}`, ethernet(), payload('data'));
    expect(stackOf(decode(bridged('0007'), FRAME_RELAY))).toBe('frame-relay/snap/ethernet');
    expect(payloadOf(decode(bridged('0007'), FRAME_RELAY))).toHaveLength(4);
    expect(payloadOf(decode(bridged('0001'), FRAME_RELAY))).toHaveLength(0);
  });

  it.each([
    ['an EtherType', '88b5', 'frame-relay 0x88b5'],
    ['what says nothing about EtherTypes', '0102', 'frame-relay 0x102'],
    ['a network layer protocol', '03 81', 'frame-relay 0x81'],
    ['link management', '03 08', 'frame-relay 0x8'],
  ])('counts %s without a decoder', (_what, header, unknown) => {
    expect(unknownOf(decode(frame(`${ADDRESS} ${header} 00`), FRAME_RELAY))).toBe(unknown);
  });

  it.each([
    ['one byte', '19 61 0800 00'],
    ['more than four bytes', '18 60 00 02 01 0800'],
  ])('refuses an address of %s', (_what, header) => {
    expect(problemOf(decode(hexBytes(header), FRAME_RELAY))).toBe('frame-relay length-invalid');
  });

  it.each(['', '18', '18 60 00 02', '1861 08', '1861 03', '1861 03 00'])("is truncated as '%s'", (header) => {
    expect(problemOf(decode(hexBytes(header), FRAME_RELAY))).toBe('frame-relay header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(frame(`${ADDRESS} 0800`, ipv4(), udp()), FRAME_RELAY);
    cutEverywhere(frame(`1860 0003 03 00 80 000000 0800`, ipv4(), udp()), FRAME_RELAY);
    cutEverywhere(frame(`${ADDRESS} 03 00 80 0080c2 0007`, ethernet(), ipv4(), udp()), FRAME_RELAY);
  });
});
