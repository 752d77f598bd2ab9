import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseServiceList } from '../../../src/inspect/services/parse-service-list.ts';
import { ServiceBook } from '../../../src/inspect/services/service-book.ts';
import { MOST_GROWTH, timeGrowth } from '../../support/time-growth.ts';

function problemsOf(text: string): string[] {
  return parseServiceList(text).problems.map(({ line, text }) => `${line}: ${text}`);
}

describe('a user’s list of services', () => {
  it('has a line for each: name, category, domains', () => {
    const list = parseServiceList(
      [
        '# What our own things are called.',
        '',
        'Intranet    | office | intranet.example.net wiki.example.net   # both',
        'Door camera |        | Camera.Example.org.',
      ].join('\n'),
    );
    expect(list.problems).toEqual([]);
    expect(list.services).toEqual([
      { service: 'Intranet', category: 'office', domains: ['intranet.example.net', 'wiki.example.net'] },
      { service: 'Door camera', category: null, domains: ['camera.example.org'] },
    ]);
  });

  it('may end its lines as Windows does, begin with a byte order mark, and have commas and tabs between domains', () => {
    const list = parseServiceList('\uFEFFOne|office|a.example,b.example\r\nTwo | | c.example,\td.example\r\n');
    expect(list.problems).toEqual([]);
    expect(list.services.map(({ domains }) => domains)).toEqual([
      ['a.example', 'b.example'],
      ['c.example', 'd.example'],
    ]);
  });

  it('goes into a service book', () => {
    const book = new ServiceBook(undefined, parseServiceList('youtube | | mirror.example.net').services);
    expect(book.labelsOf('www.mirror.example.net')).toEqual({ service: 'YouTube', category: 'video' });
  });

  it('may name a service on several lines, and a domain of it twice', () => {
    const list = parseServiceList('One | a | a.example\nONE | a | a.example b.example');
    expect(list.problems).toEqual([]);
    expect(list.services.map(({ domains }) => domains)).toEqual([['a.example'], ['b.example']]);
  });

  it('says which line has another shape', () => {
    expect(problemsOf('\nintranet.example.net')).toEqual([
      '2: expected "service name | category | domain domain ...", found "intranet.example.net"',
    ]);
    expect(problemsOf('One | office | a.example | b.example')).toHaveLength(1);
  });

  it('says which line has no name, or too long a one', () => {
    expect(problemsOf('  | office | a.example')).toEqual(['1: expected a service name of 1 to 60 characters, found ""']);
    expect(problemsOf(`${'x'.repeat(61)} | office | a.example`)[0]).toMatch(
      /^1: expected a service name of 1 to 60 characters, found "x+…"$/,
    );
    expect(problemsOf(`${'x'.repeat(60)} | office | a.example`)).toEqual([]);
  });

  it('says which line has a category that is no word', () => {
    expect(problemsOf('One | My Things | a.example')).toEqual([
      '1: expected a category in lower case, such as "video", found "My Things"',
    ]);
  });

  it('says which line has no domain', () => {
    expect(problemsOf('One | office |')).toEqual(['1: expected at least one domain after the second "|"']);
  });

  it('says which word is no domain, and takes the others', () => {
    const list = parseServiceList('One | office | a.example http://b.example localhost c.example');
    expect(list.problems.map(({ text }) => text)).toEqual([
      'expected a domain such as example.net, found "http://b.example"',
      'expected a domain such as example.net, found "localhost"',
    ]);
    expect(list.services).toEqual([{ service: 'One', category: 'office', domains: ['a.example', 'c.example'] }]);
  });

  it('says which domain belongs to another service already', () => {
    expect(problemsOf('One | office | a.example\nTwo | office | a.example')).toEqual([
      '2: a.example belongs to "One" already, by a line above',
    ]);
  });

  it('shows what a terminal would obey', () => {
    expect(parseServiceList('\u001b[31mOne\u202e | office | a.example').services[0]?.service).toBe('‹001B›[31mOne‹202E›');
    expect(problemsOf('One | office | \u001b[2J')[0]).toContain('"‹001B›[2J"');
  });

  it('lists 50 problems and counts them all', () => {
    const list = parseServiceList('?\n'.repeat(80));
    expect(list.problems).toHaveLength(50);
    expect(list.problemCount).toBe(80);
  });

  it('has 20,000 domains at most', () => {
    const line = (index: number) => `S${index} | | a${index}.example b${index}.example`;
    const lines = Array.from({ length: 10_002 }, (_, index) => line(index)).join('\n');
    const list = parseServiceList(lines);
    expect(list.services).toHaveLength(10_000);
    expect(list.problems).toEqual([{ line: 10_001, text: 'more than 20,000 domains: this line and all below it are left out' }]);
  });

  it('is read whatever is in it', () => {
    const word = fc.constantFrom('|', '\n', ' ', '#', 'a.example', 'One', 'video', '\u202e', '.', '\r', '\0', 'x'.repeat(300));
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }), (words) => {
        const list = parseServiceList(words.join(''));
        expect(list.services.every(({ service, domains }) => service !== '' && domains.length > 0)).toBe(true);
        expect(list.problemCount).toBeGreaterThanOrEqual(list.problems.length);
      }),
    );
  });

  it.each([
    [
      'lines',
      (size: number) => Array.from({ length: size }, (_, index) => `S${index} | office | d${index}.example.net`).join('\n'),
      2_000,
    ],
    [
      'domains on a line',
      (size: number) => `S | | ${Array.from({ length: size }, (_, index) => `d${index}.example`).join(' ')}`,
      2_000,
    ],
    ['bad lines', (size: number) => '| \n'.repeat(size), 5_000],
    ['characters in a line', (size: number) => `${'a.'.repeat(size)}|${' '.repeat(size)}|${'-'.repeat(size)}`, 50_000],
    ['comment signs', (size: number) => '#'.repeat(size), 100_000],
  ])('takes time in proportion to its %s', (_, make, size) => {
    expect(timeGrowth(size, make, parseServiceList)).toBeLessThan(MOST_GROWTH);
  });
});
