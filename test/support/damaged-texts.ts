const ENORMOUS = 100_000;

/** What a file may hold instead of what it should, by what is wrong with it. */
export function damagedTexts(good: string): ReadonlyMap<string, string> {
  const cuts = Array.from({ length: Math.min(good.length, 400) }, (_, index) =>
    Math.floor((index * good.length) / Math.min(good.length, 400)),
  );
  return new Map<string, string>([
    ['empty', ''],
    ['one line end', '\n'],
    ['without its numbers', good.replace(/\d+/g, '')],
    ['with words for numbers', good.replace(/\d+/g, 'many')],
    ['with numbers below zero', good.replace(/\d+/g, '-$&')],
    ['with numbers beyond all', good.replace(/\d+/g, '9'.repeat(400))],
    ['with the largest of 64 bits', good.replace(/\d+/g, '18446744073709551615')],
    ['without spaces', good.replace(/[ \t]+/g, '')],
    ['one long line', good.replaceAll('\n', ' ')],
    ['with null characters', good.replaceAll(' ', '\0')],
    [
      'not UTF-8',
      Buffer.from(good, 'latin1')
        .map((byte) => byte ^ 0x80)
        .toString(),
    ],
    ['with a byte that is not UTF-8 in each line', Buffer.from(good.replaceAll('\n', '\u00ff\n'), 'latin1').toString()],
    ['enormous', good.repeat(Math.ceil(ENORMOUS / Math.max(1, good.length)))],
    ['one enormous word', 'x'.repeat(ENORMOUS)],
    ['enormously many lines', '1\n'.repeat(ENORMOUS / 2)],
    ...cuts.map((length) => [`cut after ${length}`, good.slice(0, length)] as const),
  ]);
}

/** Where in a value a number is not finite or below zero, or a text longer than 4 KiB; empty for a good one. */
export function implausibleIn(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? [] : [`${path} is ${value}`];
  if (typeof value === 'string') return value.length <= 4096 ? [] : [`${path} has ${value.length} characters`];
  if (value instanceof Map) return [...value].flatMap(([key, item]) => implausibleIn(item, `${path}.${key}`));
  if (value === null || typeof value !== 'object') return value === undefined ? [`${path} is undefined`] : [];
  return Object.entries(value).flatMap(([key, item]) => implausibleIn(item, `${path}.${key}`));
}
