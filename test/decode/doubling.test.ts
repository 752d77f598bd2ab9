import { describe, expect, it } from 'vitest';
import { countReads, decode, problemOf, stackOf } from '../support/decode-harness.ts';
import { buildFrame, payload } from '../support/frames/build-frame.ts';
import { hexBytes } from '../support/frames/drawing.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { geneve, geneveOption } from '../support/frames/geneve.ts';
import { gre } from '../support/frames/gre.ts';
import { gtpU } from '../support/frames/gtp.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { ipv6 } from '../support/frames/ipv6.ts';
import { destinationOptions } from '../support/frames/ipv6-extensions.ts';
import { mpls } from '../support/frames/mpls.ts';
import { udp } from '../support/frames/udp.ts';
import { vlan } from '../support/frames/vlan.ts';

const IPV4 = '4500 0014 0000 0000 40 fd 0000 c0000201 c0000202';

/** What a header may repeat, built so many times over. Up to the limit of layers where each is a layer of its own. */
const REPEATED: readonly { what: string; linkType: number; build: (count: number) => Uint8Array; last: string }[] = [
  { what: 'VLAN tags', linkType: 1, build: (n) => buildFrame(ethernet(), ...times(n, vlan()), ipv4()), last: 'vlan' },
  {
    what: 'MPLS labels',
    linkType: 1,
    build: (n) => buildFrame(ethernet(), mpls({ labels: times(n, 16) }), ipv4()),
    last: 'ipv4',
  },
  {
    what: 'IPv6 extension headers',
    linkType: 229,
    build: (n) => buildFrame(ipv6(), ...times(n, destinationOptions()), udp()),
    last: 'destination-options',
  },
  { what: 'IP headers inside each other', linkType: 228, build: (n) => buildFrame(...times(n, ipv4()), udp()), last: 'ipv4' },
  { what: 'radiotap present words', linkType: 127, build: radiotapWithPresentWords, last: 'wlan' },
  {
    what: 'NFLOG attributes',
    linkType: 239,
    build: (n) => hexBytes(`02 00 0000 ${'0800 0300 00000001 '.repeat(n)} 1800 0900 ${IPV4}`),
    last: 'ipv4',
  },
  {
    what: 'GRE source routes',
    linkType: 228,
    build: (n) =>
      buildFrame(ipv4(), gre({ routing: times(n, { addressFamily: 0x0800, offset: 0, routing: new Uint8Array(4) }) }), ipv4()),
    last: 'ipv4',
  },
  {
    what: 'GTP-U extension headers',
    linkType: 228,
    build: (n) => buildFrame(ipv4(), udp(), gtpU({ extensions: times(n, { type: 0x85, content: new Uint8Array(2) }) }), ipv4()),
    last: 'ipv4',
  },
  {
    what: 'Geneve options',
    linkType: 228,
    build: (n) => buildFrame(ipv4(), udp(), geneve({ options: times(Math.min(n, 31), geneveOption()) }), ipv4()),
    last: 'ipv4',
  },
];

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

function radiotapWithPresentWords(count: number): Uint8Array {
  const length = 4 + 4 * count;
  const littleEndianLength = Buffer.from([length & 0xff, length >> 8]).toString('hex');
  return hexBytes(`00 00 ${littleEndianLength} ${'00000080'.repeat(count - 1)} 00000000 d400 0000 020000000001`);
}

describe.each(REPEATED)('twice as many $what', ({ linkType, build, last }) => {
  it.each([4, 50, 400])('cost at most twice as much as %i', (count) => {
    const once = countReads(build(count), { linkType });
    const twice = countReads(build(2 * count), { linkType });
    expect(once).toBeGreaterThan(0);
    expect(twice).toBeLessThanOrEqual(2 * once);
  });

  it('are all gone through, as far as the limits allow', () => {
    expect(
      stackOf(decode(build(400), { linkType }))
        .split('/')
        .at(-1),
    ).toBe(last);
  });
});

describe('a frame of the longest kind', () => {
  it('costs no more reads than it has bytes', () => {
    const labels = buildFrame(ethernet(), mpls({ labels: times(16_000, 16) }), payload(''));
    expect(countReads(labels)).toBeLessThan(labels.length);
    expect(problemOf(decode(labels))).toBe('mpls header-truncated');
  });
});
