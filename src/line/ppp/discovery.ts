// Cold: discovery passes a few times per session. RFC 2516, section 5.

import { Attempt } from './discovery-attempt.ts';
import { type DiscoveryTags, errorsText, tagsText } from './discovery-tags.ts';
import type { LineLog } from './line-log.ts';
import { isBroadcast, isSameMac, type MacAddress } from './mac-address.ts';

const MICROS = 1_000_000;
const MOST_ATTEMPTS = 16;
const MOST_PAST = 16;
const MOST_KNOWN_MACS = 16;
/** A client that was quiet for so long begins from the start. */
const FORGOTTEN_AFTER_MICROS = 300 * MICROS;

/** A discovery packet: between whom, and what its tags say. */
export interface DiscoveryPacket {
  readonly source: MacAddress;
  readonly destination: MacAddress;
  readonly vlans: number;
  readonly vlanIds: readonly number[];
  readonly sessionId: number;
  readonly tags: DiscoveryTags;
  readonly at: number;
}

/** Follows clients from PADI to PADS, and remembers who asked and who offered. */
export class Discovery {
  readonly #log: LineLog;
  readonly #attempts: Attempt[] = [];
  readonly #past: Attempt[] = [];
  readonly #clients: MacAddress[] = [];
  readonly #concentrators: MacAddress[] = [];
  evicted = 0;

  constructor(log: LineLog) {
    this.#log = log;
  }

  padi(packet: DiscoveryPacket): void {
    this.expire(packet.at);
    const attempt = this.#attemptOf(packet.source, packet);
    if (!attempt.padi(packet.tags, packet.at)) return;
    this.#log.count('padi');
    remember(this.#clients, packet.source);
    // How often it asked is in the event's count; tags that change make another event.
    this.#log.tell(packet.at, 'padi', `${packet.source.text} looks for a concentrator (PADI)${ofTags(packet.tags)}`);
  }

  pado(packet: DiscoveryPacket): void {
    this.expire(packet.at);
    this.#log.count('pado');
    const known = this.#find(packet.destination, packet.vlans);
    if (known !== null && !known.isAnsweredBy(packet.tags)) {
      this.#ignore(packet, 'PADO that answers another PADI');
      return;
    }
    (known ?? this.#attemptOf(packet.destination, packet)).pado(packet.source, packet.tags, packet.at);
    if (packet.tags.errors.length === 0) remember(this.#concentrators, packet.source);
    this.#log.tell(packet.at, 'pado', `${packet.source.text} offers a session (PADO)${ofTags(packet.tags)}`);
  }

  padr(packet: DiscoveryPacket): void {
    this.#log.count('padr');
    this.#attemptOf(packet.source, packet).padr(packet.destination, packet.tags, packet.at);
    remember(this.#clients, packet.source);
    this.#log.tell(
      packet.at,
      'padr',
      `${packet.source.text} asks ${isBroadcast(packet.destination) ? 'a concentrator' : packet.destination.text} for a session (PADR)${ofTags(packet.tags)}`,
    );
  }

  /**
   * The attempt that a PADS ends, taken off the list; null where its beginning was not seen, undefined where it answers nobody: another
   * concentrator was asked, or somebody else.
   */
  pads(packet: DiscoveryPacket): Attempt | null | undefined {
    this.#log.count('pads');
    const attempt = this.#find(packet.destination, packet.vlans);
    if (attempt === null) return null;
    const isAsked = attempt.padrTo === null ? attempt.padiSent === 0 : attempt.hasAsked(packet.source);
    if (!isAsked || !attempt.isAnsweredBy(packet.tags)) {
      this.#ignore(packet, 'PADS that nobody asked for');
      return undefined;
    }
    if (packet.sessionId === 0 || packet.tags.errors.length > 0) {
      attempt.refuse(packet.tags.errors, packet.at);
      this.#log.count('padsErrors');
      const why = errorsText(packet.tags.errors);
      const text = `${packet.source.text} refuses a session (PADS)${why === '' ? '' : `: ${why}`}`;
      this.#log.tell(packet.at, 'pads-error', text);
      return undefined;
    }
    this.take(attempt);
    remember(this.#clients, packet.destination);
    remember(this.#concentrators, packet.source);
    return attempt;
  }

  /**
   * The client's attempt that must have led to a session, because the client uses one with the concentrator it asked: nobody but a concentrator
   * gives out session ids (RFC 2516, section 5.4). Null where there is none. It stays on the list, for its PADS may still come.
   */
  confirmUnseen(client: MacAddress, concentrator: MacAddress, vlans: number): Attempt | null {
    const attempt = this.#find(client, vlans);
    if (attempt === null || !attempt.hasAsked(concentrator)) return null;
    attempt.confirmUnseen();
    return attempt;
  }

  /** Takes an attempt off the list: a session has come of it. */
  take(attempt: Attempt): void {
    const at = this.#attempts.indexOf(attempt);
    if (at >= 0) this.#attempts.splice(at, 1);
  }

  /** Whether the address is known to be a client's or a concentrator's; null where it is neither, or both. */
  roleOf(mac: MacAddress): 'client' | 'server' | null {
    const isClient = this.#clients.some((known) => isSameMac(known, mac));
    const isConcentrator = this.#concentrators.some((known) => isSameMac(known, mac));
    if (isClient === isConcentrator) return null;
    return isClient ? 'client' : 'server';
  }

  /** Counts PADIs whose time for an answer is over. */
  expire(now: number): void {
    for (const attempt of this.#attempts) {
      if (!attempt.expire(now)) continue;
      this.#log.count('padiUnanswered');
      this.#log.tell(attempt.lastPadiAt, 'discovery-unanswered', `No concentrator answered ${attempt.client.text}`);
    }
  }

  /** Attempts that have led to no session, the first one first. */
  withoutSession(): Attempt[] {
    return [...this.#past, ...this.#attempts];
  }

  /** Since when a client has been asking without any answer; null where none does. */
  unansweredSince(now: number): number | null {
    const times = this.#attempts.map((attempt) => attempt.unansweredSince(now)).filter((since) => since !== null);
    return times.length === 0 ? null : Math.min(...times);
  }

  #find(client: MacAddress, vlans: number): Attempt | null {
    return this.#attempts.find((attempt) => attempt.vlans === vlans && isSameMac(attempt.client, client)) ?? null;
  }

  #attemptOf(client: MacAddress, packet: DiscoveryPacket): Attempt {
    const known = this.#find(client, packet.vlans);
    if (known !== null && packet.at - known.lastAt < FORGOTTEN_AFTER_MICROS) return known;
    if (known !== null) this.#end(known);
    const attempt = new Attempt(client, packet);
    this.#attempts.push(attempt);
    if (this.#attempts.length > MOST_ATTEMPTS) {
      // Who was answered is worth more than one more address that asks.
      const victim = this.#attempts.find((other) => other !== attempt && other.padoReceived === 0) ?? this.#attempts[0]!;
      this.#attempts.splice(this.#attempts.indexOf(victim), 1);
      this.evicted += 1;
    }
    return attempt;
  }

  #end(attempt: Attempt): void {
    this.take(attempt);
    this.#past.push(attempt);
    if (this.#past.length <= MOST_PAST) return;
    this.#past.shift();
    this.evicted += 1;
  }

  #ignore(packet: DiscoveryPacket, what: string): void {
    this.#log.count('ignoredFrames');
    this.#log.tell(packet.at, 'frames-ignored', `Ignored from ${packet.source.text}: a ${what}`);
  }
}

function ofTags(tags: DiscoveryTags): string {
  const text = tagsText(tags);
  return text === '' ? '' : `: ${text}`;
}

function remember(list: MacAddress[], mac: MacAddress): void {
  if (list.some((known) => isSameMac(known, mac))) return;
  list.push(mac);
  if (list.length > MOST_KNOWN_MACS) list.shift();
}
