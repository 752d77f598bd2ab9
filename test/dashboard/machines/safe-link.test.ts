import { describe, expect, it } from 'vitest';
import { hostOf, safeLink } from '../../../dashboard/src/machines/safe-link.ts';

describe('safeLink', () => {
  it.each(['http://192.0.2.7:8080/', 'https://probe.example.net/wan/'])('leads to %s', (url) => {
    expect(safeLink(url)).toBe(url);
  });

  it.each(['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//evil.example', ''])(
    'leads nowhere for %j',
    (url) => {
      expect(safeLink(url)).toBe('#machines');
    },
  );
});

describe('hostOf', () => {
  it('names the host, or what there is', () => {
    expect(hostOf('http://[2001:db8::7]:8080/x')).toBe('[2001:db8::7]:8080');
    expect(hostOf('no address')).toBe('no address');
  });
});
