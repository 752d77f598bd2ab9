// What payloads said, as plain immutable values: rows of the report, of the API and of windows. Names are made visible: they hold nothing a
// terminal or a page would obey. Times are ISO 8601 UTC with microseconds.

/** Where a name came from. */
export type NameSource = 'dns' | 'tls' | 'quic' | 'http' | 'dhcp' | 'mdns' | 'llmnr' | 'netbios' | 'reverse-dns';

/** One name of a host. */
export interface HostName {
  readonly name: string;
  readonly source: NameSource;
  readonly lastSeenAt: string;
}

/** What is known of a name that the list of services knows, too. */
export interface NameLabels {
  /** The people's word for whose name it is (`YouTube`), and its kind (`video`); null where no list has it. */
  readonly service: string | null;
  readonly category: string | null;
}

export interface DnsNameRow extends NameLabels {
  readonly name: string;
  /** How often it was in the question of a query, and of a response. */
  readonly queries: number;
  readonly responses: number;
  /** Responses that said there is no such name, and with any other error. */
  readonly noSuchName: number;
  readonly failures: number;
  /** The mean time from a query to its response, where both were seen; null without one. */
  readonly responseMillis: number | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** A server name of ClientHellos, over TCP (`tls`) or in QUIC (`quic`). */
export interface ServerNameRow extends NameLabels {
  readonly serverName: string;
  readonly connections: number;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** A Host header's value of HTTP/1, or the authority of HTTP/2 without TLS. */
export interface HttpHostRow extends NameLabels {
  readonly host: string;
  readonly requests: number;
  /** What kind of program asked last, by its User-Agent (`Firefox`, `curl`, `Windows Update`); null where it did not say. */
  readonly agent: string | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** A JA4 fingerprint: what program said hello, as far as its ClientHello tells. */
export interface FingerprintRow {
  readonly ja4: string;
  readonly connections: number;
  /** The server name it was last seen with; null where the hello had none. */
  readonly serverName: string | null;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** Rows of one kind of name, the most frequent first, and what the bounded table could not keep. */
export interface NameRows<Row> {
  readonly list: readonly Row[];
  /** How many the table holds, listed here or not. */
  readonly total: number;
  /** Names that gave way to others, and how often they had been counted. */
  readonly other: { readonly rows: number; readonly count: number };
}

export interface NamesSummary {
  readonly dns: NameRows<DnsNameRow>;
  readonly tls: NameRows<ServerNameRow>;
  readonly quic: NameRows<ServerNameRow>;
  readonly http: NameRows<HttpHostRow>;
  readonly fingerprints: NameRows<FingerprintRow>;
  /** ClientHellos whose real name is encrypted (ECH): the server name is the one of the provider that hides it. */
  readonly encryptedHellos: number;
  /** Packets of QUIC that were not looked into, because more came within a second than a line's clients send: a flood. */
  readonly unopenedPackets: number;
}

/** One name that was seen in a window, and how often. */
export interface NameShare {
  readonly kind: 'dns' | 'tls' | 'quic' | 'http';
  readonly name: string;
  readonly count: number;
}

/** What payloads said in one window. */
export interface NamesWindow {
  readonly dnsQueries: number;
  readonly dnsResponses: number;
  /** Responses that said there is no such name, and with any other error. */
  readonly dnsNoSuchName: number;
  readonly dnsFailures: number;
  readonly helloCount: number;
  readonly encryptedHellos: number;
  readonly httpRequests: number;
  /** The names with the highest counts; the others are in `otherCount` only. */
  readonly list: readonly NameShare[];
  readonly otherCount: number;
}

/** How something about a conversation was found out: by what it carried, by a header below it, or by a port, which is a guess. */
export type BasisName = 'payload' | 'header' | 'port' | 'none';

/** What a conversation is. */
export interface FlowApplication {
  /** The application protocol's name, such as `tls`; `unknown` where nothing tells. */
  readonly protocol: string;
  readonly basis: BasisName;
  /** Whose service it is, by the name it was opened under; null where no list has it. */
  readonly service: string | null;
  readonly category: string | null;
  /** The name of the far end it was opened under, and where that came from; null where nobody said one. */
  readonly serverName: string | null;
  readonly nameSource: NameSource | null;
  /** Of TLS, DTLS and QUIC: what the ClientHello offered. */
  readonly alpn: string | null;
  readonly version: string | null;
  readonly ja4: string | null;
  readonly isHelloEncrypted: boolean;
}
