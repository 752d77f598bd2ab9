import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';

const IPOIB = { linkType: 242 };
/** Half a routing header, and a queue pair and its global identifier as the destination. */
const ROUTING = `${'00'.repeat(16)} 2fa3 000a  80 000550 fe80 0000 0000 0000 0010 e000 664a b451`;

const frame = (header: string) => buildFrame(payload(hexBytes(header)), ipv4(), udp());

describe('decodeIpoib', () => {
  it.each([
    ['behind what captures have in front of it', `${ROUTING} 0800 0000`, 44],
    ['at the start of the frame', '0800 0000', 4],
  ])('follows the EtherType %s', (_what, header, inner) => {
    const packet = decode(frame(header), IPOIB);
    expect(stackOf(packet)).toBe('ipoib/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, inner, inner + 20]);
    expect(packet.linkLayer).toBe(-1);
  });

  it('counts other EtherTypes', () => {
    expect(unknownOf(decode(frame(`${ROUTING} 88b5 0000`), IPOIB))).toBe('ipoib 0x88b5');
  });

  it.each(['0800 00', `${ROUTING} 0800 00`])("is truncated as '%s'", (header) => {
    expect(problemOf(decode(hexBytes(header), IPOIB))).toBe('ipoib header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(frame(`${ROUTING} 0800 0000`), IPOIB);
    cutEverywhere(frame('0800 0000'), IPOIB);
  });
});
