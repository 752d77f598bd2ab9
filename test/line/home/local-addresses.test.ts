import { describe, expect, it } from 'vitest';
import { parseCidr } from '../../../src/line/home/cidr.ts';
import { LocalAddresses } from '../../../src/line/home/local-addresses.ts';

const words = (text: string) => parseCidr(text)!.words;

describe('local addresses', () => {
  it('are those of the strongest source', () => {
    const local = new LocalAddresses();
    local.learnIpv4(words('203.0.113.7')[0]!, 'inferred');
    local.learnIpv4(words('203.0.113.8')[0]!, 'dhcp');
    local.learnIpv4(words('203.0.113.9')[0]!, 'inferred');

    expect(local.ipv4).toBe(words('203.0.113.8')[0]);
    expect(local.isLocalIpv4(words('203.0.113.9')[0]!)).toBe(false);
  });

  it('are recognised as shared with other customers', () => {
    const local = new LocalAddresses();
    local.learnIpv4(words('100.72.1.2')[0]!, 'ipcp');
    expect(local.isBehindSharedAddress).toBe(true);
    local.learnIpv4(words('100.128.1.2')[0]!, 'ipcp');

    expect(local.isBehindSharedAddress).toBe(false);
  });

  it('of a prefix stand for those inside it', () => {
    const local = new LocalAddresses();
    local.learnPrefix(words('2001:db8:1:2::'), 64, 'inferred');
    local.learnPrefix(words('2001:db8:1:3::'), 64, 'inferred');
    local.learnPrefix(words('2001:db8:1:0:1::'), 56, 'prefix-delegation');
    local.learnPrefix(words('2001:db8:1:9::'), 64, 'inferred');

    expect(local.prefixes()).toEqual([{ prefix: '2001:db8:1::/56', source: 'prefix-delegation' }]);
    expect(local.isLocalIpv6(words('2001:db8:1:ff::1'))).toBe(true);
    expect(local.isLocalIpv6(words('2001:db8:1:100::1'))).toBe(false);
  });

  it('are at most sixteen prefixes; what was told comes before what was inferred', () => {
    const local = new LocalAddresses();
    for (let n = 0; n < 20; n += 1) local.learnPrefix(words(`2001:db8:${n}::`), 64, 'inferred');
    local.learnPrefix(words('2001:db8:ffff::'), 48, 'prefix-delegation');

    expect(local.prefixes()).toHaveLength(16);
    expect(local.prefixes()).toContainEqual({ prefix: '2001:db8:ffff::/48', source: 'prefix-delegation' });
    expect(local.dropped).toBe(5);
  });

  it('are no link-local ones, which are at both ends', () => {
    const local = new LocalAddresses([parseCidr('fe80::/10')!]);

    expect(local.isLocalIpv6(words('fe80::1'))).toBe(false);
  });
});

describe('networks', () => {
  it.each(['192.0.2.0/24', '192.0.2.1', '2001:db8::/32', '::/0', '::1'])('are read: %s', (text) => {
    expect(parseCidr(text)).not.toBeNull();
  });

  it.each([
    '',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.0/33',
    '192.0.2.0/',
    '2001:db8::/129',
    '1::2::3',
    ':::',
    '2001:db8',
    '192.0.2.0/8/8',
  ])('are not made of anything: %s', (text) => {
    expect(parseCidr(text)).toBeNull();
  });

  it('in the configuration have to be networks', () => {
    expect(() => new LocalAddresses([parseCidr('192.0.2.0/24')!])).not.toThrow();
  });
});
