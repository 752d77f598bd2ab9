// What may stand in a cell of the screen. Names of processes, hosts and probes are hostile: they may hold what a terminal obeys, what turns the
// reading direction round, or what takes no place at all.

/** Stands for every character that cannot be shown. */
const REPLACEMENT = '?';

/** Controls, formats (bidirectional controls, zero-width characters, tags), surrogates, private and unassigned characters, separators of lines. */
const FORBIDDEN = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/u;
const SPACE = /\p{Zs}/u;
/** Marks, selectors of variants among them. What composition leaves of them is left out: a cell holds one character. */
const MARK = /\p{M}/u;

/** Calls `take` with every character that is shown and how many cells it takes, until `take` says that there is no more room. */
export function eachCell(text: string, take: (character: string, width: 1 | 2) => boolean): void {
  for (const character of isPlain(text) ? text : text.normalize('NFC')) {
    const code = character.codePointAt(0)!;
    if (code >= 0x20 && code < 0x7f) {
      if (!take(character, 1)) return;
      continue;
    }
    if (MARK.test(character)) continue;
    const shown = FORBIDDEN.test(character) ? REPLACEMENT : SPACE.test(character) ? ' ' : character;
    if (!take(shown, shown === character ? widthOf(code) : 1)) return;
  }
}

/** How many cells a text takes. */
export function textWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  eachCell(text, (_character, cells) => {
    width += cells;
    return true;
  });
  return width;
}

/** East Asian wide and full-width characters, and emoji (Unicode Standard Annex 11), as ranges that follow one another. */
const WIDE: readonly number[] = [
  0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe, 0x2614, 0x2615,
  0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce,
  0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b,
  0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf,
  0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3,
  0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18dff, 0x1aff0, 0x1b2ff, 0x1f004,
  0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200, 0x1f265, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f7e0,
  0x1f7f0, 0x1f900, 0x1f9ff, 0x1fa70, 0x1faff, 0x20000, 0x3fffd,
];

function widthOf(code: number): 1 | 2 {
  if (code < 0x1100) return 1;
  for (let at = 0; at < WIDE.length; at += 2) {
    if (code < WIDE[at]!) return 1;
    if (code <= WIDE[at + 1]!) return 2;
  }
  return 1;
}

function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}
