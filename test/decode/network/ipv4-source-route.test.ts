import { describe, expect, it } from 'vitest';
import { endOfSourceRoute } from '../../../src/decode/network/ipv4-source-route.ts';
import { cutEverywhere, decode, problemOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ipv4, sourceRoute } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';

const IPV4 = { linkType: 228 };
const ROUTE = 'c0000207 c0000208';

/** Where the route among the options ends, counted from the first option. */
const endOf = (options: string) => {
  const bytes = hexBytes(options);
  return endOfSourceRoute(bytes, 0, bytes.length);
};

describe('endOfSourceRoute', () => {
  it.each([
    ['a loose route', `83 0b 04 ${ROUTE}`, 7],
    ['a strict route', `89 0b 04 ${ROUTE}`, 7],
    ['a route half used up', `83 0b 08 ${ROUTE}`, 7],
    ['a route of one address', '83 07 04 c0000207', 3],
    ['a route behind options without a length', `01 01 83 0b 04 ${ROUTE}`, 9],
    ['a route behind an option with a length', `94 04 0000 83 0b 04 ${ROUTE}`, 11],
    ['the first of two routes', `83 07 04 c0000207 89 07 04 c0000208`, 3],
  ])('finds the last address of %s', (_what, options, offset) => {
    expect(endOf(options)).toBe(offset);
  });

  it.each([
    ['no option', ''],
    ['a route that is used up', `83 0b 0c ${ROUTE}`],
    ['a pointer in front of the route', `83 0b 03 ${ROUTE}`],
    ['a recorded route', `07 0b 04 ${ROUTE}`],
    ['a route behind the end of the options', `00 83 07 04 c0000207`],
    ['a route without an address', '83 03 04'],
    ['a route that does not hold whole addresses', '83 0a 04 c0000207 c00002'],
    ['a route longer than the options', `83 0c 04 ${ROUTE}`],
    ['a route without a pointer', '83 02'],
    ['a length below its own option', `94 01 83 07 04 c0000207`],
    ['a length of zero', `94 00 83 07 04 c0000207`],
    ['an option that ends before its length', '01 94'],
  ])('finds none in %s', (_what, options) => {
    expect(endOf(options)).toBe(-1);
  });
});

describe('decodeIpv4', () => {
  it('says where a source route ends, and that it is the innermost packet that follows it', () => {
    const outer = ipv4({ options: sourceRoute(['192.0.2.7', '192.0.2.8']) });
    const packet = decode(buildFrame(outer, ipv4(), udp()), IPV4);
    expect(packet.routedLayer).toBe(0);
    expect(packet.finalDestination - packet.start).toBe(27);
    expect(packet.ipLayer).toBe(1);
  });

  it('forgets the route of the frame before', () => {
    expect(decode(buildFrame(ipv4({ options: hexBytes('94040000') }), udp()), IPV4).routedLayer).toBe(-1);
    expect(decode(buildFrame(ipv4(), udp()), IPV4).routedLayer).toBe(-1);
  });

  it('does not look for a route in options that were cut', () => {
    const whole = buildFrame(ipv4({ options: sourceRoute(['192.0.2.7']) }), udp());
    const packet = decode(whole.subarray(0, 26), { ...IPV4, wireLength: whole.length });
    expect(packet.routedLayer).toBe(-1);
    expect(problemOf(packet)).toBe('ipv4 cut-by-snap-length');
  });

  it('keeps within every cut', () => {
    cutEverywhere(buildFrame(ipv4({ options: sourceRoute(['192.0.2.7', '192.0.2.8']) }), udp(), payload('x')), IPV4);
  });
});
