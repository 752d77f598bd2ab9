import { describe, expect, it } from 'vitest';
import { visibleText } from '../../src/decode/hostile-text.ts';

describe('visibleText', () => {
  it('leaves letters of all scripts alone', () => {
    expect(visibleText('Größe 線 é 🙂 "\\" www.example.net')).toBe('Größe 線 é 🙂 "\\" www.example.net');
  });

  it.each([
    ['terminal escapes', 'a\u001b[2Jb', 'a‹001B›[2Jb'],
    ['line ends', 'a\r\nb\u2028c', 'a‹000D›‹000A›b‹2028›c'],
    ['what turns text around', 'a\u202eb', 'a‹202E›b'],
    ['what has no width', 'a\u200bb\u3164c', 'a‹200B›b‹3164›c'],
    ['halves of characters', 'a\ud800', 'a‹D800›'],
    ['marks on top of marks', 'a\u0301\u0301\u0301', 'a\u0301‹0301›‹0301›'],
  ])('shows %s as numbers', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('cuts what is too long and says so', () => {
    expect(visibleText('abcdef', 4)).toBe('abc…');
    expect(visibleText('abcd', 4)).toBe('abcd');
  });
});
