import { cleanText } from '../clean-text.ts';

/** Where an address is. */
export interface Country {
  /** ISO 3166-1 alpha-2, in upper case. */
  readonly country: string;
  /** In English; `null` where neither the file nor the system knows one. */
  readonly countryName: string | null;
}

/** Who announces an address. */
export interface AutonomousSystem {
  readonly asNumber: number;
  readonly asName: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const MOST_NAME = 100;
/** Four bytes (RFC 6793). */
const LAST_AS = 0xffff_ffff;
const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/**
 * The country in a record of MaxMind's or DB-IP's layout (`country.iso_code`, `country.names.en`), or of a flat one such as IPinfo's
 * (`country_code`, `country_name`, or `country` for either). A `registered_country` alone is not taken: it says where the network's owner
 * registered it, often on another continent.
 */
export function countryOf(record: unknown): Country | null {
  const fields = fieldsOf(record);
  const nested = fieldsOf(fields.country);
  const code = [nested.iso_code, fields.country_code, fields.country].map(codeOf).find((each) => each !== null) ?? null;
  if (code === null) return null;
  const name = textOf(fieldsOf(nested.names).en) ?? textOf(fields.country_name) ?? longTextOf(fields.country);
  return { country: code, countryName: name ?? regionNames.of(code) ?? null };
}

/**
 * The autonomous system in a record of MaxMind's or DB-IP's layout (`autonomous_system_number`, at the top or in `traits`), or of IPinfo's
 * (`asn: AS64496` with `as_name` or `name`, or all of it inside `asn`).
 */
export function autonomousSystemOf(record: unknown): AutonomousSystem | null {
  const fields = fieldsOf(record);
  for (const place of [fields, fieldsOf(fields.traits), fieldsOf(fields.asn)]) {
    const candidates = [place.autonomous_system_number, place.as_number, place.asn];
    const asNumber = candidates.map(numberOf).find((each) => each !== null) ?? null;
    if (asNumber === null) continue;
    const names = [place.autonomous_system_organization, place.as_organization, place.as_org, place.as_name, place.name];
    return { asNumber, asName: names.map(textOf).find((each) => each !== null) ?? null };
  }
  return null;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function codeOf(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? cleanText(value, MOST_NAME) : null;
}

/** `country` is a name in some files and a code in others. */
function longTextOf(value: unknown): string | null {
  return codeOf(value) === null ? textOf(value) : null;
}

/** 0 is nobody's (RFC 7607). */
function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^(AS)?\d{1,10}$/i.test(value) ? Number(value.replace(/^AS/i, '')) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number <= LAST_AS ? number : null;
}
