import { type GlancesRow, type GlancesValue, isList, type Json } from './glances-plugin.ts';

/** `/cpu/total`: `{"total": 6.2}`; of a list what each row has. Null where there is no such field. */
export function itemOf(value: GlancesValue, item: string): Json {
  if (value === null || typeof value === 'string') return null;
  if (!isList(value)) return Object.hasOwn(value, item) ? { [item]: value[item]! } : null;
  if (!value.every((row) => Object.hasOwn(row, item))) return null;
  return { [item]: value.map((row) => row[item]!) };
}

/** `/network/interface_name/value/eth0`: the rows whose field has that value; null where there is no such field, or no list. */
export function rowsWith(value: GlancesValue, item: string, wanted: string): Json {
  if (!isList(value) || !value.every((row) => Object.hasOwn(row, item))) return null;
  return { [wanted]: value.filter((row) => isNamed(row[item], wanted)) };
}

/** `/network/bytes_recv/eth0`: the field of the row that is called so; undefined without such a row. */
export function fieldOfRow(value: GlancesValue, item: string, name: string): Json | undefined {
  const row = isList(value) ? value.find((candidate) => isNamed(nameOf(candidate), name)) : undefined;
  if (row === undefined) return undefined;
  return { [item]: Object.hasOwn(row, item) ? row[item]! : null };
}

function nameOf(row: GlancesRow): Json | undefined {
  return typeof row.key === 'string' ? row[row.key] : undefined;
}

function isNamed(value: Json | undefined, name: string): boolean {
  return (typeof value === 'string' || typeof value === 'number') && String(value) === name;
}
