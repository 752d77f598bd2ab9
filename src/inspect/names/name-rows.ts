// Cold: rows of the tables of names, as reports and the API have them.

import { timestampText } from '../../decode/text.ts';
import type { DnsNameRow, FingerprintRow, HttpHostRow, NameLabels, NameRows, ServerNameRow } from '../names-summary.ts';
import type { NameTable } from './name-table.ts';

const MICROS_PER_MILLI = 1000;

/** What the table of DNS names keeps in a row's numbers. */
export const DnsNumber = {
  Queries: 0,
  Responses: 1,
  NoSuchName: 2,
  Failures: 3,
  /** How many responses were timed, and how long they took together. */
  Timed: 4,
  Micros: 5,
} as const;
export const DNS_NUMBERS = 6;

/** What the list of services knows of a name. */
export type LabelsOf = (name: string) => NameLabels;

/** The table's first `limit` rows, each made from its slot. */
export function nameRows<Row>(table: NameTable, limit: number, rowOf: (slot: number) => Row): NameRows<Row> {
  return { list: table.sorted().slice(0, limit).map(rowOf), total: table.size, other: { ...table.other } };
}

export function dnsNameRow(table: NameTable, slot: number, labelsOf: LabelsOf): DnsNameRow {
  const name = table.nameAt(slot);
  const number = (which: number): number => table.numbers[slot * DNS_NUMBERS + which]!;
  const timed = number(DnsNumber.Timed);
  return {
    name,
    ...labelsOf(name),
    queries: number(DnsNumber.Queries),
    responses: number(DnsNumber.Responses),
    noSuchName: number(DnsNumber.NoSuchName),
    failures: number(DnsNumber.Failures),
    responseMillis: timed === 0 ? null : number(DnsNumber.Micros) / timed / MICROS_PER_MILLI,
    ...timesAt(table, slot),
  };
}

export function serverNameRow(table: NameTable, slot: number, labelsOf: LabelsOf): ServerNameRow {
  const serverName = table.nameAt(slot);
  return { serverName, ...labelsOf(serverName), connections: table.countAt(slot), ...timesAt(table, slot) };
}

export function httpHostRow(table: NameTable, slot: number, labelsOf: LabelsOf): HttpHostRow {
  const host = table.nameAt(slot);
  return { host, ...labelsOf(host), requests: table.countAt(slot), agent: table.notes[slot]!, ...timesAt(table, slot) };
}

export function fingerprintRow(table: NameTable, slot: number): FingerprintRow {
  const serverName = table.notes[slot]!;
  return { ja4: table.nameAt(slot), connections: table.countAt(slot), serverName, ...timesAt(table, slot) };
}

function timesAt(table: NameTable, slot: number): { readonly firstSeenAt: string; readonly lastSeenAt: string } {
  return { firstSeenAt: timestampText(table.firstSeenAt(slot)), lastSeenAt: timestampText(table.lastSeenAt(slot)) };
}
