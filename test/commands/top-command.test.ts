import { describe, expect, it } from 'vitest';
import { localAddressOf } from '../../src/commands/top-command.ts';

describe('where the probe of this machine is reached', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:8080'],
    ['localhost', 'http://localhost:8080'],
    ['192.0.2.7', 'http://192.0.2.7:8080'],
    ['2001:db8::7', 'http://[2001:db8::7]:8080'],
    ['0.0.0.0', 'http://127.0.0.1:8080'],
    ['::', 'http://[::1]:8080'],
  ])('listening on %s: %s', (address, url) => {
    expect(localAddressOf({ address, port: 8080 })).toBe(url);
  });
});
