import type {
  DnsNameRow as CountedDnsNameRow,
  HttpHostRow as CountedHttpHostRow,
  ServerNameRow as CountedServerNameRow,
  NameRows,
  NamesSummary,
} from '../inspect/names-summary.ts';
import type { HomeState as LearntHomeState } from '../line/home/summary.ts';
import type { LineSummary } from '../line/line-summary.ts';
import type { PppSessionRow as FollowedSessionRow, PppSummary as FollowedSummary } from '../line/ppp/summary.ts';
import type {
  FlowRow as CountedFlowRow,
  HostRow as CountedHostRow,
  PppoeSessionRow as CountedSessionRow,
} from '../traffic/summary.ts';

// Rows as the API shows them: what was counted and learnt, and beside it what files on this machine say.

/** Where an address is and who announces it, as the MMDB files of the configuration say; `null` where none says. */
export interface HostOrigin {
  /** ISO 3166-1 alpha-2: `DE`. */
  readonly country: string | null;
  /** In English. */
  readonly countryName: string | null;
  readonly asNumber: number | null;
  readonly asName: string | null;
}

/** The list of the user's that has the name, or one of the names, by its file's name; `null` where none has. */
export interface Listed {
  readonly listed: string | null;
}

export interface HostRow extends CountedHostRow, HostOrigin, Listed {}

export interface FlowRow extends CountedFlowRow, Listed {
  /** What this system calls the responder's port; `null` where it has no word for it. */
  readonly portName: string | null;
}

export interface DnsNameRow extends CountedDnsNameRow, Listed {}
export interface ServerNameRow extends CountedServerNameRow, Listed {}
export interface HttpHostRow extends CountedHttpHostRow, Listed {}

/** The names that payloads held, and which of them the user's lists have. */
export interface EnrichedNames extends Omit<NamesSummary, 'dns' | 'tls' | 'quic' | 'http'> {
  readonly dns: NameRows<DnsNameRow>;
  readonly tls: NameRows<ServerNameRow>;
  readonly quic: NameRows<ServerNameRow>;
  readonly http: NameRows<HttpHostRow>;
}

/** Who made the devices at both ends; `randomised` where the device made its address up, `null` where no list says. */
export interface SessionVendors {
  readonly clientVendor: string | null;
  readonly concentratorVendor: string | null;
}

export interface PppoeSessionRow extends CountedSessionRow, SessionVendors {}
export interface PppSessionRow extends FollowedSessionRow, SessionVendors {}

export interface PppSummary extends Omit<FollowedSummary, 'sessions'> {
  readonly sessions: readonly PppSessionRow[];
}

export interface HomeState extends LearntHomeState {
  readonly routerVendor: string | null;
  readonly providerVendor: string | null;
}

/** What is known of the access line, and who made what is at its ends. */
export interface EnrichedLine extends Omit<LineSummary, 'home' | 'ppp'> {
  readonly home: HomeState;
  readonly ppp: PppSummary;
}
