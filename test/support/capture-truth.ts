import type { Report } from '../../src/commands/report.ts';

/** Name or identifier -> figures, the first of which is what rows are compared by unless said otherwise. */
type Figures = Readonly<Record<string, readonly number[]>>;

/** A line of `manifest.jsonl`: what a reader of the container and tshark say of a capture. */
export interface CaptureTruth {
  readonly file: string;
  readonly path: string;
  readonly classes: readonly string[];
  readonly raw: {
    readonly format: string;
    readonly packets: number;
    readonly cap_bytes: number;
    readonly wire_bytes: number;
    readonly cut_short: boolean;
    readonly problem: string | null;
  };
  readonly tshark: {
    readonly frames: number;
    readonly vlan?: { readonly ids: Figures };
    readonly pppoe?: { readonly sessions: Figures; readonly discovery_codes: Readonly<Record<string, number>> };
    readonly gre?: {
      readonly keys: Readonly<Record<string, { readonly headers: number }>>;
      readonly pptp_call_ids: Readonly<Record<string, number | readonly number[]>>;
    };
    readonly vxlan?: { readonly vnis: Figures };
    readonly geneve?: { readonly vnis: Figures };
    readonly gtpu_teids?: Figures;
    readonly tls?: { readonly sni: Figures };
    readonly quic?: { readonly sni: Figures };
    readonly http?: { readonly hosts: Figures };
    /** The longest lists are left out: then there are more in all. */
    readonly dns?: { readonly names?: Figures; readonly names_total: number };
    readonly ip_endpoints_outer: Endpoints;
    readonly ip_endpoints_inner: Endpoints | 'same';
  };
}

interface Endpoints {
  readonly total: number;
  /** Frames, bytes, then the same of what was sent, and of what was received. */
  readonly list?: Figures;
}

/** Something that the truth and a report can agree on: both as text, so that they are easily compared and shown. */
export interface Fact {
  readonly kind: string;
  readonly wanted: string;
  readonly found: string;
}

const UNREADABLE_CLASSES = ['fmt:compressed-other', 'fmt:snoop'];

/** PPPoE discovery codes (RFC 2516, section 5). */
const DISCOVERY = { '0x09': 'padi', '0x07': 'pado', '0x19': 'padr', '0x65': 'pads', '0xa7': 'padt' } as const;

/** Whether the capture is one in a format that we read. */
export function isReadable({ raw, classes }: CaptureTruth): boolean {
  return raw.format !== 'unknown' && !UNREADABLE_CLASSES.some((name) => classes.includes(name));
}

/** Everything the truth knows of a capture that a report says too. */
export function compareWithTruth(truth: CaptureTruth, report: Report): Fact[] {
  const facts = compareContainer(truth, report);
  // Where tshark does not get through the file it is no witness for what is in it.
  return truth.tshark.frames === truth.raw.packets ? [...facts, ...compareContent(truth, report)] : facts;
}

function compareContainer({ raw }: CaptureTruth, { capture }: Report): Fact[] {
  return [
    { kind: 'frames', wanted: String(raw.packets), found: String(capture.frames) },
    { kind: 'wire bytes', wanted: String(raw.wire_bytes), found: String(capture.wireBytes) },
    { kind: 'captured bytes', wanted: String(raw.cap_bytes), found: String(capture.capturedBytes) },
    {
      kind: 'complete or not',
      wanted: String(!raw.cut_short && raw.problem === null),
      found: String(capture.files.every(({ complete }) => complete)),
    },
  ];
}

function compareContent({ tshark }: CaptureTruth, report: Report): Fact[] {
  const facts: Fact[] = [];
  const add = (kind: string, wanted: Counter, found: Counter): void => {
    facts.push({ kind, wanted: wanted.text(), found: found.text() });
  };
  const { vlan, pppoe, gre, vxlan, geneve, gtpu_teids: teids } = tshark;
  // Service tags are marked with an `s`.
  if (vlan)
    add(
      'VLAN ids',
      countFigures(vlan.ids, (id) => id.replace('s', '')),
      countRows(report.vlans, 'id'),
    );
  if (pppoe) {
    // Without an id the header was cut short.
    const sessions = countFigures(pppoe.sessions, (id) => (id === '' ? '' : String(Number(id))));
    add('PPPoE sessions', sessions, countRows(report.pppoe.sessions, 'sessionId'));
    const names = Object.entries(DISCOVERY);
    facts.push({
      kind: 'PPPoE discovery',
      wanted: names.map(([code, name]) => `${name} ${pppoe.discovery_codes[code] ?? 0}`).join(', '),
      found: names.map(([, name]) => `${name} ${report.pppoe.discovery[name]}`).join(', '),
    });
  }
  if (gre) {
    const keys = new Counter();
    for (const [key, { headers }] of Object.entries(gre.keys)) keys.add(String(Number(key)), headers);
    if (!keys.isEmpty) add('GRE keys', keys, countTunnels(report, ['gre']));
    const calls = new Counter();
    for (const [id, count] of Object.entries(gre.pptp_call_ids)) calls.add(String(Number(id)), [count].flat()[0] ?? 0);
    if (!calls.isEmpty) add('PPTP call ids', calls, countTunnels(report, ['pptp']));
  }
  if (vxlan) add('VXLAN ids', countFigures(vxlan.vnis), countTunnels(report, ['vxlan', 'vxlan-gpe']));
  if (geneve) add('Geneve ids', countFigures(geneve.vnis), countTunnels(report, ['geneve']));
  if (teids) {
    add(
      'GTP-U ids',
      countFigures(teids, (id) => String(Number(id))),
      countTunnels(report, ['gtp-u']),
    );
  }
  return [...facts, ...compareHosts(tshark, report), ...compareNames(tshark, report)];
}

/** Names that tshark has and the report has not. */
function compareNames({ tls, quic, http, dns }: CaptureTruth['tshark'], { names }: Report): Fact[] {
  const dnsNames = Object.keys(dns?.names ?? {});
  return [
    ...missingNames(
      'TLS server names',
      Object.keys(tls?.sni ?? {}),
      names.tls.map(({ serverName }) => serverName),
    ),
    ...missingNames(
      'QUIC server names',
      Object.keys(quic?.sni ?? {}),
      names.quic.map(({ serverName }) => serverName),
    ),
    ...missingNames(
      'HTTP hosts',
      Object.keys(http?.hosts ?? {}),
      names.http.map(({ host }) => host),
    ),
    ...missingNames(
      'DNS names',
      dnsNames.length === dns?.names_total ? dnsNames : [],
      names.dns.map(({ name }) => name),
    ),
  ];
}

function missingNames(kind: string, wanted: readonly string[], found: readonly string[]): Fact[] {
  if (wanted.length === 0) return [];
  const known = new Set(found.map(plainName));
  const missing = wanted.map(plainName).filter((name) => name !== '' && name !== '<root>' && !known.has(name));
  return [{ kind, wanted: '', found: missing.map((name) => `without ${name}`).join(', ') }];
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function compareHosts(tshark: CaptureTruth['tshark'], { hosts }: Report): Fact[] {
  const { total, list = {} } = tshark.ip_endpoints_inner === 'same' ? tshark.ip_endpoints_outer : tshark.ip_endpoints_inner;
  // The longest lists are left out of the truth.
  if (total === 0 || Object.keys(list).length !== total) return [];
  const wanted = Object.entries(list).map(
    ([address, [frames, bytes, sent, , received]]) => `${address} ${frames} ${bytes} ${sent} ${received}`,
  );
  const found = hosts.map(
    ({ address, frames, wireBytes, sent, received }) => `${address} ${frames} ${wireBytes} ${sent.frames} ${received.frames}`,
  );
  return [{ kind: 'innermost hosts', wanted: wanted.sort().join(', '), found: found.sort().join(', ') }];
}

/** Adds up by identifier; its text is the same for the same counts. */
class Counter {
  readonly #counts = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  add(id: string, count: number): void {
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + count);
  }

  text(): string {
    return Array.from(this.#counts, ([id, count]) => `${id}: ${count}`)
      .sort()
      .join(', ');
  }
}

function countFigures(figures: Figures, idOf: (name: string) => string = (name) => name): Counter {
  const counter = new Counter();
  for (const [name, [frames = 0]] of Object.entries(figures)) counter.add(idOf(name), frames);
  return counter;
}

function countRows<Key extends string>(
  rows: readonly (Readonly<Record<Key, number | null>> & { readonly frames: number })[],
  key: Key,
): Counter {
  const counter = new Counter();
  for (const row of rows) counter.add(String(row[key]), row.frames);
  return counter;
}

function countTunnels({ tunnels }: Report, types: readonly string[]): Counter {
  return countRows(
    tunnels.filter(({ type, id }) => types.includes(type) && id !== null),
    'id',
  );
}
