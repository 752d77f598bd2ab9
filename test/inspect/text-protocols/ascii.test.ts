import { describe, expect, it } from 'vitest';
import {
  findLineFeed,
  headOf,
  holdsText,
  Match,
  matchAny,
  matchAt,
  type Span,
  skipWord,
  textEnd,
} from '../../../src/inspect/text-protocols/ascii.ts';
import { latin1, watchBytes } from '../../support/payloads/text-bytes.ts';

function span(text: string): Span {
  return watchBytes(latin1(text));
}

describe('matchAt', () => {
  it('takes letters of any case, and nothing else for a letter', () => {
    const text = span('xEhLo ');
    expect(matchAt(text, text.start + 1, 'EHLO ')).toBe(Match.Whole);
    expect(matchAt(span('@'), span('@').start, '`')).toBe(Match.No);
    expect(matchAt(span('{'), span('{').start, '[')).toBe(Match.No);
  });

  it('says where the bytes end before the text does', () => {
    const text = span('EHL');
    expect(matchAt(text, text.start, 'EHLO')).toBe(Match.Partly);
    expect(matchAt(text, text.end, 'EHLO')).toBe(Match.Partly);
    expect(matchAt(text, text.start, 'EHX')).toBe(Match.No);
  });
});

describe('matchAny', () => {
  it('prefers a whole match', () => {
    expect(matchAny(span('220 '), ['220 MORE', '220 '])).toBe(Match.Whole);
    expect(matchAny(span('22'), ['+OK', '220 '])).toBe(Match.Partly);
    expect(matchAny(span('23'), ['+OK', '220 '])).toBe(Match.No);
  });
});

describe('holdsText', () => {
  it('finds a text at either end, and in the middle', () => {
    for (const text of ['ftp ready', 'an FTP server', 'this is ftp']) expect(holdsText(span(text), 'FTP')).toBe(true);
    for (const text of ['', 'FT', 'F T P']) expect(holdsText(span(text), 'FTP')).toBe(false);
  });
});

describe('headOf', () => {
  it('is no longer than what there is', () => {
    const text = span('abcdef');
    expect(headOf(text, 4).end - text.start).toBe(4);
    expect(headOf(text, 40).end).toBe(text.end);
  });
});

describe('lines', () => {
  it('end at LF, with or without CR', () => {
    const text = span('ab\r\ncd\n');
    const first = findLineFeed(text, text.start);
    expect(first - text.start).toBe(3);
    expect(textEnd(text, first) - text.start).toBe(2);
    const second = findLineFeed(text, first + 1);
    expect(textEnd(text, second)).toBe(second);
    expect(findLineFeed(text, second + 1)).toBe(-1);
  });

  it('have a text before the very first line feed only where there is one', () => {
    const text = span('\n');
    expect(textEnd(text, text.start)).toBe(text.start);
  });
});

describe('skipWord', () => {
  it('ends at what is no part of a word, at the limit, and at the end', () => {
    const text = span('a1-b_c.d e');
    expect(skipWord(text, text.start, 100) - text.start).toBe(8);
    expect(skipWord(text, text.start, 3) - text.start).toBe(3);
    expect(skipWord(text, text.end - 1, 100)).toBe(text.end);
  });
});
