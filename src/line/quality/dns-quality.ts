// Runs once per DNS message: allocate nothing in `observe`.

import { Direction } from '../../decode/direction.ts';
import { ADDRESS_WORDS, Which, writeAddress } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint16 } from '../../decode/read.ts';
import type { WindowSpan } from '../window-span.ts';
import { DnsCount, type DnsServerSummary, DnsServers, type DnsServerWindow } from './dns-servers.ts';
import { OpenQueries } from './open-queries.ts';

export const DNS_PORT = 53;
const SERVERS = 64;
const PATIENCE_MICROS = 5_000_000;

// RFC 1035, section 4.1.1.
const FLAGS = 2;
const HEADER_LENGTH = 12;
const IS_RESPONSE = 0x8000;
const OPCODE = 0x7800;
const RESPONSE_CODE = 0x000f;
/** RFC 1035, section 4.2.2: over TCP a message's length comes first. */
const TCP_LENGTH = 2;

const NO_ERROR = 0;
const SERVER_FAILURE = 2;
const NAME_ERROR = 3;
const REFUSED = 5;

export const DnsMessage = { None: 0, Query: 1, Answer: 2 } as const;
export type DnsMessage = (typeof DnsMessage)[keyof typeof DnsMessage];

export interface DnsSummary {
  readonly servers: readonly DnsServerSummary[];
  /** Servers that gave way to others, and questions that did: what was counted of them is gone. */
  readonly evictedServers: number;
  readonly droppedQueries: number;
}

/**
 * How DNS servers answer, over UDP and, where a message begins a segment, over TCP. Servers that are asked from beyond the line, by questions that
 * travel down, are none of the household's: they are not counted.
 */
export class DnsQuality {
  readonly #servers = new DnsServers(SERVERS);
  readonly #queries: OpenQueries;
  readonly #address = new Int32Array(ADDRESS_WORDS);

  constructor(random: () => number) {
    this.#queries = new OpenQueries(random);
  }

  /** Counts a question or an answer in a packet from or to the port; says what it was. */
  observe(packet: Packet): DnsMessage {
    const { sourcePort, destinationPort } = packet;
    const last = packet.protocols[packet.layerCount - 1];
    if (last !== Protocol.Udp && last !== Protocol.Tcp) return DnsMessage.None;
    const start = last === Protocol.Tcp ? packet.cursor + TCP_LENGTH : packet.cursor;
    if (packet.end - start < HEADER_LENGTH) return DnsMessage.None;

    const { bytes } = packet;
    const id = readUint16(bytes, start);
    const flags = readUint16(bytes, start + FLAGS);
    if ((flags & OPCODE) !== 0) return DnsMessage.None;
    if ((flags & IS_RESPONSE) === 0) {
      if (destinationPort !== DNS_PORT || packet.direction === Direction.Down) return DnsMessage.None;
      this.#ask(packet, (sourcePort << 16) | id);
      return DnsMessage.Query;
    }
    if (sourcePort !== DNS_PORT || packet.direction === Direction.Up) return DnsMessage.None;
    return this.#answer(packet, (destinationPort << 16) | id, flags & RESPONSE_CODE) ? DnsMessage.Answer : DnsMessage.None;
  }

  closeWindow({ endMicros }: WindowSpan): DnsServerWindow[] {
    const queries = this.#queries;
    for (let place = queries.nextDue(0, endMicros, PATIENCE_MICROS); place >= 0; ) {
      const server = queries.serverAt(place);
      if (this.#servers.generationOf(server) === queries.generationAt(place)) this.#servers.count(server, DnsCount.Unanswered);
      queries.remove(place);
      place = queries.nextDue(place + 1, endMicros, PATIENCE_MICROS);
    }
    return this.#servers.close();
  }

  summary(): DnsSummary {
    return {
      servers: this.#servers.all(),
      evictedServers: this.#servers.evictions,
      droppedQueries: this.#queries.dropped,
    };
  }

  #ask(packet: Packet, name: number): void {
    writeAddress(packet, Which.Destination, this.#address);
    const server = this.#servers.ask(this.#address, packet.timestampMicros);
    this.#servers.count(server, DnsCount.Queries);
    const place = this.#queries.find(server, name);
    const generation = this.#servers.generationOf(server);
    if (place >= 0 && this.#queries.generationAt(place) === generation) {
      this.#servers.count(server, DnsCount.Retries);
      this.#queries.markRetried(place);
      return;
    }
    if (place >= 0) this.#queries.remove(place);
    this.#queries.add(server, generation, name, packet.timestampMicros);
  }

  /** Returns whether the message answers a question that was asked: others say nothing. */
  #answer(packet: Packet, name: number, code: number): boolean {
    writeAddress(packet, Which.Source, this.#address);
    const server = this.#servers.find(this.#address);
    const place = server < 0 ? -1 : this.#queries.find(server, name);
    if (place < 0 || this.#queries.generationAt(place) !== this.#servers.generationOf(server)) return false;

    this.#servers.count(server, DnsCount.Answers);
    if (code === NAME_ERROR) this.#servers.count(server, DnsCount.NxDomain);
    else if (code !== NO_ERROR) this.#servers.count(server, DnsCount.Failures);
    if (code === SERVER_FAILURE) this.#servers.count(server, DnsCount.ServerFailures);
    if (code === REFUSED) this.#servers.count(server, DnsCount.Refused);
    const micros = packet.timestampMicros - this.#queries.askedAt(place);
    // Of a question asked twice it is not known which one was answered.
    if (!this.#queries.isRetried(place) && micros >= 0) this.#servers.addResponseTime(server, micros);
    this.#queries.remove(place);
    return true;
  }
}
