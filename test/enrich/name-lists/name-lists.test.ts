import { describe, expect, it } from 'vitest';
import { NameHash } from '../../../src/enrich/name-lists/name-hash.ts';
import { type LabelledNames, NameLists } from '../../../src/enrich/name-lists/name-lists.ts';
import { NameSet } from '../../../src/enrich/name-lists/name-set.ts';
import { parseHostsList } from '../../../src/enrich/name-lists/parse-hosts-list.ts';
import { Random } from '../../support/random.ts';
import { MOST_GROWTH, timeGrowth } from '../../support/time-growth.ts';

function seeded(seed: number): () => number {
  const random = new Random(seed);
  return () => (random.below(65_536) << 16) | random.below(65_536);
}

function labelled(label: string, text: string): LabelledNames {
  return { label, names: parseHostsList(text).names };
}

function listsOf(...lists: readonly LabelledNames[]): NameLists {
  return new NameLists(lists, seeded(1));
}

describe('lists of names', () => {
  it('have a listed name alone, and what lies below a rule', () => {
    const lists = listsOf(labelled('tracker', '0.0.0.0 ads.example.net\n||metrics.example.org^'));
    expect(lists.find('ads.example.net')).toBe('tracker');
    expect(lists.find('www.ads.example.net')).toBe(null);
    expect(lists.find('example.net')).toBe(null);
    expect(lists.find('metrics.example.org')).toBe('tracker');
    expect(lists.find('a.b.metrics.example.org')).toBe('tracker');
    expect(lists.find('mymetrics.example.org')).toBe(null);
    expect(lists.find('example.org')).toBe(null);
  });

  it('have nothing of what a list excepts, though its rules or names have it', () => {
    const lists = listsOf(
      labelled('tracker', '||example.net^\n0.0.0.0 good.example.org\n@@||good.example.net^\n@@||good.example.org^'),
    );
    expect(lists.find('example.net')).toBe('tracker');
    expect(lists.find('a.good.example.net')).toBe(null);
    expect(lists.find('good.example.org')).toBe(null);
  });

  it('are asked in their order; an exception is one of its own list only', () => {
    const lists = listsOf(
      labelled('tracker', '||example.net^\n@@||good.example.net^'),
      labelled('blocked', '0.0.0.0 good.example.net\n0.0.0.0 bad.example.net'),
    );
    expect(lists.find('bad.example.net')).toBe('tracker');
    expect(lists.find('good.example.net')).toBe('blocked');
    expect(lists.find('www.good.example.net')).toBe(null);
  });

  it('read over a dot at the end', () => {
    expect(listsOf(labelled('x', 'ads.example.net')).find('ads.example.net.')).toBe('x');
  });

  it('have nothing for names that are none', () => {
    const lists = listsOf(labelled('x', '||example.net^'));
    expect(
      ['', '.', '..', 'net', 'a'.repeat(256), `${'a'.repeat(250)}.example.net`, '\u202e.example.org'].map((name) =>
        lists.find(name),
      ),
    ).toEqual(Array(7).fill(null));
  });

  it('have rules for names of 255 characters', () => {
    const lists = listsOf(labelled('x', '||example.net^'));
    expect(lists.find(`${'a.'.repeat(122)}example.net`)).toBe('x');
    expect(lists.find(`a${'a.'.repeat(122)}example.net`)).toBe(null);
    expect(lists.find(`${'.'.repeat(244)}example.net`)).toBe('x');
    expect(lists.find('.'.repeat(255))).toBe(null);
  });

  it('may be none', () => {
    expect(listsOf().find('example.net')).toBe(null);
    expect(listsOf({ label: 'x', names: { exact: [], subtrees: [], exceptions: [] } }).find('example.net')).toBe(null);
  });

  it('count a name once, however often it is listed', () => {
    expect(listsOf(labelled('x', 'a.example\nA.EXAMPLE\nb.example\n||b.example^\n||b.example^\n@@||c.example^')).size).toBe(4);
  });

  it('find the same whatever the random multipliers are', () => {
    const text = Array.from({ length: 2_000 }, (_, index) => `ad${index * 7}.example.net`).join('\n');
    for (let seed = 1; seed <= 5; seed += 1) {
      const lists = new NameLists([labelled('x', text)], seeded(seed));
      const found = Array.from({ length: 14_000 }, (_, index) => lists.find(`ad${index}.example.net`) !== null);
      expect(found.filter((isFound, index) => isFound !== (index % 7 === 0))).toEqual([]);
    }
  });

  it('hold 500,000 names in 8 bytes each', () => {
    const names = Array.from({ length: 500_000 }, (_, index) => `ad${index}.example.net`);
    const before = process.memoryUsage().arrayBuffers;
    const set = new NameSet(names, new NameHash(seeded(1)));
    const bytes = process.memoryUsage().arrayBuffers - before;
    expect(set.size).toBe(500_000);
    expect(bytes).toBeLessThan(500_000 * 9);
  });

  it('take 200,000 lines in less than two seconds of the processor, on a slow machine too', () => {
    const text = Array.from({ length: 200_000 }, (_, index) => `0.0.0.0 ad${index}.example.net`).join('\n');
    const before = process.cpuUsage();
    const lists = listsOf(labelled('tracker', text));
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(2_000_000);
    expect(lists.size).toBe(200_000);
    expect(lists.find('ad199999.example.net')).toBe('tracker');
  });
});

describe('the time lists of names take', () => {
  it('to be made is in proportion to the names, but for sorting them', () => {
    const make = (size: number) => Array.from({ length: size }, (_, index) => `ad${index}.example.net`);
    const hash = new NameHash(seeded(1));
    expect(timeGrowth(20_000, make, (names) => new NameSet(names, hash))).toBeLessThan(MOST_GROWTH);
  });

  it('to be asked is in proportion to the name’s labels', () => {
    const lists = listsOf(labelled('x', Array.from({ length: 50_000 }, (_, index) => `||ad${index}.example.net^`).join('\n')));
    const make = (labels: number) => Array.from({ length: 5_000 }, (_, index) => `${index}.${'a.'.repeat(labels)}example.org`);
    const look = (names: readonly string[]) => {
      for (const name of names) lists.find(name);
    };
    expect(timeGrowth(25, make, look)).toBeLessThan(MOST_GROWTH);
  });
});
