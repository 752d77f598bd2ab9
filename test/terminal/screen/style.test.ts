import { describe, expect, it } from 'vitest';
import { colorsOf, Style, sequenceOf, speaksUnicode } from '../../../src/terminal/screen/style.ts';

describe('styles', () => {
  it('are told apart without colours, too', () => {
    const levels = [Style.Ok, Style.Careful, Style.Warning, Style.Critical];
    for (const colors of ['none', '16'] as const) {
      expect(new Set(levels.map((style) => sequenceOf(style, colors))).size).toBe(4);
    }
  });

  it.each([
    [{ TERM: 'xterm-256color' }, '16'],
    [{ TERM: 'linux' }, '16'],
    [{}, '16'],
    [{ TERM: 'xterm', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'xterm', NO_COLOR: '' }, '16'],
    [{ TERM: 'vt100' }, 'none'],
    [{ TERM: 'dumb' }, 'none'],
  ])('have the colours that %j has', (environment, colors) => {
    expect(colorsOf(environment)).toBe(colors);
  });

  it.each([
    [{ LANG: 'de_DE.UTF-8' }, true],
    [{ LANG: 'C.utf8' }, true],
    [{ LANG: 'C' }, false],
    [{}, false],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'POSIX' }, false],
    [{ LANG: '', LC_CTYPE: 'en_US.UTF-8' }, true],
  ])('%j: whether there is more than ASCII', (environment, isUnicode) => {
    expect(speaksUnicode(environment)).toBe(isUnicode);
  });
});
