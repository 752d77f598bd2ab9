import { describe, expect, it } from 'vitest';
import { flag, list, number, oneOf, or, orNull, record, text } from '../../../src/terminal/feed/reader.ts';

const read = record({
  name: text,
  value: number,
  isUp: flag,
  level: oneOf('ok', 'critical'),
  note: orNull(text),
  rows: or([], list(record({ pid: number }), 3)),
});
const WHOLE = { name: 'a', value: 1, isUp: true, level: 'ok', note: 'b', rows: [{ pid: 1 }] };

describe('what a probe answers', () => {
  it('is taken where it has the right shape, and nothing beside it', () => {
    expect(read({ ...WHOLE, more: 1, rows: [{ pid: 1, more: 2 }] })).toEqual(WHOLE);
  });

  it.each([
    ['no object', 5],
    ['nothing', null],
    ['a text for a number', { ...WHOLE, value: '1' }],
    ['no finite number', { ...WHOLE, value: Number.POSITIVE_INFINITY }],
    ['a number whose bits would not be finite', { ...WHOLE, value: 2.3e307 }],
    ['a number for a text', { ...WHOLE, name: 1 }],
    ['a word that is none', { ...WHOLE, level: 'terrible' }],
    ['a missing field', { name: 'a' }],
  ])('is refused: %s', (_what, received) => {
    expect(read(received)).toBeUndefined();
  });

  it('has null or what is usual for what may be missing', () => {
    expect(read({ ...WHOLE, note: 7, rows: 'none' })).toEqual({ ...WHOLE, note: null, rows: [] });
  });

  it('loses rows of another shape, and those that are too many', () => {
    const rows = [{ pid: 1 }, { pid: 'x' }, { pid: 3 }, { pid: 4 }];
    expect(read({ ...WHOLE, rows })?.rows).toEqual([{ pid: 1 }, { pid: 3 }]);
  });

  it('has no endless texts', () => {
    expect(text('x'.repeat(100_000))).toHaveLength(512);
  });

  it('cannot reach for what objects have by themselves', () => {
    expect(record({ constructor: orNull(text) })({})).toEqual({ constructor: null });
  });
});
