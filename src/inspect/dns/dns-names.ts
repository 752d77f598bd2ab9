// Runs once per DNS message.

import { Direction } from '../../decode/direction.ts';
import { ADDRESS_WORDS, Which, writeAddress } from '../../decode/network/address-words.ts';
import type { Packet } from '../../decode/packet.ts';
import type { HostNames } from '../names/host-names.ts';
import type { InternedTexts } from '../names/interned-texts.ts';
import type { DnsOutcome, NameCounts } from '../names/name-counts.ts';
import type { PassiveDns } from '../names/passive-dns.ts';
import { answeredAddresses, answeredNames, ownRecords } from './answered.ts';
import { type DnsMessage, type DnsQuestion, Opcode, RecordType, ResponseCode } from './dns-message.ts';
import { isLlmnrGroup, isMdnsGroup } from './link-groups.ts';
import { ALREADY_ANSWERED, NOT_ASKED, PendingQuestions } from './pending-questions.ts';
import { addressOfReverseName } from './reverse-name.ts';

/**
 * A mirror that shows one direction only shows no question at all. Once so many answers came and never a question, answers are believed without
 * one: nobody can make the questions of a whole line go unseen. Whoever can send answers to such a line can teach the probe names.
 */
const UNASKED_BEFORE_BELIEF = 32;

export interface DnsNamesOptions {
  readonly names: NameCounts;
  readonly passiveDns: PassiveDns;
  readonly hostNames: HostNames;
  readonly texts: InternedTexts;
  /** 32 random bits per call. */
  readonly random: () => number;
}

/** A window's part of `NamesWindow` that tells of unicast DNS. */
export interface DnsNamesWindow {
  readonly dnsQueries: number;
  readonly dnsResponses: number;
  readonly dnsNoSuchName: number;
  readonly dnsFailures: number;
}

/**
 * What DNS messages mean: counts the names in their questions, and learns from answers whose address is whose. Everybody can send an answer, so
 * one is believed only if its question went the other way before (see `PendingQuestions`); all are counted.
 */
export class DnsNames {
  readonly #names: NameCounts;
  readonly #passiveDns: PassiveDns;
  readonly #hostNames: HostNames;
  readonly #texts: InternedTexts;
  readonly #questions: PendingQuestions;
  readonly #asker = new Int32Array(ADDRESS_WORDS);
  readonly #sender = new Int32Array(ADDRESS_WORDS);
  #hasSeenQuery = false;
  #unasked = 0;
  #open = { dnsQueries: 0, dnsResponses: 0, dnsNoSuchName: 0, dnsFailures: 0 };

  constructor({ names, passiveDns, hostNames, texts, random }: DnsNamesOptions) {
    this.#names = names;
    this.#passiveDns = passiveDns;
    this.#hostNames = hostNames;
    this.#texts = texts;
    this.#questions = new PendingQuestions(random);
  }

  /** Hears of a message; to be given to the readers. */
  readonly hear = (message: DnsMessage, packet: Packet): void => {
    if (packet.ipLayer < 0) return;
    if (message.isResponse) this.#hearResponse(message, packet);
    else this.#hearQuery(message, packet);
  };

  closeWindow(): DnsNamesWindow {
    const counts = this.#open;
    this.#open = { dnsQueries: 0, dnsResponses: 0, dnsNoSuchName: 0, dnsFailures: 0 };
    return counts;
  }

  #hearQuery({ kind, id, questions }: DnsMessage, packet: Packet): void {
    for (const { name } of questions) if (name !== '') this.#names.countQuery(name, packet.timestampMicros);
    const question = questions[0];
    if (kind === 'dns') {
      this.#open.dnsQueries += 1;
      // Questions that strangers ask from beyond the line pass any mirror that shows what comes down.
      if (packet.direction !== Direction.Down) this.#hasSeenQuery = true;
      if (question?.isReadable) this.#questions.ask(packet, id, question.name);
    }
    if (kind === 'llmnr' && question?.isReadable) {
      writeAddress(packet, Which.Destination, this.#asker);
      if (isLlmnrGroup(this.#asker)) this.#questions.askGroup(packet, id, question.name);
    }
  }

  #hearResponse(message: DnsMessage, packet: Packet): void {
    const result = resultOf(message.responseCode);
    if (message.kind === 'dns') {
      this.#open.dnsResponses += 1;
      if (result === 'no-such-name') this.#open.dnsNoSuchName += 1;
      if (result === 'failure') this.#open.dnsFailures += 1;
    }
    const elapsed = this.#elapsedSince(message, packet);
    const isAsked = elapsed !== NOT_ASKED;
    const outcome = { isAsked, result, responseMicros: elapsed < 0 ? null : elapsed };
    for (const { name } of message.questions) {
      if (name !== '') this.#names.countResponse(name, packet.timestampMicros, outcome);
    }
    // Of other operations than plain queries the counts are told, and nothing learned.
    if (result !== 'answered' || message.opcode !== Opcode.Query || elapsed === ALREADY_ANSWERED) return;
    if (message.kind !== 'dns') this.#learnOwnNames(message, packet, isAsked);
    else if (isAsked || this.#isOneWay()) this.#learnAnswer(message, packet);
  }

  #elapsedSince({ kind, id, questions }: DnsMessage, packet: Packet): number {
    const question = questions[0];
    if (question === undefined || !question.isReadable) return NOT_ASKED;
    if (kind === 'llmnr') return this.#questions.answerGroup(packet, id, question.name);
    if (kind === 'mdns') return NOT_ASKED;
    return this.#questions.answer(packet, id, question.name);
  }

  #isOneWay(): boolean {
    if (this.#hasSeenQuery) return false;
    this.#unasked += 1;
    return this.#unasked > UNASKED_BEFORE_BELIEF;
  }

  #learnAnswer({ questions, answers }: DnsMessage, packet: Packet): void {
    const question = questions[0];
    if (question === undefined || !question.isReadable || question.name === '') return;
    const micros = packet.timestampMicros;
    if (question.type === RecordType.Ptr) {
      this.#learnReverse(question, answeredNames(question.name, answers), micros);
      return;
    }
    const addresses = answeredAddresses(question.name, answers);
    if (addresses.length === 0) return;
    const nameId = this.#texts.idOf(hostPart(question.name));
    writeAddress(packet, Which.Destination, this.#asker);
    for (const { address, ttlSeconds } of addresses) {
      this.#passiveDns.learn({ client: this.#asker, address, nameId, ttlSeconds, micros });
      this.#hostNames.note(address, { nameId, source: 'dns', micros });
    }
  }

  #learnReverse(question: DnsQuestion, names: readonly string[], micros: number): void {
    const address = addressOfReverseName(question.name);
    if (address === null) return;
    for (const name of names) this.#hostNames.note(address, { nameId: this.#texts.idOf(name), source: 'reverse-dns', micros });
  }

  /**
   * Multicast DNS is spoken to its group, which no router forwards; LLMNR answers those that asked its own. The provider's side of a line is nobody's
   * own network.
   */
  #learnOwnNames({ kind, answers }: DnsMessage, packet: Packet, isAsked: boolean): void {
    if (packet.direction === Direction.Down || (kind === 'llmnr' && !isAsked)) return;
    if (kind === 'mdns') {
      writeAddress(packet, Which.Destination, this.#asker);
      if (!isMdnsGroup(this.#asker)) return;
    }
    writeAddress(packet, Which.Source, this.#sender);
    const source = kind === 'llmnr' ? 'llmnr' : 'mdns';
    for (const { name, addresses } of ownRecords(this.#sender, answers)) {
      this.#hostNames.note(addresses, { nameId: this.#texts.idOf(name), source, micros: packet.timestampMicros });
    }
  }
}

function resultOf(code: number): DnsOutcome['result'] {
  if (code === ResponseCode.NoError) return 'answered';
  return code === ResponseCode.NameError ? 'no-such-name' : 'failure';
}

/** What stands behind labels of a port or a service, under which HTTPS and SVCB records are asked for (RFC 9460, section 2.3). */
function hostPart(name: string): string {
  let host = name;
  while (host.startsWith('_') && host.includes('.')) host = host.slice(host.indexOf('.') + 1);
  return host;
}
