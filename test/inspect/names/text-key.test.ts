import { expect, it } from 'vitest';
import { textKey } from '../../../src/inspect/names/text-key.ts';

it('makes keys that begin with no digit, and different ones of different texts', () => {
  const texts = ['0', '#0', '##0', '4294967295', 'a', '#a', '', '#', '-1', '9.example'];
  const keys = texts.map(textKey);
  expect(new Set(keys).size).toBe(texts.length);
  expect(keys.filter((key) => /^\d/.test(key))).toEqual([]);
});
