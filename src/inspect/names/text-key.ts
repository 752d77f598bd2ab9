const MARK = '#';

/**
 * The text as a key for a `Map`. V8 hashes strings with a seed that differs at every start, but for those that are integers, whose hash anybody can
 * work out: a key that begins with a digit gets a mark before it. Different texts have different keys.
 */
export function textKey(text: string): string {
  const first = text.charCodeAt(0);
  const isDigit = first >= 0x30 && first <= 0x39;
  return isDigit || first === MARK.charCodeAt(0) ? MARK + text : text;
}
