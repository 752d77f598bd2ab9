// Runs once per DNS message, ClientHello and request; rows and windows are cold.

import type { NameShare, NamesSummary } from '../names-summary.ts';
import {
  DNS_NUMBERS,
  DnsNumber,
  dnsNameRow,
  fingerprintRow,
  httpHostRow,
  type LabelsOf,
  nameRows,
  serverNameRow,
} from './name-rows.ts';
import { NameTable } from './name-table.ts';

const CAPACITY = 32_768;
const WINDOW_NAMES = 20;

/** What a response says of a name in its question. */
export interface DnsOutcome {
  /** Whether the probe saw the question: then it has counted it already. */
  readonly isAsked: boolean;
  readonly result: 'answered' | 'no-such-name' | 'failure';
  /** How long the response took; null where that is not known. */
  readonly responseMicros: number | null;
}

export interface NameCountsOptions {
  /** How many names of each kind. */
  readonly capacity?: number;
  /** How many names a window lists. */
  readonly windowNames?: number;
}

/** A window's part of `NamesWindow` that tells names, and how many hellos and requests there were. */
export interface NameCountsWindow {
  readonly helloCount: number;
  readonly encryptedHellos: number;
  readonly httpRequests: number;
  readonly list: readonly NameShare[];
  readonly otherCount: number;
}

/**
 * Which names payloads said, and how often: bounded tables, one for each kind. A DNS name's count is how often it was asked for: queries, and
 * responses to questions that the probe did not see. Names are clean, not empty and at most 255 characters long.
 */
export class NameCounts {
  readonly #dns: NameTable;
  readonly #tls: NameTable;
  readonly #quic: NameTable;
  readonly #http: NameTable;
  readonly #fingerprints: NameTable;
  readonly #windowNames: number;
  #encryptedHellos = 0;
  #unopenedPackets = 0;
  #open = { helloCount: 0, encryptedHellos: 0, httpRequests: 0 };

  constructor({ capacity = CAPACITY, windowNames = WINDOW_NAMES }: NameCountsOptions = {}) {
    this.#dns = new NameTable(capacity, DNS_NUMBERS);
    this.#tls = new NameTable(capacity);
    this.#quic = new NameTable(capacity);
    this.#http = new NameTable(capacity);
    this.#fingerprints = new NameTable(capacity);
    this.#windowNames = windowNames;
  }

  countQuery(name: string, micros: number): void {
    const slot = this.#dns.see(name, micros);
    this.#dns.count(slot);
    this.#dns.numbers[slot * DNS_NUMBERS + DnsNumber.Queries]! += 1;
  }

  countResponse(name: string, micros: number, { isAsked, result, responseMicros }: DnsOutcome): void {
    const slot = this.#dns.see(name, micros);
    if (!isAsked) this.#dns.count(slot);
    const { numbers } = this.#dns;
    const row = slot * DNS_NUMBERS;
    numbers[row + DnsNumber.Responses]! += 1;
    if (result === 'no-such-name') numbers[row + DnsNumber.NoSuchName]! += 1;
    if (result === 'failure') numbers[row + DnsNumber.Failures]! += 1;
    if (responseMicros === null) return;
    numbers[row + DnsNumber.Timed]! += 1;
    numbers[row + DnsNumber.Micros]! += responseMicros;
  }

  /** Counts a ClientHello, under its server name if it has one. */
  countHello(kind: 'tls' | 'quic', { serverName, isEncrypted, micros }: CountedHello): void {
    this.#open.helloCount += 1;
    if (isEncrypted) {
      this.#open.encryptedHellos += 1;
      this.#encryptedHellos += 1;
    }
    if (serverName === null) return;
    const table = kind === 'tls' ? this.#tls : this.#quic;
    table.count(table.see(serverName, micros));
  }

  /** Counts a packet of QUIC that may hold a ClientHello and was not looked into. */
  countUnopened(): void {
    this.#unopenedPackets += 1;
  }

  countFingerprint(ja4: string, serverName: string | null, micros: number): void {
    const slot = this.#fingerprints.see(ja4, micros);
    this.#fingerprints.count(slot);
    this.#fingerprints.notes[slot] = serverName;
  }

  /** Counts a request, under its host if it says one. */
  countRequest(host: string | null, agent: string | null, micros: number): void {
    this.#open.httpRequests += 1;
    if (host === null) return;
    const slot = this.#http.see(host, micros);
    this.#http.count(slot);
    this.#http.notes[slot] = agent;
  }

  closeWindow(): NameCountsWindow {
    const shares: NameShare[] = [];
    const gone =
      collect(this.#dns, 'dns', shares) +
      collect(this.#tls, 'tls', shares) +
      collect(this.#quic, 'quic', shares) +
      collect(this.#http, 'http', shares);
    this.#fingerprints.closeWindow(() => undefined);
    shares.sort((a, b) => b.count - a.count || compare(a.name, b.name) || compare(a.kind, b.kind));
    const list = shares.slice(0, this.#windowNames);
    let otherCount = gone;
    for (let n = list.length; n < shares.length; n += 1) otherCount += shares[n]!.count;
    const counts = this.#open;
    this.#open = { helloCount: 0, encryptedHellos: 0, httpRequests: 0 };
    return { ...counts, list, otherCount };
  }

  /** All rows, or the first `limit` of each kind. */
  summary(labelsOf: LabelsOf, limit = Number.POSITIVE_INFINITY): NamesSummary {
    return {
      dns: nameRows(this.#dns, limit, (slot) => dnsNameRow(this.#dns, slot, labelsOf)),
      tls: nameRows(this.#tls, limit, (slot) => serverNameRow(this.#tls, slot, labelsOf)),
      quic: nameRows(this.#quic, limit, (slot) => serverNameRow(this.#quic, slot, labelsOf)),
      http: nameRows(this.#http, limit, (slot) => httpHostRow(this.#http, slot, labelsOf)),
      fingerprints: nameRows(this.#fingerprints, limit, (slot) => fingerprintRow(this.#fingerprints, slot)),
      encryptedHellos: this.#encryptedHellos,
      unopenedPackets: this.#unopenedPackets,
    };
  }
}

export interface CountedHello {
  readonly serverName: string | null;
  /** Whether its real name is encrypted (ECH). */
  readonly isEncrypted: boolean;
  readonly micros: number;
}

function collect(table: NameTable, kind: NameShare['kind'], shares: NameShare[]): number {
  return table.closeWindow((name, count) => shares.push({ kind, name, count }));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
