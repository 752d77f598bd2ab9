import { describe, expect, it } from 'vitest';
import { NameHash } from '../../../src/enrich/name-lists/name-hash.ts';
import { Random } from '../../support/random.ts';

function hashWithSeed(seed: number): NameHash {
  const random = new Random(seed);
  return new NameHash(() => (random.below(65_536) << 16) | random.below(65_536));
}

describe('the number of a name', () => {
  const hash = hashWithSeed(1);

  it('is a whole number of at most 53 bits', () => {
    for (const name of ['', 'a', 'example.net', 'z'.repeat(255), '\uffff'.repeat(255)]) {
      expect(Number.isSafeInteger(hash.of(name))).toBe(true);
      expect(hash.of(name)).toBeGreaterThanOrEqual(0);
    }
  });

  it('differs from name to name, also where only order, length or the last bit does', () => {
    const names = ['ab.example', 'ba.example', 'aab.example', 'ab.examplf', 'a', 'aa', 'aaa', 'ab', 'ba', '.a', 'a.'];
    expect(new Set(names.map((name) => hash.of(name))).size).toBe(names.length);
  });

  it('differs for 300,000 names that look alike', () => {
    const numbers = new Set<number>();
    for (let index = 0; index < 300_000; index += 1) numbers.add(hash.of(`ad${index}.example.net`));
    expect(numbers.size).toBe(300_000);
  });

  it('is another one with other random multipliers', () => {
    expect(hash.of('example.net')).not.toBe(hashWithSeed(2).of('example.net'));
    expect(hash.of('example.net')).toBe(hashWithSeed(1).of('example.net'));
  });

  it('comes with those of the domains it lies below, the shortest first', () => {
    const numbers = new Float64Array(128).fill(-1);
    expect(hash.ofSuffixes('www.example.co.uk', numbers)).toBe(4);
    expect([...numbers.subarray(0, 5)]).toEqual([
      ...['uk', 'co.uk', 'example.co.uk', 'www.example.co.uk'].map((name) => hash.of(name)),
      -1,
    ]);
  });

  it.each([254, 255])('fits with all of them where %i characters are all dots', (length) => {
    const numbers = new Float64Array(130).fill(-1);
    const room = numbers.subarray(0, 128);
    expect(hash.ofSuffixes('.'.repeat(length), room)).toBe(128);
    expect([...numbers.subarray(128)]).toEqual([-1, -1]);
  });

  it('is not made for names that are too long', () => {
    const numbers = new Float64Array(128).fill(-1);
    expect(hash.ofSuffixes('a'.repeat(256), numbers)).toBe(0);
    expect(numbers[0]).toBe(-1);
  });
});
