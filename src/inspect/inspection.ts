// `observe` runs once per frame that belongs to a conversation: allocate nothing for those whose conversation is known.

import type { Packet } from '../decode/packet.ts';
import { AppProtocol, Basis } from './app-protocol.ts';
import { ConversationRows } from './conversation-rows.ts';
import { Inspector } from './inspector.ts';
import type { BasisName, FlowApplication, HostName, NamesSummary, NamesWindow } from './names-summary.ts';

const BASIS_NAMES: readonly BasisName[] = ['none', 'port', 'header', 'payload'];

// What a conversation is counted as: protocol (8 bits), whether that is a guess, and a service.
const IS_GUESS = 1 << 8;
const SERVICE_SHIFT = 9;

export interface InspectionOptions {
  /** The capacity of the table that gives packets their `conversationSlot`. */
  readonly conversations: number;
  /** Seeds hashes. */
  readonly random: () => number;
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

  constructor({ conversations }: InspectionOptions) {
    this.#rows = new ConversationRows(conversations);
    this.#inspector = new Inspector({
      rows: this.#rows,
      onBegin: () => {},
      tcp: [],
      udp: [],
      inside: [],
      streamReaders: {},
      datagramReaders: {},
    });
  }

  /** Takes in a packet that has its conversation. */
  observe(packet: Packet): void {
    this.#inspector.observe(packet);
  }

  /** What the conversation is to be counted as: a key for `describe`. */
  keyOf(slot: number, serial: number): number {
    const row = this.#rows.find(slot, serial);
    if (row < 0) return AppProtocol.Unknown;
    const isGuess = this.#rows.basis(row) === Basis.Port ? IS_GUESS : 0;
    return this.#rows.protocol(row) | isGuess | (this.#rows.service(row) << SERVICE_SHIFT);
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
    return { application: 'Unknown', protocol: 'unknown', service: null, category: 'other', isGuess: (key & IS_GUESS) !== 0 };
  }

  applicationOf(slot: number, serial: number): FlowApplication {
    const row = this.#rows.find(slot, serial);
    return {
      protocol: 'unknown',
      basis: BASIS_NAMES[row < 0 ? 0 : this.#rows.basis(row)]!,
      service: null,
      category: null,
      serverName: null,
      nameSource: null,
      alpn: null,
      version: null,
      ja4: null,
      isHelloEncrypted: false,
    };
  }

  /** The names of a host, the best first. `address` is written as `writeAddress` does. */
  namesOf(_address: Int32Array): HostName[] {
    return [];
  }

  /** Names seen so far, at most `limit` of each kind; 0 is all. */
  summary(_limit: number): NamesSummary {
    const none = { list: [], total: 0, other: { rows: 0, count: 0 } };
    return { dns: none, tls: none, quic: none, http: none, fingerprints: none, encryptedHellos: 0 };
  }

  /** Ends a window: what payloads said in it, at most `limit` names. */
  closeWindow(_limit: number): NamesWindow {
    return {
      dnsQueries: 0,
      dnsResponses: 0,
      dnsNoSuchName: 0,
      dnsFailures: 0,
      helloCount: 0,
      encryptedHellos: 0,
      httpRequests: 0,
      list: [],
      otherCount: 0,
    };
  }
}
