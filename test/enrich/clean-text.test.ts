import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/enrich/clean-text.ts';

describe('cleanText', () => {
  it('puts a space for whatever is not seen or moves its neighbours', () => {
    expect(cleanText(' Example\t\u0000\u200b Ltd.\u202e \n', 99)).toBe('Example Ltd.');
    expect(cleanText('Müller \u2028& Söhne \ud800', 99)).toBe('Müller & Söhne');
  });

  it('cuts, also between the halves of a character', () => {
    expect(cleanText('a'.repeat(99), 10)).toBe('a'.repeat(10));
    expect(cleanText('ab😀', 3)).toBe('ab');
  });

  it.each(['', ' ', '\u200f\u0007'])('finds nothing in %j', (text) => {
    expect(cleanText(text, 9)).toBeNull();
  });
});
