import { describe, expect, it } from 'vitest';
import { ScreenBuffer } from '../../../src/terminal/screen/screen-buffer.ts';
import { Style } from '../../../src/terminal/screen/style.ts';

describe('a screen in memory', () => {
  it('holds what is put, cut at its width and at the edge', () => {
    const buffer = new ScreenBuffer(10, 2);
    expect(buffer.put('network', { row: 0, column: 0, width: 3 })).toBe(3);
    expect(buffer.put('processes', { row: 1, column: 6 })).toBe(4);
    expect(buffer.text()).toBe('net\n      proc');
  });

  it('leaves out what is outside', () => {
    const buffer = new ScreenBuffer(4, 1);
    for (const place of [
      { row: -1, column: 0 },
      { row: 1, column: 0 },
      { row: 0, column: 4 },
      { row: 0, column: -1 },
    ]) {
      expect(buffer.put('x', place)).toBe(0);
    }
    expect(buffer.text()).toBe('');
  });

  it('puts text to the right, and loses the end of what is too long', () => {
    const buffer = new ScreenBuffer(8, 2);
    buffer.putRight('12.3', { row: 0, column: 0, width: 6 });
    buffer.putRight('12345678', { row: 1, column: 0, width: 6 });
    expect(buffer.text()).toBe('  12.3\n123456');
  });

  it('has no room for half of a wide character', () => {
    const buffer = new ScreenBuffer(3, 1);
    expect(buffer.put('日本', { row: 0, column: 0 })).toBe(2);
    expect(buffer.characters).toEqual(['日', '', ' ']);
  });

  it.each([
    [0, 'x 本'],
    [1, ' x本'],
    [2, '日x '],
    [3, '日 x'],
  ])('leaves no half behind when cell %i of wide characters is overwritten', (column, text) => {
    const buffer = new ScreenBuffer(4, 1);
    buffer.put('日本', { row: 0, column: 0 });
    buffer.put('x', { row: 0, column });
    expect(buffer.characters.join('')).toBe(text);
  });

  it('gives a part of a row a style', () => {
    const buffer = new ScreenBuffer(4, 1);
    buffer.paint({ row: 0, column: 1, width: 9, style: Style.Selected });
    expect([...buffer.styles]).toEqual([Style.Plain, Style.Selected, Style.Selected, Style.Selected]);
  });
});
