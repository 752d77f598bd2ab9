import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/config/nearest.ts';

describe('nearest', () => {
  it.each([
    ['prot', 'port'],
    ['PORT', 'port'],
    ['snaplength', 'snapLength'],
    ['adress', 'address'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, ['address', 'port', 'snapLength'])).toBe(meant);
  });

  it('has no suggestion for a word that is like none', () => {
    expect(nearest('zebra', ['address', 'port'])).toBeNull();
    expect(nearest('', ['address'])).toBeNull();
    expect(nearest('port'.repeat(1000), ['port'])).toBeNull();
  });
});
