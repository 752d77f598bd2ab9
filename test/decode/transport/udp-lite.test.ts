import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const LINK = { linkType: 228 };
const IPV4 = '45 00 0000 0000 0000 40 88 0000 c0000201 c0000202';

describe('decodeUdpLite', () => {
  it.each(['0000', '0008', '0009', '000a'])('reads the ports, and ends nothing at checksum coverage %s', (coverage) => {
    const packet = decode(hexBytes(`${IPV4} 3039 12b5 ${coverage} 0000 a1a2`), LINK); // no tunnel, although the port is VXLAN's
    expect(stackOf(packet)).toBe('ipv4/udp-lite');
    expect(offsetsOf(packet)).toEqual([0, 20]);
    expect([packet.sourcePort, packet.destinationPort]).toEqual([12345, 4789]);
    expect(payloadOf(packet)).toEqual(hexBytes('a1a2'));
  });

  it.each(['0001', '0007'])('refuses coverage %s, which does not reach the end of its header', (coverage) => {
    expect(problemOf(decode(hexBytes(`${IPV4} 3039 0035 ${coverage} 0000 a1a2`), LINK))).toBe('udp-lite length-invalid');
  });

  it('is truncated below 8 bytes, with the ports known', () => {
    const packet = decode(hexBytes(`${IPV4} 3039 0035 0008 00`), LINK);
    expect(problemOf(packet)).toBe('udp-lite header-truncated');
    expect(packet.destinationPort).toBe(53);
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${IPV4} 3039 0035 000a 0000 a1a2`), LINK);
  });
});
