// Control and format characters, lone surrogates, line and paragraph separators: whatever is not seen, or moves what stands around it.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu;

/** A name out of a file, on one line: unseen characters become a space; at most `most` characters; `null` where nothing is left. */
export function cleanText(text: string, most: number): string | null {
  const clean = text.slice(0, most).replace(UNSEEN, ' ').trim();
  return clean === '' ? null : clean;
}
