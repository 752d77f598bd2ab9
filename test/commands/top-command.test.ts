import { describe, expect, it } from 'vitest';
import { localAddressOf, machinesOf } from '../../src/commands/top-command.ts';

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

describe('the machines of the configuration', () => {
  it('are those of the section system, where there is one', () => {
    const machines = [{ name: 'cellar', url: 'http://192.0.2.7:8080' }];
    expect(machinesOf({ system: { machines } })).toBe(machines);
    expect(machinesOf({ system: {} })).toEqual([]);
    expect(machinesOf({ listen: {} })).toEqual([]);
  });
});
