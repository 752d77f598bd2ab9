import type { EnrichedLine, EnrichedNames, HostOrigin, Listed, SessionVendors } from '../api/enriched-rows.ts';
import type { Answers, CountedAnswers } from '../api/probe.ts';
import type { ServiceNames } from '../enrich/service-names.ts';
import type { Say } from '../enrich/watched-file.ts';
import type { DnsNameRow, HttpHostRow, NamesSummary, ServerNameRow } from '../inspect/names-summary.ts';
import type { LineSummary } from '../line/line-summary.ts';
import type { FlowRow, Rows } from '../traffic/summary.ts';
import type { Enrichment } from './open-enrichment.ts';

export interface EnrichingOptions {
  readonly enrichment: Pick<Enrichment, 'addresses' | 'vendors' | 'services' | 'nameLists'>;
  /** Takes what is wrong with a file, or that it was read again. */
  readonly say: Say;
}

/** Adds to answers what files on this machine say, and has those files looked at that it takes. */
export async function enrichAnswers(counted: Partial<CountedAnswers>, options: EnrichingOptions): Promise<Partial<Answers>> {
  const { addresses, vendors, services, nameLists } = options.enrichment;
  const { hosts, flows, names, pppoeSessions, line, ...rest } = counted;
  if (hosts !== undefined || flows !== undefined || names !== undefined) await nameLists.refresh(options.say);
  if (flows !== undefined) await services.refresh(options.say);
  if (hosts !== undefined) await addresses.refresh(options.say);
  if (pppoeSessions !== undefined || line !== undefined) await vendors.refresh(options.say);
  const listOf = (name: string): string | null => nameLists.find(name);
  const ofHost = (row: HostKeys): HostOrigin & Listed => ({ ...addresses.originOf(row.address), ...listed(row.names, listOf) });
  const vendorOf = (mac: string | null): string | null => (mac === null ? null : vendors.vendorOf(mac));
  return {
    ...rest,
    ...(hosts && { hosts: eachWith(hosts, ofHost) }),
    ...(flows && { flows: eachWith(flows, (row) => ({ ...flowListed(row, listOf), portName: portNameOf(row, services) })) }),
    ...(names && { names: markSummary(names, listOf) }),
    ...(pppoeSessions && { pppoeSessions: eachWith(pppoeSessions, (row) => sessionVendors(row, vendorOf)) }),
    ...(line && { line: enrichLine(line, vendorOf) }),
  };
}

/** Finds the list that a name is on. */
export type ListOf = (name: string) => string | null;

interface HostKeys {
  readonly address: string;
  readonly names: readonly string[];
}

/** The first list that has one of the names. */
export function listed(names: readonly string[], listOf: ListOf): Listed {
  for (const name of names) {
    const list = listOf(name);
    if (list !== null) return { listed: list };
  }
  return { listed: null };
}

function flowListed({ application }: FlowRow, listOf: ListOf): Listed {
  return listed(application.serverName === null ? [] : [application.serverName], listOf);
}

/** What the system calls the port that was asked. */
function portNameOf({ protocol, responder }: FlowRow, services: Pick<ServiceNames, 'nameOf'>): string | null {
  return responder.port === null ? null : services.nameOf(responder.port, protocol);
}

/** Names that payloads held, by kind. */
export interface CountedNameLists {
  readonly dns: readonly DnsNameRow[];
  readonly tls: readonly ServerNameRow[];
  readonly quic: readonly ServerNameRow[];
  readonly http: readonly HttpHostRow[];
}

export interface MarkedNameLists {
  readonly dns: readonly (DnsNameRow & Listed)[];
  readonly tls: readonly (ServerNameRow & Listed)[];
  readonly quic: readonly (ServerNameRow & Listed)[];
  readonly http: readonly (HttpHostRow & Listed)[];
}

/** Adds to names whether the user's lists have them. */
export function markNames({ dns, tls, quic, http }: CountedNameLists, listOf: ListOf): MarkedNameLists {
  const mark = <Row>(rows: readonly Row[], nameOf: (row: Row) => string): (Row & Listed)[] =>
    rows.map((row) => ({ ...row, ...listed([nameOf(row)], listOf) }));
  return {
    dns: mark(dns, ({ name }) => name),
    tls: mark(tls, ({ serverName }) => serverName),
    quic: mark(quic, ({ serverName }) => serverName),
    http: mark(http, ({ host }) => host.replace(/:\d*$/, '')),
  };
}

function markSummary(names: NamesSummary, listOf: ListOf): EnrichedNames {
  const { dns, tls, quic, http } = names;
  const marked = markNames({ dns: dns.list, tls: tls.list, quic: quic.list, http: http.list }, listOf);
  return {
    ...names,
    dns: { ...dns, list: marked.dns },
    tls: { ...tls, list: marked.tls },
    quic: { ...quic, list: marked.quic },
    http: { ...http, list: marked.http },
  };
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
