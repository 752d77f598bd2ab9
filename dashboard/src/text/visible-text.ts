// Control characters, and the format characters that reorder or hide what stands around them (bidirectional controls, zero-width
// characters, soft hyphen, variation selectors, tags, lone surrogates): Unicode categories Cc, Cf, Cs, Zl, Zp, plus the selectors.
// Combining marks stay, but not stacked: the second and later of a run is shown as its number too.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f|[\ufe00-\ufe0f]|(?<=\p{M})\p{M}/gu;

/** The most characters of captured text that a page shows, and that its tooltip shows. */
export const SHOWN_CHARACTERS = 120;
export const TOOLTIP_CHARACTERS = 500;

/** Text from the wire as it can be shown: nothing in it is invisible, moves its neighbours, or is longer than `limit` characters. */
export function visibleText(captured: string, limit: number = SHOWN_CHARACTERS): string {
  // Cut before looking, as ten thousand characters need no replacing, and again after it, as marks are longer than what they stand for.
  const marked = cutAt(captured, limit).replace(INVISIBLE, codePointMark);
  const isCut = captured.length > limit || marked.length > limit;
  return isCut ? `${cutAt(marked, limit)}…` : marked;
}

/** What a tooltip says about text that was cut or marked; `undefined` where the text says it all. */
export function visibleTooltip(captured: string): string | undefined {
  if (visibleText(captured) === captured) return undefined;
  const shown = visibleText(captured, TOOLTIP_CHARACTERS);
  return captured.length > TOOLTIP_CHARACTERS ? `${shown} (${captured.length} characters)` : shown;
}

function codePointMark(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `‹${codePoint.toString(16).toUpperCase().padStart(4, '0')}›`;
}

function cutAt(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const last = cut.charCodeAt(limit - 1);
  const endsInHalfCharacter = last >= 0xd800 && last <= 0xdbff;
  return endsInHalfCharacter ? cut.slice(0, -1) : cut;
}
