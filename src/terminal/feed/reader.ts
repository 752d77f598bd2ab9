// What a probe answers is checked once, here at the edge: it may be another version, another program, or somebody's joke. Of what has the right
// shape the fields that are shown are kept; the rest is left out.

/** Makes a value of what was received; `undefined` where it has another shape. */
export type Reader<Value> = (received: unknown) => Value | undefined;
/** What a reader makes. */
export type Read<Of> = Of extends Reader<infer Value> ? Value : never;

const MOST_CHARACTERS = 512;
/** Nothing is as large; what is larger would become infinite where it is shown in bits, or added up. */
const LARGEST = 1e300;

export const number: Reader<number> = (received) =>
  typeof received === 'number' && Math.abs(received) <= LARGEST ? received : undefined;

export const flag: Reader<boolean> = (received) => (typeof received === 'boolean' ? received : undefined);

/** Cut, since nothing longer fits on a screen. Not clean yet: cells are (screen/cell-text.ts). */
export const text: Reader<string> = (received) => (typeof received === 'string' ? received.slice(0, MOST_CHARACTERS) : undefined);

/** What is not there, or has another shape, is `null`. */
export function orNull<Value>(read: Reader<Value>): Reader<Value | null> {
  return (received) => read(received) ?? null;
}

/** What is not there, or has another shape, is `usual`. */
export function or<Value>(usual: Value, read: Reader<Value>): Reader<Value> {
  return (received) => read(received) ?? usual;
}

/** At most so many; those of another shape are left out. */
export function list<Value>(read: Reader<Value>, most: number): Reader<readonly Value[]> {
  return (received) => {
    if (!Array.isArray(received)) return undefined;
    const values: Value[] = [];
    for (const each of received.slice(0, most)) {
      const value = read(each);
      if (value !== undefined) values.push(value);
    }
    return values;
  };
}

export function oneOf<Word extends string>(...words: readonly Word[]): Reader<Word> {
  return (received) => words.find((word) => word === received);
}

/** All the fields, or nothing. */
export function record<Fields extends Readonly<Record<string, Reader<unknown>>>>(
  fields: Fields,
): Reader<{ readonly [Name in keyof Fields]: Read<Fields[Name]> }> {
  const entries = Object.entries(fields);
  return (received) => {
    if (typeof received !== 'object' || received === null) return undefined;
    const source = received as Readonly<Record<string, unknown>>;
    const made: Record<string, unknown> = {};
    for (const [name, read] of entries) {
      const value = read(source[name]);
      if (value === undefined) return undefined;
      made[name] = value;
    }
    return made as { readonly [Name in keyof Fields]: Read<Fields[Name]> };
  };
}
