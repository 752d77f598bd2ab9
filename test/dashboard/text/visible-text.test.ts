import { describe, expect, it } from 'vitest';
import { SHOWN_CHARACTERS, visibleText, visibleTooltip } from '../../../dashboard/src/text/visible-text.ts';

describe('visibleText', () => {
  it('leaves ordinary text alone, in any script', () => {
    const ordinary = ['video-edge-17.stream.example', 'bücher.example', 'דוגמה', '例え', 'é', '😀'];
    expect(ordinary.map((text) => visibleText(text))).toEqual(ordinary);
  });

  it('shows what reorders text', () => {
    expect(visibleText('\u202egpj.exe\u202c \u2066a\u2069')).toBe('‹202E›gpj.exe‹202C› ‹2066›a‹2069›');
  });

  it('shows control characters, invisible ones and line ends', () => {
    expect(visibleText('a\u0000b\u001bc\nd\u200be\u00adf\ufeff')).toBe('a‹0000›b‹001B›c‹000A›d‹200B›e‹00AD›f‹FEFF›');
  });

  it('shows characters outside the first plane and halves of one', () => {
    expect(visibleText('\u{e0041}\ud800')).toBe('‹E0041›‹D800›');
  });

  it('does not let marks pile up on a letter', () => {
    expect(visibleText('e\u0301\u0301\u0301')).toBe('e\u0301‹0301›‹0301›');
  });

  it('cuts long text, and never through a character', () => {
    expect(visibleText('x'.repeat(10_000))).toBe(`${'x'.repeat(SHOWN_CHARACTERS)}…`);
    expect(visibleText('ab😀', 3)).toBe('ab…');
    expect(visibleText('\u0000'.repeat(100), 10)).toBe('‹0000›‹000…');
  });

  it('keeps markup as the characters it is made of', () => {
    expect(visibleText('<script>alert(1)</script>')).toBe('<script>alert(1)</script>');
  });
});

describe('visibleTooltip', () => {
  it('is only there where the text does not say it all', () => {
    expect(visibleTooltip('plain.example')).toBeUndefined();
    expect(visibleTooltip('a\u202eb')).toBe('a‹202E›b');
  });

  it('is cut as well, and says how long the text was', () => {
    expect(visibleTooltip('y'.repeat(10_000))).toBe(`${'y'.repeat(500)}… (10000 characters)`);
  });
});
