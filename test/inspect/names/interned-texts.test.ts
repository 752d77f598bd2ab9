import { describe, expect, it } from 'vitest';
import { InternedTexts } from '../../../src/inspect/names/interned-texts.ts';

describe('interned texts', () => {
  it('numbers texts from one, the same text always alike', () => {
    const texts = new InternedTexts();
    expect(['a', 'b', 'a', '12', '#12'].map((text) => texts.idOf(text))).toEqual([1, 2, 1, 3, 4]);
    expect([1, 2, 3, 4].map((id) => texts.textOf(id))).toEqual(['a', 'b', '12', '#12']);
  });

  it('has no number for the empty text, and no text for numbers it did not give out', () => {
    const texts = new InternedTexts();
    expect([texts.idOf(''), texts.textOf(0), texts.textOf(1), texts.textOf(-1)]).toEqual([0, null, null, null]);
  });

  it('forgets the text used longest ago, and gives its number to no other', () => {
    const texts = new InternedTexts(2);
    const [a, b] = [texts.idOf('a'), texts.idOf('b')];
    texts.idOf('a');
    const c = texts.idOf('c');
    expect([a, b, c].map((id) => texts.textOf(id))).toEqual(['a', null, 'c']);
    expect(texts.idOf('b')).toBe(4);
    expect([texts.size, texts.evictions]).toEqual([2, 2]);
  });

  it('keeps 255 characters of a text', () => {
    const texts = new InternedTexts();
    expect(texts.textOf(texts.idOf('x'.repeat(300)))).toBe('x'.repeat(255));
  });

  it('holds 65,536 of a million texts, and no more', () => {
    const texts = new InternedTexts();
    for (let n = 0; n < 1_000_000; n += 1) texts.idOf(`${n}.example.net`);
    expect([texts.size, texts.evictions]).toEqual([65_536, 1_000_000 - 65_536]);
    expect(texts.textOf(1_000_000 - 65_536)).toBeNull();
    expect(texts.textOf(1_000_000 - 65_535)).toBe(`${1_000_000 - 65_536}.example.net`);
  });
});
