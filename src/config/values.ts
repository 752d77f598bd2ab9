import type { TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import type { FindContradiction } from './contradiction.ts';
import type { Setting } from './shape.ts';

/** The words of a schema that messages and documentation are made of. */
interface Words {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Words[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Words & TSchema;
  readonly maxItems?: number;
  /** Of a list of mappings, the key that no two of them may have the same value of. */
  readonly distinct?: string;
  /** Of a mapping. Keys that may be left out are not among those required, or have a default. */
  readonly properties?: Readonly<Record<string, Words & TSchema>>;
  readonly required?: readonly string[];
  readonly contradiction?: FindContradiction;
  readonly default?: unknown;
  readonly description?: string;
  /** What a pattern cannot say, and what is in a list. */
  readonly expected?: string;
}

/** Says what is wrong with a value for this setting; `null` when nothing is. */
export function findFault(setting: Setting, value: unknown): string | null {
  const isGood: boolean = Check(setting.schema, value);
  if (isGood) return null;
  const { items, maxItems = 0 } = setting.schema as Words;
  if (items === undefined || !Array.isArray(value)) {
    return `expected ${describeExpected(setting)}, found ${describeFound(value)}`;
  }
  if (value.length > maxItems) return `expected ${describeExpected(setting)}, found ${value.length} of them`;
  const faults = value.map((item) => findItemFault(setting, item));
  return faults.find((fault) => fault !== null) ?? null;
}

/** Says what is wrong with one item of a setting that takes a list; `null` when nothing is. */
export function findItemFault(setting: Setting, item: unknown): string | null {
  const { items } = setting.schema as Words;
  if (items === undefined || Check(items, item)) return null;
  return `expected ${describeWords(items)}, found ${describeFound(item)}`;
}

/** A key of the mappings in a list. */
export interface ItemKey {
  readonly name: string;
  readonly schema: TSchema & { readonly description: string };
  readonly isRequired: boolean;
  /** `undefined` where there is none. */
  readonly standard: unknown;
}

/** The keys of the mappings that a setting takes a list of; null where it takes none. */
export function itemKeys(setting: Setting): readonly ItemKey[] | null {
  const { properties, required = [] } = (setting.schema as Words).items ?? {};
  if (properties === undefined) return null;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema: schema as unknown as ItemKey['schema'],
    isRequired: required.includes(name) && schema.default === undefined,
    standard: schema.default,
  }));
}

/** The key of these mappings whose value has to be another one in each; null where there is none. */
export function distinctKey(setting: Setting): string | null {
  return (setting.schema as Words).distinct ?? null;
}

/** What says which values of one of these mappings contradict each other. */
export function contradictionIn(setting: Setting): FindContradiction {
  return (setting.schema as Words).items?.contradiction ?? (() => null);
}

/** Says what is wrong with a value of a key of a mapping; `null` when nothing is. */
export function findKeyFault({ schema }: ItemKey, value: unknown): string | null {
  return Check(schema, value) ? null : `expected ${describeWords(schema as Words)}, found ${describeFound(value)}`;
}

/** What a key of a mapping takes. */
export function describeItemKey({ schema }: ItemKey): string {
  return describeWords(schema as Words);
}

/** The most items of a setting that takes a list; 0 where it takes none. */
export function mostItems(setting: Setting): number {
  return (setting.schema as Words).maxItems ?? 0;
}

/** What a setting takes: `a whole number from 0 to 65535`. */
export function describeExpected(setting: Setting): string {
  return describeWords(setting.schema as Words);
}

function describeWords(words: Words): string {
  if (words.expected !== undefined) return words.expected;
  if (words.anyOf) return words.anyOf.map(describeWords).join(' or ');
  if (words.enum) return `one of ${words.enum.join(', ')}`;
  if (words.type === 'integer') return `a whole number from ${words.minimum} to ${words.maximum}`;
  if (words.type === 'number') return `a number from ${words.minimum} to ${words.maximum}`;
  if (words.type === 'boolean') return 'true or false';
  if (words.type === 'null') return 'null';
  if (words.type === 'object') return 'a mapping';
  return words.minLength === undefined
    ? `text of at most ${words.maxLength} characters`
    : `text of ${words.minLength} to ${words.maxLength} characters`;
}

/** What a value is, short enough for one line whatever it is. */
export function describeFound(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value).slice(0, 40);
  if (Array.isArray(value)) return 'a list';
  return 'a mapping';
}

/**
 * Reads the text of an environment variable as the setting's type, items of a list separated by commas; text that is none stays text, for
 * `findFault` to refuse.
 */
export function parseText(setting: Setting, text: string): unknown {
  const { type } = setting.schema as Words;
  if (type === 'array') return text.split(',').map((item) => item.trim());
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return type === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}
