// Cold.

import type { DiscoveryError, DiscoveryTags } from './discovery-tags.ts';
import { isBroadcast, isSameMac, type MacAddress } from './mac-address.ts';

const MICROS = 1_000_000;
/** A PADI without a PADO for so long is unanswered; rp-pppoe waits five seconds before it asks again. */
const UNANSWERED_AFTER_MICROS = 3 * MICROS;
/** The same PADI this soon is a copy: a mirror that shows frames twice. */
const COPY_WITHIN_MICROS = 100_000;
/** Waits grow or stay from one PADI to the next (RFC 2516, section 8, doubles them); one that does neither begins a new round. */
const WAIT_TOLERANCE_MICROS = 500_000;
const WAIT_TOLERANCE_SHARE = 0.02;
/** Clients give up after three PADIs or more. */
const FEWEST_IN_ROUND = 3;
const MAX_OFFERS = 8;
const MAX_ERRORS = 4;

/** A PADO: which concentrator offered what. */
export interface Offer {
  readonly mac: MacAddress;
  readonly at: number;
  readonly acName: string | null;
  readonly serviceNames: readonly string[];
  readonly acCookie: string | null;
}

/** A client's search for a concentrator, from its first PADI to a PADS, or to nothing. */
export class Attempt {
  readonly client: MacAddress;
  readonly vlans: number;
  readonly vlanIds: readonly number[];
  readonly startedAt: number;
  firstPadiAt: number | null = null;
  lastPadiAt = 0;
  lastAt: number;
  padiSent = 0;
  /** PADIs without a PADO within three seconds. */
  padiUnanswered = 0;
  padoReceived = 0;
  padrSent = 0;
  firstPadrAt: number | null = null;
  /** Whom the client asked; everybody's address where the frame does not name its receiver. */
  padrTo: MacAddress | null = null;
  hostUniq: string | null = null;
  relaySessionId: string | null = null;
  maxPayloadAsked: number | null = null;
  readonly offers: Offer[] = [];
  readonly errors: (DiscoveryError & { readonly at: number })[] = [];

  /** Rounds of PADIs that were given up. */
  #rounds = 0;
  #padisInRound = 0;
  #waitMicros = 0;
  /** Whether the last PADI still waits for its first PADO. */
  #isWaiting = false;
  #isCounted = false;
  /** When the client first asked, with PADI or PADR, without having had an answer since; 0: it waits for none. */
  #askingSince = 0;

  constructor(client: MacAddress, place: { readonly vlans: number; readonly vlanIds: readonly number[]; readonly at: number }) {
    this.client = client;
    this.vlans = place.vlans;
    this.vlanIds = place.vlanIds;
    this.startedAt = place.at;
    this.lastAt = place.at;
  }

  /** Returns false for a copy of the PADI before. */
  padi(tags: DiscoveryTags, at: number): boolean {
    const isCopy = this.padiSent > 0 && at - this.lastPadiAt < COPY_WITHIN_MICROS && tags.hostUniq === this.hostUniq;
    if (isCopy) return false;
    if (this.padiSent > 0) this.#placeInRound(at - this.lastPadiAt, tags.hostUniq);
    this.firstPadiAt ??= at;
    this.lastPadiAt = at;
    this.lastAt = at;
    this.padiSent += 1;
    this.#padisInRound += 1;
    this.hostUniq = tags.hostUniq;
    this.maxPayloadAsked = tags.maxPayload;
    this.relaySessionId ??= tags.relaySessionId;
    this.#isWaiting = true;
    if (this.#askingSince === 0) this.#askingSince = at;
    this.#isCounted = false;
    return true;
  }

  pado(mac: MacAddress, tags: DiscoveryTags, at: number): void {
    this.lastAt = at;
    this.padoReceived += 1;
    this.relaySessionId ??= tags.relaySessionId;
    if (tags.errors.length === 0) this.#isWaiting = false;
    this.#askingSince = 0;
    this.fail(tags.errors, at);
    const offer = { mac, at, acName: tags.acName, serviceNames: tags.serviceNames, acCookie: tags.acCookie };
    const known = this.offers.findIndex((other) => other.mac.text === mac.text);
    if (known >= 0) this.offers[known] = offer;
    else if (this.offers.length < MAX_OFFERS) this.offers.push(offer);
  }

  padr(to: MacAddress, tags: DiscoveryTags, at: number): void {
    this.lastAt = at;
    this.padrSent += 1;
    this.firstPadrAt ??= at;
    this.padrTo = to;
    // Only who was offered a session asks one concentrator for it (RFC 2516, section 5.3), whether or not the offer was seen.
    if (this.padoReceived === 0) this.#askingSince = 0;
    this.hostUniq ??= tags.hostUniq;
    this.maxPayloadAsked ??= tags.maxPayload;
    this.#isWaiting = false;
    if (this.#askingSince === 0) this.#askingSince = at;
  }

  /** The concentrator confirmed the session, though that was not seen: the client uses it. */
  confirmUnseen(): void {
    this.#askingSince = 0;
  }

  /** The concentrator answered the PADR with a refusal. */
  refuse(errors: readonly DiscoveryError[], at: number): void {
    this.#askingSince = 0;
    this.fail(errors, at);
  }

  fail(errors: readonly DiscoveryError[], at: number): void {
    for (const error of errors) if (this.errors.length < MAX_ERRORS) this.errors.push({ ...error, at });
  }

  /** Whether an answer to this client repeats its Host-Uniq, as it must when there is one (RFC 2516, appendix A). */
  isAnsweredBy(tags: DiscoveryTags): boolean {
    return this.hostUniq === null || tags.hostUniq === this.hostUniq;
  }

  /** Whether the client asked this concentrator: where it is not known which one, each that made an offer may be it. */
  hasAsked(concentrator: MacAddress): boolean {
    if (this.padrTo === null) return false;
    return isBroadcast(this.padrTo) ? this.offerOf(concentrator) !== null : isSameMac(this.padrTo, concentrator);
  }

  offerOf(mac: MacAddress): Offer | null {
    return this.offers.find((offer) => offer.mac.text === mac.text) ?? null;
  }

  /** Since when the client has been asking without an answer, at `now`; null as long as one may still be on its way. */
  unansweredSince(now: number): number | null {
    return this.#askingSince > 0 && now - this.#askingSince >= UNANSWERED_AFTER_MICROS ? this.#askingSince : null;
  }

  /** Counts the last PADI when its time is over. Returns whether it just was. */
  expire(now: number): boolean {
    if (!this.#hasNoPado(now) || this.#isCounted) return false;
    this.#isCounted = true;
    this.padiUnanswered += 1;
    return true;
  }

  /** Rounds of PADIs given up by `now`: the last one too when nothing followed it for twice its last wait. */
  padoTimeoutsAt(now: number): number {
    const isOver = this.#isWaiting && this.#padisInRound >= FEWEST_IN_ROUND && now - this.lastPadiAt >= 2 * this.#waitMicros;
    return this.#rounds + (isOver ? 1 : 0);
  }

  #hasNoPado(now: number): boolean {
    return this.#isWaiting && now - this.lastPadiAt >= UNANSWERED_AFTER_MICROS;
  }

  #placeInRound(wait: number, hostUniq: string | null): void {
    const isNewRound =
      this.#isWaiting &&
      (hostUniq !== this.hostUniq ||
        (this.#waitMicros > 0 && !isAbout(wait, this.#waitMicros) && !isAbout(wait, 2 * this.#waitMicros)));
    if (isNewRound) this.#rounds += 1;
    if (isNewRound || !this.#isWaiting) {
      this.#padisInRound = 0;
      this.#waitMicros = 0;
    } else {
      this.#waitMicros = wait;
    }
  }
}

function isAbout(wait: number, expected: number): boolean {
  return Math.abs(wait - expected) <= WAIT_TOLERANCE_MICROS + WAIT_TOLERANCE_SHARE * expected;
}
