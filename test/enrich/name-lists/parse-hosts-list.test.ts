import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameListError } from '../../../src/enrich/name-lists/name-list-error.ts';
import { parseHostsList } from '../../../src/enrich/name-lists/parse-hosts-list.ts';
import { MOST_GROWTH, timeGrowth } from '../../support/time-growth.ts';

const NOTHING = { exact: [], subtrees: [], exceptions: [] };

function codeOf(text: string): string {
  try {
    parseHostsList(text);
  } catch (error) {
    if (error instanceof NameListError) return `${error.code}: ${error.message}`;
  }
  return 'no error';
}

describe('a list of names', () => {
  it('may be a hosts file', () => {
    const list = parseHostsList(
      [
        '# Title: an example',
        '127.0.0.1 localhost',
        '127.0.0.1 localhost.localdomain',
        '255.255.255.255 broadcasthost',
        '::1 ip6-localhost ip6-loopback',
        'fe80::1%lo0 localhost',
        '0.0.0.0 0.0.0.0',
        '0.0.0.0 ads.example.net tracker.example.net # two',
        '\t127.0.0.1\tTracker.Example.ORG.\t',
        ':: six.example.net',
      ].join('\n'),
    );
    expect(list.problems).toEqual([]);
    expect(list.names).toEqual({
      ...NOTHING,
      exact: ['ads.example.net', 'tracker.example.net', 'tracker.example.org', 'six.example.net'],
    });
  });

  it('may be names, a line each', () => {
    const list = parseHostsList('ads.example.net\n*.tracker.example.net\n.below.example.net\nlocalhost\nbücher.example # ü\n');
    expect(list.problems).toEqual([]);
    expect(list.names).toEqual({
      ...NOTHING,
      exact: ['ads.example.net', 'xn--bcher-kva.example'],
      subtrees: ['tracker.example.net', 'below.example.net'],
    });
  });

  it('may be an AdBlock list', () => {
    const list = parseHostsList(
      [
        '[Adblock Plus 2.0]',
        '! Title: an example',
        '||ads.example.net^',
        '||tracker.example.net^$important,third-party',
        '||open.example.net',
        '@@||good.ads.example.net^',
        '@@||better.ads.example.net^|',
      ].join('\n'),
    );
    expect(list.problems).toEqual([]);
    expect(list.names).toEqual({
      exact: [],
      subtrees: ['ads.example.net', 'tracker.example.net', 'open.example.net'],
      exceptions: ['good.ads.example.net', 'better.ads.example.net'],
    });
  });

  it('may end its lines as Windows does, begin with a byte order mark and end without a line’s end', () => {
    const list = parseHostsList('\uFEFF0.0.0.0 a.example\r\nb.example\r\n\r\n||c.example^');
    expect(list).toMatchObject({ names: { exact: ['a.example', 'b.example'], subtrees: ['c.example'] }, problemCount: 0 });
  });

  it.each(['', '\n\n', '\r\n', '# a\n! b\n[c]', '   '])('names nothing in %j', (text) => {
    expect(parseHostsList(text)).toMatchObject({ names: NOTHING, problemCount: 0 });
  });

  it.each([
    ['192.0.2.7 printer.example.net', '"192.0.2.7" is an address of its own; blocked names have 0.0.0.0'],
    ['2001:db8::7 printer.example.net', '"2001:db8::7" is an address of its own; blocked names have 0.0.0.0'],
    ['two words', 'expected an address before the names, found "two"'],
    ['0.0.0.0 -bad-.example', 'expected a name such as example.net, found "-bad-.example"'],
    ['192.0.2.7', 'expected a name such as example.net, found "192.0.2.7"'],
    ['http://ads.example.net/', 'expected a name such as example.net, found "http://ads.example.net/"'],
    ['example.net##.banner', 'expected a name such as example.net, found "example.net##.banner"'],
    ['||example.net/ads/*', 'expected a rule for a whole name such as ||example.net^, found "||example.net/ads/*"'],
    ['||ads.*^', 'expected a rule for a whole name such as ||example.net^, found "||ads.*^"'],
    ['||example.net^$script', 'expected a rule for a whole name such as ||example.net^, found "||example.net^$script"'],
    ['@@/ads/', 'expected a rule for a whole name such as ||example.net^, found "@@/ads/"'],
    ['||nodot^', 'expected a name such as example.net, found "nodot"'],
    ['\u001b[2J.example', 'expected a name such as example.net, found "?[2J.example"'],
    ['x'.repeat(4097), 'longer than 4096 characters'],
  ])('has a problem with %j', (line, text) => {
    expect(parseHostsList(`a.example\n${line}\nb.example`)).toMatchObject({
      names: { exact: ['a.example', 'b.example'], subtrees: [], exceptions: [] },
      problems: [{ line: 2, text }],
    });
  });

  it('takes the good names of a line that has a bad one', () => {
    expect(parseHostsList('0.0.0.0 a.example -.example b.example')).toMatchObject({
      names: { exact: ['a.example', 'b.example'] },
      problemCount: 1,
    });
  });

  it('lists 20 problems and counts them all', () => {
    const list = parseHostsList('?\n'.repeat(50));
    expect(list.problems).toHaveLength(20);
    expect(list.problemCount).toBe(50);
  });

  it('is refused where it is no text', () => {
    expect(codeOf('a.example\n\0\0\n')).toBe('NAME_LIST_BROKEN: line 2: not a text file: it has zero bytes');
  });

  it('is refused where it has more than 500,000 names', () => {
    const most = 'a.example\n'.repeat(500_000);
    expect(parseHostsList(`${most}# the end\n`).names.exact).toHaveLength(500_000);
    expect(codeOf(`${most}a.example\n`)).toBe('NAME_LIST_TOO_LARGE: line 500001: more than 500,000 names');
  });

  it('is read whatever is in it', () => {
    const word = fc.constantFrom(
      '||',
      '^',
      '@@',
      '$',
      ',',
      '\n',
      '\r',
      ' ',
      '#',
      '!',
      '0.0.0.0',
      'a.example',
      '*.',
      '\u202e',
      '[',
      '|',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }), (words) => {
        const text = words.join('').replaceAll('\0', '');
        const { names } = parseHostsList(text);
        const all = [...names.exact, ...names.subtrees, ...names.exceptions];
        expect(all.filter((name) => !/^[a-z0-9_.-]+$/.test(name))).toEqual([]);
      }),
    );
  });

  it.each([
    ['hosts lines', (size: number) => '0.0.0.0 ads.example.net\n'.repeat(size), 5_000],
    ['rules', (size: number) => '||ads.example.net^\n'.repeat(size), 5_000],
    ['names', (size: number) => 'ads.example.net\n'.repeat(size), 5_000],
    ['names on lines', (size: number) => `0.0.0.0${' a.b'.repeat(1000)}\n`.repeat(size), 20],
    ['bad lines', (size: number) => '|| |\n'.repeat(size), 5_000],
    ['spaces', (size: number) => `${`a.example${' '.repeat(4000)}x`}\n`.repeat(size), 100],
    ['empty lines', (size: number) => '\n'.repeat(size), 50_000],
  ])('takes time in proportion to its %s', (_, make, size) => {
    expect(timeGrowth(size, make, parseHostsList)).toBeLessThan(MOST_GROWTH);
  });
});
