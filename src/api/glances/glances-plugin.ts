import type { SystemSnapshot } from '../../system/snapshot.ts';
import type { GlancesSource } from './glances-source.ts';

/** The release whose API 4 these answers follow (docs/api/restful.rst of Glances). */
export const GLANCES_VERSION = '4.5.5';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type GlancesRow = { readonly [field: string]: Json };

/** What a plugin says: of one thing, of several, or in one word. */
export type GlancesValue = GlancesRow | readonly GlancesRow[] | string | null;

/** A field's unit, null where it has none, and what it means. */
export type GlancesFields = { readonly [field: string]: readonly [unit: string | null, description: string] };

/** What a plugin speaks of: one snapshot of the machine, and the rest as it is at that moment. */
export interface GlancesMoment {
  readonly snapshot: SystemSnapshot;
  readonly source: GlancesSource;
}

/** One of Glances' plugins: a name in the path and in `/all`. */
export interface GlancesPlugin {
  readonly name: string;
  /** Which field names a row; null where the answer is no list of named rows. */
  readonly key: string | null;
  readonly fields: GlancesFields;
  /** Fields with a history. */
  readonly history: readonly string[];
  readonly show: (moment: GlancesMoment) => GlancesValue;
}

/** A list that cannot be known is empty, never missing: clients call its methods. */
export const NOTHING_LISTED: readonly GlancesRow[] = [];
/** What a plugin of one thing says when it knows nothing. Home Assistant passes it over. */
export const NOTHING_KNOWN: GlancesRow = {};

/** Whether a plugin speaks of several things. */
export function isList(value: GlancesValue): value is readonly GlancesRow[] {
  return Array.isArray(value);
}
