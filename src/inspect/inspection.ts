// `observe` runs once per frame that belongs to a conversation: allocate nothing for those whose conversation is known.

import { Direction } from '../decode/direction.ts';
import { ADDRESS_WORDS, Which, writeAddress } from '../decode/network/address-words.ts';
import type { Packet } from '../decode/packet.ts';
import { guessByPorts } from './app-ports.ts';
import { AppProtocol, Basis } from './app-protocol.ts';
import { appProtocolCategory, appProtocolName, appProtocolTitle } from './app-protocol-names.ts';
import { ConversationRows, Flag } from './conversation-rows.ts';
import { DnsNames } from './dns/dns-names.ts';
import { Findings, NAME_SOURCES, NameSourceNumber } from './findings.ts';
import { Inspector } from './inspector.ts';
import { inspectorsFor } from './inspectors.ts';
import { HostNames } from './names/host-names.ts';
import { InternedTexts } from './names/interned-texts.ts';
import { NameCounts } from './names/name-counts.ts';
import { PassiveDns } from './names/passive-dns.ts';
import type { BasisName, FlowApplication, HostName, NamesSummary, NamesWindow } from './names-summary.ts';
import { Transport } from './payload.ts';
import { protocolOfStack } from './recognise/protocol-of-stack.ts';
import { ServiceBook } from './services/service-book.ts';
import type { OwnService } from './services/service-index.ts';
import { SERVICE_TABLES } from './services/service-tables.ts';

const BASIS_NAMES: readonly BasisName[] = ['none', 'port', 'header', 'payload'];

// What a conversation is counted as: protocol (8 bits), whether that is a guess, and a service.
const PROTOCOL_MASK = 0xff;
const IS_GUESS = 1 << 8;
const SERVICE_SHIFT = 9;

export interface InspectionOptions {
  /** The capacity of the table that gives packets their `conversationSlot`. */
  readonly conversations: number;
  /** Seeds hashes. */
  readonly random: () => number;
  /** The user's own services. */
  readonly services?: readonly OwnService[];
}

/** What an application key stands for. */
export interface ApplicationName {
  readonly application: string;
  readonly protocol: string;
  readonly service: string | null;
  readonly category: string;
  readonly isGuess: boolean;
}

/** What payloads say: what every conversation is, and what hosts are called. Driven by the frames' own time alone. */
export class Inspection {
  readonly #rows: ConversationRows;
  readonly #inspector: Inspector;
  readonly #texts = new InternedTexts();
  readonly #counts = new NameCounts();
  readonly #services: ServiceBook;
  readonly #passiveDns: PassiveDns;
  readonly #hostNames: HostNames;
  readonly #dnsNames: DnsNames;
  readonly #findings: Findings;
  readonly #near = new Int32Array(ADDRESS_WORDS);
  readonly #far = new Int32Array(ADDRESS_WORDS);

  constructor({ conversations, random, services = [] }: InspectionOptions) {
    const texts = this.#texts;
    this.#rows = new ConversationRows(conversations);
    this.#services = new ServiceBook(SERVICE_TABLES, services);
    this.#passiveDns = new PassiveDns({ random });
    this.#hostNames = new HostNames({ texts, random });
    this.#dnsNames = new DnsNames({
      names: this.#counts,
      passiveDns: this.#passiveDns,
      hostNames: this.#hostNames,
      texts,
      random,
    });
    this.#findings = new Findings({
      rows: this.#rows,
      texts,
      counts: this.#counts,
      hostNames: this.#hostNames,
      services: this.#services,
    });
    this.#inspector = new Inspector({
      ...inspectorsFor(this.#findings, this.#dnsNames.hear),
      rows: this.#rows,
      onBegin: (packet, row) => this.#begin(packet, row),
    });
  }

  /** Takes in a packet that has its conversation and, where that is known, its direction. Returns what `Inspector.observe` does. */
  observe(packet: Packet): boolean {
    return this.#inspector.observe(packet);
  }

  /** Goes by another list of the user's own services from now on. What was found by the one before stays what it is. */
  takeServices(own: readonly OwnService[]): void {
    this.#services.takeOwn(own);
  }

  /** What the conversation is to be counted as: a key for `describe`. */
  keyOf(slot: number, serial: number): number {
    const rows = this.#rows;
    const row = rows.find(slot, serial);
    if (row < 0) return AppProtocol.Unknown;
    const isGuess = rows.basis(row) === Basis.Port ? IS_GUESS : 0;
    return rows.protocol(row) | isGuess | (rows.service(row) << SERVICE_SHIFT);
  }

  /** What the conversation was last counted as, or null; remembers that it is `key` from now on. */
  countAs(slot: number, serial: number, key: number): number | null {
    const row = this.#rows.find(slot, serial);
    if (row < 0) return null;
    const before = this.#rows.countedAs(row);
    this.#rows.setCountedAs(row, key + 1);
    return before === 0 ? null : before - 1;
  }

  /** What a key stands for. */
  describe(key: number): ApplicationName {
    const protocol = (key & PROTOCOL_MASK) as AppProtocol;
    const service = this.#services.service(key >>> SERVICE_SHIFT);
    return {
      application: service?.service ?? appProtocolTitle(protocol),
      protocol: appProtocolName(protocol),
      service: service?.service ?? null,
      category: service?.category ?? appProtocolCategory(protocol),
      isGuess: (key & IS_GUESS) !== 0,
    };
  }

  applicationOf(slot: number, serial: number): FlowApplication {
    const rows = this.#rows;
    const row = rows.find(slot, serial);
    if (row < 0) return NOTHING_KNOWN;
    const service = this.#services.service(rows.service(row));
    const textOf = (id: number): string | null => this.#texts.textOf(id);
    const serverName = textOf(rows.serverName(row));
    return {
      protocol: appProtocolName(rows.protocol(row)),
      basis: BASIS_NAMES[rows.basis(row)]!,
      service: service?.service ?? null,
      category: service?.category ?? null,
      serverName,
      nameSource: serverName === null ? null : NAME_SOURCES[rows.nameSource(row)]!,
      alpn: textOf(rows.alpn(row)),
      version: textOf(rows.version(row)),
      ja4: textOf(rows.fingerprint(row)),
      isHelloEncrypted: rows.has(row, Flag.HelloEncrypted),
    };
  }

  /** The names of a host, the best first. `address` is written as `writeAddress` does. */
  namesOf(address: Int32Array): HostName[] {
    return this.#hostNames.namesOf(address);
  }

  /** Names seen so far, at most `limit` of each kind; 0 is all. */
  summary(limit: number): NamesSummary {
    return this.#counts.summary(this.#findings.labelsOf, limit === 0 ? Number.POSITIVE_INFINITY : limit);
  }

  /** Ends a window: what payloads said in it. */
  closeWindow(): NamesWindow {
    return { ...this.#dnsNames.closeWindow(), ...this.#counts.closeWindow() };
  }

  /** Says of a new conversation what is known without its payload: by its headers, its ports and what its far end was last asked for as. */
  #begin(packet: Packet, row: number): void {
    const rows = this.#rows;
    const byStack = protocolOfStack(packet);
    if (byStack !== AppProtocol.Unknown) rows.setProtocol(row, byStack, Basis.Header);
    else if (packet.sourcePort >= 0) this.#guess(packet, row);
    if (this.#passiveDns.isEmpty) return;

    const id = this.#nameFor(packet);
    if (id === 0) return;
    const name = this.#texts.textOf(id);
    if (name === null) return;
    rows.setName(row, { id, source: NameSourceNumber.Dns, service: this.#services.find(name) });
  }

  #guess(packet: Packet, row: number): void {
    const transport = packet.ipProtocol === Transport.Tcp ? Transport.Tcp : Transport.Udp;
    const guess = guessByPorts(transport, packet.sourcePort, packet.destinationPort);
    if (guess !== AppProtocol.Unknown) this.#rows.setProtocol(row, guess, Basis.Port);
  }

  /** The name under which the far end was last asked for, by this client if it did: of a packet whose way is not known, either end may be it. */
  #nameFor(packet: Packet): number {
    const { direction, timestampMicros } = packet;
    writeAddress(packet, Which.Source, this.#near);
    writeAddress(packet, Which.Destination, this.#far);
    const towards = direction === Direction.Down ? 0 : this.#passiveDns.find(this.#near, this.#far, timestampMicros);
    if (towards !== 0 || direction === Direction.Up) return towards;
    return this.#passiveDns.find(this.#far, this.#near, timestampMicros);
  }
}

const NOTHING_KNOWN: FlowApplication = {
  protocol: appProtocolName(AppProtocol.Unknown),
  basis: 'none',
  service: null,
  category: null,
  serverName: null,
  nameSource: null,
  alpn: null,
  version: null,
  ja4: null,
  isHelloEncrypted: false,
};
