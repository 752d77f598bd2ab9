import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAC_PATTERN, NETWORK_PATTERN } from '../../src/config/network-pattern.ts';
import { parseCidr } from '../../src/line/home/cidr.ts';
import { isGroupMac, NO_MAC, parseMac } from '../../src/line/home/mac.ts';

const network = new RegExp(NETWORK_PATTERN);
const mac = new RegExp(MAC_PATTERN);

const GROUPS = fc.array(fc.stringMatching(/^[0-9a-fA-F]{1,4}$/), { maxLength: 8 });
const IPV6 = fc.oneof(
  fc.ipV6(),
  fc.tuple(GROUPS, GROUPS).map(([head, tail]) => `${head.join(':')}::${tail.join(':')}`),
  GROUPS.map((groups) => groups.join(':')),
);
const LENGTH = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 0, max: 140 }).map((length) => `/${length}`),
);
const NETWORKS = fc.tuple(fc.oneof(fc.ipV4(), IPV6), LENGTH).map((parts) => parts.join(''));
const NEARLY = fc.stringMatching(/^[0-9a-f.:/]{0,24}$/);

describe('the pattern of networks', () => {
  it('accepts what the reader of networks reads', () => {
    fc.assert(
      fc.property(NETWORKS, (text) => {
        // Dotted quads inside IPv6 are the one spelling that nobody reads.
        expect([text, network.test(text)]).toEqual([text, parseCidr(text) !== null]);
      }),
      { numRuns: 2000 },
    );
  });

  it('accepts nothing else', () => {
    fc.assert(
      fc.property(NEARLY, (text) => {
        if (network.test(text)) expect([text, parseCidr(text)]).not.toEqual([text, null]);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    '192.0.2.1',
    '0.0.0.0/0',
    '192.0.2.0/32',
    '::',
    '::1',
    '1::',
    '2001:db8::/32',
    'A:b:C:d:1:2:3:4/128',
    '1:2:3:4:5:6:7::',
  ])('accepts %s', (text) => {
    expect([network.test(text), parseCidr(text) !== null]).toEqual([true, true]);
  });

  it.each([
    '',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.0/33',
    '192.0.2.01',
    ' 192.0.2.1',
    '192.0.2.1/',
    '1::2::3',
    ':1',
    '2001:db8::/129',
    '::ffff:192.0.2.1',
    'x',
    '1:2:3:4:5:6:7:8::',
    '192.0.2.1\n',
  ])('refuses %j', (text) => {
    expect(network.test(text)).toBe(false);
  });
});

describe('the pattern of MAC addresses', () => {
  it('accepts addresses of single devices, as the reader of addresses reads them', () => {
    const texts = fc.stringMatching(/^[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}$/);
    fc.assert(
      fc.property(texts, (text) => {
        const read = parseMac(text);
        expect([text, mac.test(text)]).toEqual([text, read !== null && read !== NO_MAC && !isGroupMac(read)]);
      }),
    );
  });

  it.each(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '01:00:5e:00:00:01', '00:00:5e:00:53', '00005e005301', ''])(
    'refuses %j',
    (text) => {
      expect(mac.test(text)).toBe(false);
    },
  );
});
