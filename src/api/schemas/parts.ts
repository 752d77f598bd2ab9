import { type Static, type TObject, type TProperties, type TSchema, type TUnsafe, Type } from 'typebox';

/** A count of something, since the start unless said otherwise. */
export function count(description: string) {
  return Type.Integer({ minimum: 0, description });
}

/** A count, or null where it is not known, which is not zero. */
export function countOrNull(description: string): TUnsafe<number | null> {
  return Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 0, description });
}

export function integerOrNull(description: string): TUnsafe<number | null> {
  return Type.Unsafe<number | null>({ type: ['integer', 'null'], description });
}

/** A figure with a fraction. */
export function number(description: string) {
  return Type.Number({ description });
}

export function numberOrNull(description: string): TUnsafe<number | null> {
  return Type.Unsafe<number | null>({ type: ['number', 'null'], description });
}

export function flag(description: string) {
  return Type.Boolean({ description });
}

export function text(description: string) {
  return Type.String({ description });
}

export function textOrNull(description: string): TUnsafe<string | null> {
  return Type.Unsafe<string | null>({ type: ['string', 'null'], description });
}

/** A point in time as all of the API writes it. */
export function time(description: string) {
  return Type.String({ description: `${description} ISO 8601 UTC with microseconds.` });
}

export function timeOrNull(description: string): TUnsafe<string | null> {
  return textOrNull(`${description} ISO 8601 UTC with microseconds.`);
}

/** One of a few words. */
export function choice<const Words extends readonly string[]>(words: Words, description: string): TUnsafe<Words[number]> {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], description });
}

/** One of a few words, or null where that is not known. */
export function choiceOrNull<const Words extends readonly string[]>(
  words: Words,
  description: string,
): TUnsafe<Words[number] | null> {
  return Type.Unsafe<Words[number] | null>({ type: ['string', 'null'], enum: [...words, null], description });
}

/** An object, or null where there is none. */
export function orNull<Properties extends TProperties>(
  schema: TObject<Properties>,
  description: string,
): TUnsafe<Static<TObject<Properties>> | null> {
  return Type.Unsafe<Static<TObject<Properties>> | null>({ ...schema, type: ['object', 'null'], description });
}

/** The same for either direction, and for what nobody knows the direction of. */
export function byDirection<Value extends TSchema>(value: Value, description: string) {
  return Type.Object({ down: value, up: value, unknown: value }, { description });
}

export function list<Item extends TSchema>(items: Item, description: string): TUnsafe<readonly Static<Item>[]> {
  return Type.Unsafe<readonly Static<Item>[]>({ type: 'array', items, description });
}

/** Refers to a schema of the table in `all-schemas.ts` by its name; the type says what it describes. */
export function named<Value>(name: string, description?: string): TUnsafe<Value> {
  return Type.Unsafe<Value>(description === undefined ? { $ref: `${name}#` } : { $ref: `${name}#`, description });
}
