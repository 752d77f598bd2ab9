// Cold. Captured text is hostile: it may hold what a terminal obeys, what turns the reading direction round, or nothing that can be seen.

/**
 * Control and format characters (bidirectional controls, zero-width ones, tags), separators of lines, lone surrogates, private and unassigned
 * characters, letters without a shape and selectors of variants. Combining marks stay, but not stacked.
 */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f|[\ufe00-\ufe0f]|(?<=\p{M})\p{M}/gu;
/** Stands for the end of a text that is left out. */
const ELLIPSIS = '…';

/** The text with every character that cannot be seen written as `‹202E›`, cut to `maxCharacters` before that. */
export function visibleText(text: string, maxCharacters = Number.POSITIVE_INFINITY): string {
  const isCut = text.length > maxCharacters;
  const visible = (isCut ? text.slice(0, maxCharacters - 1) : text).replace(INVISIBLE, codePointMark);
  return isCut ? visible + ELLIPSIS : visible;
}

function codePointMark(character: string): string {
  return `‹${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}›`;
}
