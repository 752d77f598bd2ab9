import { describe, expect, it } from 'vitest';
import { type FoundService, probeOfService } from '../../../src/terminal/browse/found-service.ts';

const SERVICE = { name: 'probe', port: 8080, addresses: ['10.1.2.3'], txt: {}, referer: { address: '10.1.2.3' } };
const addressOf = (changes: FoundService): string | undefined => probeOfService({ ...SERVICE, ...changes })?.base.href;

describe('an announcement', () => {
  it('tells of a probe by a name and an address', () => {
    expect(probeOfService(SERVICE)).toEqual({ name: 'probe', base: new URL('http://10.1.2.3:8080/'), origin: 'found' });
  });

  it.each([
    ['its sender, where it has several addresses', { addresses: ['192.168.1.9', '10.1.2.3'] }, 'http://10.1.2.3:8080/'],
    ['an address of it, where another sent it', { referer: { address: '10.9.9.9' } }, 'http://10.1.2.3:8080/'],
    ['IPv4 before IPv6', { addresses: ['fd00::7', '10.1.2.3'], referer: {} }, 'http://10.1.2.3:8080/'],
    ['IPv6 where there is nothing else', { addresses: ['fd00::7'], referer: {} }, 'http://[fd00::7]:8080/'],
    ['a secure address where it says so', { txt: { scheme: 'https' } }, 'https://10.1.2.3:8080/'],
    ['nothing else it says', { txt: { scheme: 'file', path: '/evil', url: 'http://192.0.2.1/' } }, 'http://10.1.2.3:8080/'],
  ] as [string, FoundService, string][])('leads to %s', (_what, changes, address) => {
    expect(addressOf(changes)).toBe(address);
  });

  it.each([
    ['a public address', { addresses: ['198.51.100.7'] }],
    ['this machine itself', { addresses: ['127.0.0.1', '::1'] }],
    ['a name in place of an address', { addresses: ['evil.example', '10.1.2.3.evil.example', '10.1.2.3/x'] }],
    ['an address of one link', { addresses: ['fe80::1', 'fe80::1%eth0'] }],
    ['a sender that is not among the addresses', { addresses: ['198.51.100.7'], referer: { address: '10.1.2.3' } }],
    ['no port', { port: 0 }],
    ['a port that is none', { port: 70_000 }],
    ['a text for a port', { port: '80@evil.example' }],
    ['no name', { name: '' }],
    ['nothing at all', { name: undefined, port: undefined, addresses: undefined }],
  ] as [string, FoundService][])('is not believed that has %s', (_what, changes) => {
    expect(addressOf(changes)).toBeUndefined();
  });

  it('has no endless name', () => {
    expect(probeOfService({ ...SERVICE, name: 'x'.repeat(1_000) })?.name).toHaveLength(63);
  });
});
