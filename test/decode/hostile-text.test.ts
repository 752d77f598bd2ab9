import { describe, expect, it } from 'vitest';
import { visibleText } from '../../src/decode/hostile-text.ts';

describe('visibleText', () => {
  it('leaves what can be seen as it is, in any script', () => {
    expect(visibleText('www.example.net müller.example 例え', 100)).toBe('www.example.net müller.example 例え');
  });

  it('writes controls, direction marks and zero-width characters out', () => {
    expect(visibleText('a\u001b[2J\u202eb\u200bc\u0000', 100)).toBe('a<U+001B>[2J<U+202E>b<U+200B>c<U+0000>');
  });

  it('writes a lone half of a surrogate pair out', () => {
    expect(visibleText('\ud83d', 100)).toBe('<U+D83D>');
  });

  it('cuts what is too long and says so', () => {
    expect(visibleText('abcdef', 4)).toBe('abc…');
  });
});
