import { describe, expect, it } from 'vitest';
import { listedProbes } from '../../../src/terminal/browse/known-probe.ts';

describe('the machines of the configuration', () => {
  it('go by their names, or by their addresses', () => {
    const probes = listedProbes([
      { name: 'cellar', url: 'http://192.0.2.7:8080' },
      { url: 'pi' },
      { name: null, url: 'https://probe.example' },
    ]);
    expect(probes.map(({ name, base, origin }) => [name, base.href, origin])).toEqual([
      ['cellar', 'http://192.0.2.7:8080/', 'listed'],
      ['http://pi:8080', 'http://pi:8080/', 'listed'],
      ['https://probe.example', 'https://probe.example/', 'listed'],
    ]);
  });

  it('have addresses', () => {
    expect(() => listedProbes([{ name: 'cellar', url: 'ftp://192.0.2.7' }])).toThrow('ftp:// is not spoken here');
  });
});
