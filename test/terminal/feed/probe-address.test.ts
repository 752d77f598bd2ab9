import { describe, expect, it } from 'vitest';
import { addressText, readProbeAddress } from '../../../src/terminal/feed/probe-address.ts';

describe('the address of a probe', () => {
  it.each([
    ['http://pi:8080', 'http://pi:8080'],
    ['https://probe.example', 'https://probe.example'],
    ['http://pi', 'http://pi'],
    ['pi', 'http://pi:8080'],
    ['pi:9000', 'http://pi:9000'],
    ['192.0.2.7', 'http://192.0.2.7:8080'],
    ['[2001:db8::7]:9000', 'http://[2001:db8::7]:9000'],
    ['http://probe.example/wanprobe', 'http://probe.example/wanprobe'],
    ['http://probe.example/wanprobe/?a=b#c', 'http://probe.example/wanprobe'],
  ])('%s is %s', (text, address) => {
    expect(addressText(readProbeAddress(text))).toBe(address);
  });

  it.each([
    ['ftp://pi', 'ftp:// is not spoken here; expected an address such as http://pi:8080'],
    ['file:///etc/passwd', 'file:// is not spoken here; expected an address such as http://pi:8080'],
    ['http://', '"http://" is no address of a probe; expected one such as http://pi:8080'],
    ['', '"" is no address of a probe; expected one such as http://pi:8080'],
    ['my pi', '"my pi" is no address of a probe; expected one such as http://pi:8080'],
    ['http://a:b@pi', 'leave user name and password out of the address: nothing here would keep them safe'],
    ['pi:99999', '"pi:99999" is no address of a probe; expected one such as http://pi:8080'],
  ])('cannot be %s', (text, message) => {
    expect(() => readProbeAddress(text)).toThrow(expect.objectContaining({ code: 'url-invalid', message }));
  });

  it('keeps a path in front of the API', () => {
    expect(new URL('api/v1/status', readProbeAddress('http://probe.example/wan')).href).toBe(
      'http://probe.example/wan/api/v1/status',
    );
  });
});
