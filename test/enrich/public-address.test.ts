import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../src/enrich/public-address.ts';

describe('isPublicAddress', () => {
  it.each(['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.0.1', '172.32.0.1', '223.255.255.255', '2001:4860::1', '2a00::1'])(
    'asks for %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['unspecified', '0.0.0.0', '::'],
    ['private', '10.1.2.3', 'fd00::1'],
    ['private', '172.16.0.1', 'fc00::1'],
    ['private', '192.168.1.1', 'fec0::1'],
    ['shared by customers of a provider', '100.64.0.1', '64:ff9b:1::1'],
    ['loopback', '127.0.0.1', '::1'],
    ['link-local', '169.254.1.1', 'fe80::1'],
    ['documentation', '192.0.2.1', '2001:db8::1'],
    ['documentation', '198.51.100.1', '3fff::1'],
    ['documentation', '203.0.113.1', '2001:db8:ffff::1'],
    ['multicast', '224.0.0.251', 'ff02::fb'],
    ['broadcast, or an IPv4 address again', '255.255.255.255', '::ffff:1.1.1.1'],
    ['no address', 'example.net', 'fe80::1%eth0'],
  ])('does not ask for what is %s', (_why, ipv4, ipv6) => {
    expect([isPublicAddress(ipv4), isPublicAddress(ipv6)]).toEqual([false, false]);
  });
});
