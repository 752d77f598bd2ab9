import { describe, expect, it } from 'vitest';
import { decode } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

/** TCP, UDP, UDP-Lite and SCTP start with the same four bytes. */
const PROTOCOLS = ['06', '11', '88', '84'];

describe.each(PROTOCOLS)('the ports of IP protocol %s', (protocol) => {
  const ipv4 = `45 00 0000 0000 0000 40 ${protocol} 0000 c0000201 c0000202`;

  it('are known as soon as their four bytes were captured', () => {
    const packet = decode(hexBytes(`${ipv4} fff0 0035`), { linkType: 228, wireLength: 100 });
    expect([packet.sourcePort, packet.destinationPort]).toEqual([0xfff0, 53]);
  });

  it('are unknown before', () => {
    const packet = decode(hexBytes(`${ipv4} fff0 00`), { linkType: 228, wireLength: 100 });
    expect([packet.sourcePort, packet.destinationPort]).toEqual([-1, -1]);
  });

  it('are those of the innermost header', () => {
    const udp = 'fff0 0035 0000 0000';
    const outer = `45 00 0000 0000 0000 40 04 0000 c0000201 c0000202`;
    const packet = decode(hexBytes(`${outer} ${ipv4} ${udp}`), { linkType: 228 });
    expect(packet.sourcePort).toBe(0xfff0);
  });
});
