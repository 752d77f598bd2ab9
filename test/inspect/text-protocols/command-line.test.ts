import { describe, expect, it } from 'vitest';
import { Match, type Span } from '../../../src/inspect/text-protocols/ascii.ts';
import { matchCommand, matchCommandAt } from '../../../src/inspect/text-protocols/command-line.ts';
import { latin1, watchBytes } from '../../support/payloads/text-bytes.ts';

function span(text: string): Span {
  return watchBytes(latin1(text));
}

describe('matchCommand', () => {
  it('takes a word that ends with a space or with the line', () => {
    for (const text of ['USER name', 'user\r\n', 'User\n']) expect(matchCommand(span(text), ['PASS', 'USER'])).toBe(Match.Whole);
  });

  it('waits where the word may go on', () => {
    for (const text of ['', 'US', 'USER']) expect(matchCommand(span(text), ['PASS', 'USER'])).toBe(Match.Partly);
  });

  it('refuses longer words', () => {
    for (const text of ['USERS\r\n', 'USER:', 'X USER ']) expect(matchCommand(span(text), ['USER'])).toBe(Match.No);
  });

  it('finds the word that fits among words that begin the same', () => {
    expect(matchCommand(span('AUTH TLS-C\r\n'), ['AUTH TLS', 'AUTH TLS-C'])).toBe(Match.Whole);
  });
});

describe('matchCommandAt', () => {
  it('looks at one place alone', () => {
    const text = span('a1 NOOP\r\n');
    expect(matchCommandAt(text, text.start + 3, ['NOOP'])).toBe(Match.Whole);
    expect(matchCommandAt(text, text.start + 2, ['NOOP'])).toBe(Match.No);
  });
});
