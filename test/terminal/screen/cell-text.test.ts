import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachCell, textWidth } from '../../../src/terminal/screen/cell-text.ts';

function cellsOf(text: string): string {
  let cells = '';
  eachCell(text, (character, width) => {
    cells += width === 2 ? `${character}_` : character;
    return true;
  });
  return cells;
}

describe('text in cells', () => {
  it.each([
    ['plain', 'sshd: pi@pts/0', 'sshd: pi@pts/0'],
    ['an escape sequence', 'a\u001b[31mb', 'a?[31mb'],
    ['controls of both kinds', 'a\tb\nc\u007fd\u009be', 'a?b?c?d?e'],
    ['characters that turn the direction round', 'gpj\u202egnp.exe\u2069', 'gpj?gnp.exe?'],
    ['characters that take no place', 'a\u200bb\u200dc\ufeffd', 'a?b?c?d'],
    ['half of a surrogate pair', 'a\ud800b', 'a?b'],
    ['private and unassigned characters', '\ue000\u0378', '??'],
    ['letters without a shape', '\u3164\u115f', '??'],
    ['tags', '\u{e0041}', '?'],
    ['spaces of all widths', 'a\u00a0b\u3000c\u2003d', 'a b c d'],
    ['separators of lines', 'a\u2028b', 'a?b'],
    ['a letter and its mark', 'e\u0301', 'é'],
    ['marks that no letter takes up', 'x\u0308\u0308\ufe0f', 'ẍ'],
    ['wide characters', '日本 ｗ 한', '日_本_ ｗ_ 한_'],
    ['emoji', '🚀', '🚀_'],
  ])('shows %s', (_what, text, cells) => {
    expect(cellsOf(text)).toBe(cells);
  });

  it('knows how wide a text is', () => {
    expect(textWidth('probe')).toBe(5);
    expect(textWidth('日本')).toBe(4);
    expect(textWidth('e\u0301\u001b')).toBe(2);
  });

  it('stops when there is no more room', () => {
    const taken: string[] = [];
    eachCell('日本語', (character) => taken.push(character) < 2);
    expect(taken).toEqual(['日', '本']);
  });

  it('never lets a control, a format character or a mark through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(cellsOf(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{M}]/u);
      }),
    );
  });
});
