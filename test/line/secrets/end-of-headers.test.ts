import { describe, expect, it } from 'vitest';
import { endOfHeaders } from '../../../src/line/secrets/end-of-headers.ts';
import { decode } from '../../support/decode-harness.ts';
import { readFixtureFrames } from '../../support/fixture-frames.ts';
import { arp } from '../../support/frames/arp.ts';
import { buildFrame, type Layer, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { gre } from '../../support/frames/gre.ts';
import { icmpEcho, icmpFragmentationNeeded } from '../../support/frames/icmp.ts';
import { neighborSolicitation } from '../../support/frames/icmpv6.ts';
import { esp } from '../../support/frames/ipsec.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { pimRegister } from '../../support/frames/pim.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { lcp } from '../../support/frames/ppp-control.ts';
import { pppoe, pppoeDiscovery } from '../../support/frames/pppoe.ts';
import { maximumSegmentSize, tcp } from '../../support/frames/tcp.ts';
import { udp } from '../../support/frames/udp.ts';
import { vxlan } from '../../support/frames/vxlan.ts';
import { SEED_FRAMES } from '../../support/seed-frames.ts';

const text = payload('GET /private HTTP/1.1');

function keptOf(bytes: Uint8Array): number {
  const packet = decode(bytes);
  return endOfHeaders(packet) - packet.start;
}

describe('endOfHeaders', () => {
  it.each<[string, readonly Layer[]]>([
    ['TCP, with its options', [pppoe(), ppp(), ipv4(), tcp({ options: [maximumSegmentSize(1452)] })]],
    ['UDP', [ipv6(), udp()]],
    ['the innermost of tunnels', [ipv4(), udp(), vxlan(), ethernet(), ipv4(), gre(), ipv4(), tcp()]],
    ['a header of an IP protocol that nobody decodes', [ipv4({ protocol: 89 })]],
    ['a later fragment', [ipv4({ fragmentOffset: 3 })]],
    ['an echo', [ipv4(), icmpEcho('request')]],
    ['what an ICMP error quotes', [ipv4(), icmpFragmentationNeeded(1400), ipv4(), tcp()]],
    ['encryption', [ipv4(), esp()]],
    ['encryption of the link', [payload(hexBytes('0c 00 00000044'), { etherType: 0x88e5 })]],
    ['PIM', [ipv4({ protocol: 103 }), payload(hexBytes('20 00 0000'))]],
    ['what a PIM register holds', [ipv4(), pimRegister(), ipv4(), udp()]],
  ])('is behind %s', (_, layers) => {
    // Length fields must say the same with payload and without.
    const whole = buildFrame(ethernet(), ...layers, text);
    const headers = buildFrame(ethernet(), ...layers).length;
    expect(keptOf(whole)).toBe(headers);
  });

  it.each<[string, readonly Layer[]]>([
    ['ARP', [arp()]],
    ['discovery', [pppoeDiscovery()]],
    ['link control', [pppoe(), ppp(), lcp({ code: 'terminate-request', data: 'User request' })]],
    ['neighbour discovery', [ipv6(), neighborSolicitation()]],
    ['what is no IP', [payload('a topology', { etherType: 0x88cc })]],
  ])('is the end of a frame of %s', (_, layers) => {
    const whole = buildFrame(ethernet({ minimumLength: 60 }), ...layers);
    expect(keptOf(whole)).toBe(whole.length);
  });

  it('leaves the ports of a header that was cut', () => {
    const whole = buildFrame(ethernet(), ipv4(), tcp({ options: [maximumSegmentSize(1452)] }), text);
    const packet = decode(whole.subarray(0, 14 + 20 + 21), { wireLength: whole.length });
    expect(endOfHeaders(packet) - packet.start).toBe(14 + 20 + 20);
  });

  it('is inside of every frame, wherever that ends', async () => {
    for (const { linkType, bytes } of [...SEED_FRAMES, ...(await readFixtureFrames())]) {
      for (let length = 0; length <= bytes.length; length += 1 + Math.floor(length / 64)) {
        const packet = decode(bytes.subarray(0, length), { linkType, wireLength: bytes.length });
        const end = endOfHeaders(packet);
        if (end < packet.start || end > packet.capturedEnd) expect.fail(`${end} of ${packet.start} to ${packet.capturedEnd}`);
      }
    }
  });
});
