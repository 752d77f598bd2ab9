import type { EnrichedLine, HostOrigin, SessionVendors } from '../api/enriched-rows.ts';
import type { Answers, CountedAnswers } from '../api/probe.ts';
import type { Say } from '../enrich/watched-file.ts';
import type { LineSummary } from '../line/line-summary.ts';
import type { Rows } from '../traffic/summary.ts';
import type { Enrichment } from './open-enrichment.ts';

export interface EnrichingOptions {
  readonly enrichment: Pick<Enrichment, 'addresses' | 'vendors'>;
  /** Takes what is wrong with a file, or that it was read again. */
  readonly say: Say;
}

/** Adds to answers what files on this machine say, and has those files looked at that it takes. */
export async function enrichAnswers(counted: Partial<CountedAnswers>, options: EnrichingOptions): Promise<Partial<Answers>> {
  const { addresses, vendors } = options.enrichment;
  const { hosts, pppoeSessions, line, ...rest } = counted;
  if (hosts !== undefined) await addresses.refresh(options.say);
  if (pppoeSessions !== undefined || line !== undefined) await vendors.refresh(options.say);
  const originOf = (row: { readonly address: string }): HostOrigin => addresses.originOf(row.address);
  const vendorOf = (mac: string | null): string | null => (mac === null ? null : vendors.vendorOf(mac));
  return {
    ...rest,
    ...(hosts && { hosts: eachWith(hosts, originOf) }),
    ...(pppoeSessions && { pppoeSessions: eachWith(pppoeSessions, (row) => sessionVendors(row, vendorOf)) }),
    ...(line && { line: enrichLine(line, vendorOf) }),
  };
}

/** Adds to the hosts of a list where they are. */
export function withOrigins<Row extends { readonly address: string }>(
  rows: readonly Row[],
  originOf: (address: string) => HostOrigin,
): readonly (Row & HostOrigin)[] {
  return rows.map((row) => ({ ...row, ...originOf(row.address) }));
}

type VendorOf = (mac: string | null) => string | null;

function eachWith<Row, More>(rows: Rows<Row>, moreOf: (row: Row) => More): Rows<Row & More> {
  return { ...rows, list: rows.list.map((row) => ({ ...row, ...moreOf(row) })) };
}

function sessionVendors(
  row: { readonly clientMac: string | null; readonly concentratorMac: string | null },
  vendorOf: VendorOf,
): SessionVendors {
  return { clientVendor: vendorOf(row.clientMac), concentratorVendor: vendorOf(row.concentratorMac) };
}

/** Adds to what is known of the line who made what is at its ends. */
export function enrichLine(line: LineSummary, vendorOf: VendorOf): EnrichedLine {
  const { home, ppp } = line;
  return {
    ...line,
    home: { ...home, routerVendor: vendorOf(home.routerMac), providerVendor: vendorOf(home.providerMac) },
    ppp: { ...ppp, sessions: ppp.sessions.map((session) => ({ ...session, ...sessionVendors(session, vendorOf) })) },
  };
}
