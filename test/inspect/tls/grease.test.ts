import { expect, it } from 'vitest';
import { isGrease } from '../../../src/inspect/tls/grease.ts';

it('is one of the sixteen values of RFC 8701, and no other', () => {
  const values = Array.from({ length: 0x10000 }, (_, value) => value).filter(isGrease);
  expect(values.map((value) => value.toString(16).padStart(4, '0'))).toEqual([
    '0a0a',
    '1a1a',
    '2a2a',
    '3a3a',
    '4a4a',
    '5a5a',
    '6a6a',
    '7a7a',
    '8a8a',
    '9a9a',
    'aaaa',
    'baba',
    'caca',
    'dada',
    'eaea',
    'fafa',
  ]);
});
