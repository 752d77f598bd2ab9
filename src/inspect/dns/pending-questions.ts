// Runs once per DNS message: allocate nothing.

import { ADDRESS_WORDS, Which, writeAddress } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';
import { RecentRows } from '../names/recent-rows.ts';

const CAPACITY = 4096;
/** A resolver has long given up, and its id may be used for another question. */
const PATIENCE_MICROS = 30_000_000;

// A key: the asker's address and the one asked, their ports, the transport and the id. A group's members answer from addresses of their own.
const ASKED_ADDRESS = ADDRESS_WORDS;
const ASKER_PORT_AND_ID = 2 * ADDRESS_WORDS;
const ASKED_PORT_AND_TRANSPORT = ASKER_PORT_AND_ID + 1;
const KEY_WORDS = ASKED_PORT_AND_TRANSPORT + 1;

/** What `answer` returns instead of a time: nobody asked. */
export const NOT_ASKED = -1;
/** The question was asked more than once: nobody knows which one was answered. */
export const ASKED_TWICE = -2;
/** The question has had its answer. */
export const ALREADY_ANSWERED = -3;

/**
 * Questions that were asked, and whether they were answered. The answer to one comes from the address and port that was asked to those that asked,
 * with the same id and the same name (RFC 5452, section 9.1): who can only guess those teaches the probe as little as the asker. It need not come
 * in the same conversation: some mirrors put a VLAN tag of its own on each direction. The answer to a question by multicast comes from any address.
 */
export class PendingQuestions {
  readonly #rows: RecentRows;
  readonly #names: string[] = [];
  readonly #askedAt: Float64Array;
  readonly #isRepeated: Uint8Array;
  readonly #isAnswered: Uint8Array;
  readonly #address = new Int32Array(ADDRESS_WORDS);

  constructor(random: () => number, capacity = CAPACITY) {
    this.#rows = new RecentRows(capacity, KEY_WORDS, random);
    this.#askedAt = new Float64Array(capacity);
    this.#isRepeated = new Uint8Array(capacity);
    this.#isAnswered = new Uint8Array(capacity);
  }

  ask(packet: Packet, id: number, name: string): void {
    this.#probe(packet, id, Which.Source);
    this.#probeAsked(packet, Which.Destination);
    this.#put(name, packet.timestampMicros);
  }

  /** Says that the packet answers its question. Returns how long ago it was asked, in microseconds, or one of the negative numbers above. */
  answer(packet: Packet, id: number, name: string): number {
    this.#probe(packet, id, Which.Destination);
    this.#probeAsked(packet, Which.Source);
    return this.#take(name, packet.timestampMicros);
  }

  /** As `ask`, for a question to a multicast group. */
  askGroup(packet: Packet, id: number, name: string): void {
    this.#probe(packet, id, Which.Source);
    this.#put(name, packet.timestampMicros);
  }

  /** As `answer`, for an answer to it. */
  answerGroup(packet: Packet, id: number, name: string): number {
    this.#probe(packet, id, Which.Destination);
    return this.#take(name, packet.timestampMicros);
  }

  /** Writes the asker's part of the key, and nobody as the one that is asked. */
  #probe(packet: Packet, id: number, asker: Which): void {
    const { probe } = this.#rows;
    const port = asker === Which.Source ? packet.sourcePort : packet.destinationPort;
    writeAddress(packet, asker, this.#address);
    this.#rows.probeAddress(this.#address, 0);
    probe.fill(0, ASKED_ADDRESS);
    probe[ASKER_PORT_AND_ID] = (port << 16) | id;
  }

  #probeAsked(packet: Packet, asked: Which): void {
    const port = asked === Which.Source ? packet.sourcePort : packet.destinationPort;
    writeAddress(packet, asked, this.#address);
    this.#rows.probeAddress(this.#address, ASKED_ADDRESS);
    this.#rows.probe[ASKED_PORT_AND_TRANSPORT] = (port << 16) | packet.ipProtocol;
  }

  #put(name: string, micros: number): void {
    let slot = this.#rows.find();
    if (slot < 0) {
      slot = this.#rows.add();
      this.#isRepeated[slot] = 0;
    } else {
      this.#rows.touch(slot);
      this.#isRepeated[slot] = this.#isAnswered[slot] === 0 && this.#isOf(slot, name, micros) ? 1 : 0;
    }
    this.#names[slot] = name;
    this.#askedAt[slot] = micros;
    this.#isAnswered[slot] = 0;
  }

  #take(name: string, micros: number): number {
    const slot = this.#rows.find();
    if (slot < 0 || !this.#isOf(slot, name, micros)) return NOT_ASKED;
    if (this.#isAnswered[slot] === 1) return ALREADY_ANSWERED;
    this.#isAnswered[slot] = 1;
    return this.#isRepeated[slot] === 1 ? ASKED_TWICE : micros - this.#askedAt[slot]!;
  }

  /** Whether the slot's question is for that name, and not too old to be answered. */
  #isOf(slot: number, name: string, micros: number): boolean {
    const elapsed = micros - this.#askedAt[slot]!;
    return this.#names[slot] === name && elapsed >= 0 && elapsed <= PATIENCE_MICROS;
  }
}
