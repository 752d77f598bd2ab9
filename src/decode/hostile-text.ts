// Cold. Captured text is hostile: it may hold what a terminal obeys, what turns the reading direction round, or nothing that can be seen.

/** Control and format characters (bidirectional overrides, zero-width ones), separators of lines, lone surrogates, private and unassigned ones. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
/** The sign for what was no character to begin with, and for a text's end that is left out. */
const ELLIPSIS = '…';

/** The text with every character that cannot be seen written as `<U+202E>`, cut to `maxCharacters`. */
export function visibleText(text: string, maxCharacters: number): string {
  const isCut = text.length > maxCharacters;
  const kept = isCut ? text.slice(0, maxCharacters - 1) : text;
  const visible = kept.replace(INVISIBLE, codePointText);
  return isCut ? visible + ELLIPSIS : visible;
}

function codePointText(character: string): string {
  return `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
}
