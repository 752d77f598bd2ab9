// Runs once per ClientHello, request and announced name.

import { isIP } from 'node:net';
import { Direction } from '../decode/direction.ts';
import { ADDRESS_WORDS, Which, writeAddress } from '../decode/network/address-words.ts';
import type { Packet } from '../decode/packet.ts';
import { readUint24 } from '../decode/read.ts';
import { AppProtocol, Basis } from './app-protocol.ts';
import { type ConversationRows, Flag } from './conversation-rows.ts';
import type { HttpRequest } from './http/http-reader.ts';
import type { HostNames, NamedBy } from './names/host-names.ts';
import type { InternedTexts } from './names/interned-texts.ts';
import type { NameCounts } from './names/name-counts.ts';
import type { NameLabels, NameSource } from './names-summary.ts';
import type { ServiceBook } from './services/service-book.ts';
import { type ClientHello, ofCutHello, readClientHello } from './tls/client-hello.ts';

/** Where a conversation's name came from, as its row keeps it. */
export const NameSourceNumber = { None: 0, Dns: 1, Tls: 2, Quic: 3, Http: 4 } as const;
export type NameSourceNumber = (typeof NameSourceNumber)[keyof typeof NameSourceNumber];

/** By `NameSourceNumber`. */
export const NAME_SOURCES: readonly (NameSource | null)[] = [null, 'dns', 'tls', 'quic', 'http'];

/** Kinds of services that carry others: what a client asked DNS for may tell more. */
const CARRIERS: ReadonlySet<string> = new Set(['cdn', 'hosting', 'platform']);

/** RFC 8446, section 4: behind a handshake message's type, its length. */
const LENGTH_BYTES = 3;

export interface FindingsOptions {
  readonly rows: ConversationRows;
  readonly texts: InternedTexts;
  readonly counts: NameCounts;
  readonly hostNames: HostNames;
  readonly services: ServiceBook;
}

/** Takes in what readers find: counts names, and tells conversations and hosts of them. */
export class Findings {
  readonly #options: FindingsOptions;
  readonly #address = new Int32Array(ADDRESS_WORDS);

  constructor(options: FindingsOptions) {
    this.#options = options;
  }

  /** What the list of services knows of a name, which may have a port behind it. */
  readonly labelsOf = (name: string): NameLabels => this.#options.services.labelsOf(withoutPort(name));

  /** A ClientHello over TCP, or in datagrams of DTLS. */
  readonly hello = (hello: ClientHello, packet: Packet): void => {
    this.#takeHello(hello, packet, NameSourceNumber.Tls);
  };

  /** The body of a ClientHello that QUIC carried; less of it than its header says where the rest never came. */
  readonly quicHello = (bytes: Uint8Array, start: number, end: number, packet: Packet): void => {
    const hello = readClientHello(bytes, start, end, 'q');
    if (hello === null) return;
    const isWhole = end - start >= readUint24(bytes, start - LENGTH_BYTES);
    this.#takeHello(isWhole ? hello : ofCutHello(hello), packet, NameSourceNumber.Quic);
  };

  /** A packet of QUIC was not looked into. */
  readonly unopened = (): void => {
    this.#options.counts.countUnopened();
  };

  readonly request = ({ host, agent, isConnect, isToProxy, isWebSocket }: HttpRequest, packet: Packet): void => {
    const { counts, rows } = this.#options;
    counts.countRequest(host, agent, packet.timestampMicros);
    const row = rows.find(packet.conversationSlot, packet.conversationSerial);
    if (row < 0) return;
    if (isWebSocket) rows.setProtocol(row, AppProtocol.WebSocket, Basis.Payload);
    // A proxy is asked for others by their names, which are not its own.
    if (isToProxy) rows.set(row, Flag.Relayed);
    if (host === null || isConnect) return;
    this.#name(packet, row, { name: withoutPort(host), source: NameSourceNumber.Http });
  };

  /** A host was given a name with its address. */
  readonly named = (address: Int32Array, name: string, packet: Packet): void => {
    this.#options.hostNames.note(address, this.#namedBy('dhcp', name, packet));
  };

  /** A host said its own name. Those beyond the line can give themselves any, under any address. */
  readonly announced = (address: Int32Array, name: string, packet: Packet): void => {
    if (packet.direction === Direction.Down) return;
    this.#options.hostNames.note(address, this.#namedBy('netbios', name, packet));
  };

  #namedBy(source: NameSource, name: string, { timestampMicros: micros }: Packet): NamedBy {
    return { nameId: this.#options.texts.idOf(name), source, micros };
  }

  #takeHello(hello: ClientHello, packet: Packet, source: typeof NameSourceNumber.Tls | typeof NameSourceNumber.Quic): void {
    const { counts, rows, texts } = this.#options;
    const { serverName, isEncrypted, ja4, alpn, version } = hello;
    const { timestampMicros: micros } = packet;
    counts.countHello(source === NameSourceNumber.Quic ? 'quic' : 'tls', { serverName, isEncrypted, micros });
    if (ja4 !== null) counts.countFingerprint(ja4, serverName, micros);
    const row = rows.find(packet.conversationSlot, packet.conversationSerial);
    if (row < 0) return;
    rows.setHello(row, {
      fingerprint: texts.idOf(ja4 ?? ''),
      alpn: texts.idOf(alpn ?? ''),
      version: texts.idOf(version ?? ''),
    });
    if (isEncrypted) rows.set(row, Flag.HelloEncrypted);
    if (serverName !== null) this.#name(packet, row, { name: serverName, source });
  }

  /** Names the conversation and its server, which the packet goes to. */
  #name(packet: Packet, row: number, { name, source }: { readonly name: string; readonly source: NameSourceNumber }): void {
    const { rows, texts, hostNames, services } = this.#options;
    const id = texts.idOf(name);
    const isAddress = isIP(name) !== 0;
    const asked = rows.service(row);
    rows.setName(row, { id, source, service: isAddress ? asked : this.#serviceOf(services.find(name), asked) });
    // What those beyond the line call a host of one's own is not its name: anybody can send it anything.
    if (isAddress || rows.has(row, Flag.Relayed) || packet.direction === Direction.Down) return;
    writeAddress(packet, Which.Destination, this.#address);
    hostNames.note(this.#address, { nameId: id, source: NAME_SOURCES[source]!, micros: packet.timestampMicros });
  }

  /**
   * The service by what was said in the conversation, or by what the client asked DNS for before, where a carrier was spoken to. A name that no list
   * has is no carrier's: there another name has the same address.
   */
  #serviceOf(said: number, asked: number): number {
    if (said === 0 || asked === 0) return said;
    const { services } = this.#options;
    const isCarrier = (id: number): boolean => CARRIERS.has(services.service(id)?.category ?? '');
    return isCarrier(said) && !isCarrier(asked) ? asked : said;
  }
}

/** `example.net:8080` and `[2001:db8::1]:8080` without what stands behind the colon. */
function withoutPort(host: string): string {
  return host.replace(/^\[(.*)\](?::\d*)?$/, '$1').replace(/^([^:]*):\d*$/, '$1');
}
