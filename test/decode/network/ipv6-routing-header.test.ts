import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, problemOf, stackOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { homeAddressRouting, routing, segmentRouting } from '../../support/frames/ipv6-extensions.ts';
import { udp } from '../../support/frames/udp.ts';

const IPV6 = { linkType: 229 };
const ADDRESSES = `20010db8${'00'.repeat(11)}01 20010db8${'00'.repeat(11)}02`;
const FINAL = `20010db8${'00'.repeat(11)}0f`;
const UDP = '3039 0035 0008 0000';

describe('decodeRoutingHeader', () => {
  it.each([
    ['a home address', `11 02 02 01 00000000 ${FINAL}`],
    ['one segment', `11 02 04 01 00 00 0000 ${FINAL}`],
    ['the last of two segments', `11 04 04 01 01 00 0000 ${FINAL} ${FINAL}`],
    ['a list that leaves out the segment it is on the way to', `11 02 04 01 01 00 0000 ${FINAL}`],
    ['a segment in front of an optional object', `11 03 04 01 00 00 0000 ${FINAL} 04 06 000000000000`],
  ])('finds the final destination in %s', (_what, header) => {
    const packet = decode(hexBytes(`60000000 0000 2b 40 ${ADDRESSES} ${header} ${UDP}`), IPV6);
    expect(stackOf(packet)).toBe('ipv6/routing-header/udp');
    expect(packet.routedLayer).toBe(0);
    expect(packet.finalDestination - packet.start).toBe(48);
  });

  it.each([
    ['a home address that has been reached', homeAddressRouting('2001:db8::3', 0)],
    ['a last segment that has been reached', segmentRouting(['2001:db8::3'], 0)],
    ['type 0, which must not be followed', routing({ content: hexBytes(`00 01 00000000 ${FINAL}`) })],
    ['type 3, which leaves parts of addresses out', routing({ content: hexBytes(`03 01 ff000000 ${FINAL}`) })],
    ['a header too short for an address', routing({ content: hexBytes('04 01 00000000 20010db800000000') })],
  ])('stays with the destination for %s', (_what, layer) => {
    const packet = decode(buildFrame(ipv6(), layer, udp()), IPV6);
    expect(stackOf(packet)).toBe('ipv6/routing-header/udp');
    expect(packet.routedLayer).toBe(-1);
  });

  it('stays with the destination where the header is cut', () => {
    const whole = buildFrame(ipv6(), segmentRouting(['2001:db8::3', '2001:db8::4']), udp());
    const packet = decode(whole.subarray(0, 70), { ...IPV6, wireLength: whole.length });
    expect(packet.routedLayer).toBe(-1);
    expect(problemOf(packet)).toBe('routing-header cut-by-snap-length');
  });

  it('keeps within every cut', () => {
    cutEverywhere(buildFrame(ipv6(), segmentRouting(['2001:db8::3', '2001:db8::4']), udp(), payload('x')), IPV6);
    cutEverywhere(buildFrame(ipv6(), homeAddressRouting('2001:db8::3'), udp(), payload('x')), IPV6);
  });
});
