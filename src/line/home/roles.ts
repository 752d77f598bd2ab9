// Cold: asked and told when something was learnt, not for every frame.

import { timestampText } from '../../decode/text.ts';
import { Authority, type Confidence, type HowLearnt, howLearnt } from './authority.ts';
import { type Mac, macTextOf, macTextOrNull, NO_MAC } from './mac.ts';

/** Who somebody says is at which end; `NO_MAC` for an end it says nothing of. */
export interface RoleClaim {
  readonly authority: Authority;
  readonly router: Mac;
  readonly provider: Mac;
  readonly evidence: string;
  readonly atMicros: number;
  readonly confidence?: Confidence;
}

/** Something was learnt, or changed, about who is home. */
export interface RoleEvent {
  readonly at: string;
  readonly kind: 'learnt' | 'confirmed' | 'changed';
  readonly routerMac: string | null;
  readonly providerMac: string | null;
  readonly how: HowLearnt;
  readonly text: string;
}

export interface RoleState {
  readonly routerMac: string | null;
  readonly providerMac: string | null;
  /** Further addresses that were at each end before, or are there too. */
  readonly otherRouterMacs: readonly string[];
  readonly otherProviderMacs: readonly string[];
  readonly how: HowLearnt;
  readonly confidence: Confidence;
  readonly since: string | null;
  readonly evidence: string;
  readonly changes: number;
  /** Claims that contradicted what is known without the weight to change it: what a forged frame leaves behind. */
  readonly refusedClaims: number;
}

/** When the end of the line spoke last, in microseconds. */
export interface LastHeard {
  readonly router: number;
  readonly provider: number;
}

class End {
  mac: Mac = NO_MAC;
  authority: Authority = Authority.None;
  readonly others: Mac[] = [];

  take(mac: Mac, authority: Authority): void {
    if (this.mac !== NO_MAC && this.mac !== mac) this.keep(this.mac);
    this.drop(mac);
    this.mac = mac;
    this.authority = authority;
  }

  keep(mac: Mac): void {
    this.others.unshift(mac);
    if (this.others.length > MAX_OTHERS) this.others.pop();
  }

  drop(mac: Mac): void {
    const at = this.others.indexOf(mac);
    if (at >= 0) this.others.splice(at, 1);
  }
}

const MAX_OTHERS = 4;
const MAX_EVENTS = 32;
/** An end that was heard within this time is still there: an equal claim does not replace it. */
const SILENT_MICROS = 10e6;
/** After so long a weaker claim, by both of its ends, may replace it. */
const GONE_MICROS = 30e6;

/** Which addresses are at the two ends of the line, and what that rests on. Never turned around by less than what it rests on. */
export class Roles {
  readonly router = new End();
  readonly provider = new End();
  readonly events: RoleEvent[] = [];
  /** Goes up with everything that may give a frame another direction. */
  version = 0;
  evidence = 'nothing was seen yet that tells the two ends of the line apart';
  confidence: Confidence = 'none';
  sinceMicros = 0;
  changes = 0;
  refused = 0;
  /** How many events there were, kept or not. */
  total = 0;

  /** The weight of what is known of the router, without whom nobody is home. */
  get authority(): Authority {
    return this.router.authority;
  }

  get isKnown(): boolean {
    return this.router.mac !== NO_MAC || this.provider.mac !== NO_MAC;
  }

  /** Weighs a claim; returns whether anything is different for it. */
  claim(claim: RoleClaim, heard: LastHeard): boolean {
    if (this.#holdsAll(claim)) return this.#trustMore(claim);
    if (this.#isTurn(claim)) return this.#mayTurn(claim) ? this.#turn(claim) : this.#refuse();
    const router = this.#fits(this.router, claim, { mac: claim.router, heardAt: heard.router });
    const provider = this.#fits(this.provider, claim, { mac: claim.provider, heardAt: heard.provider });
    if (!router || !provider) return this.#refuse();
    return this.#accept(claim);
  }

  /** How it is known who is at the ends. */
  get how(): HowLearnt {
    return howLearnt(this.#strongest());
  }

  state(): RoleState {
    return {
      routerMac: macTextOrNull(this.router.mac),
      providerMac: macTextOrNull(this.provider.mac),
      otherRouterMacs: this.router.others.map(macTextOf),
      otherProviderMacs: this.provider.others.map(macTextOf),
      how: this.how,
      confidence: this.confidence,
      since: this.isKnown ? timestampText(this.sinceMicros) : null,
      evidence: this.evidence,
      changes: this.changes,
      refusedClaims: this.refused,
    };
  }

  #strongest(): Authority {
    return this.router.mac === NO_MAC ? this.provider.authority : this.router.authority;
  }

  #holdsAll({ router, provider, authority }: RoleClaim): boolean {
    const holds = (end: End, mac: Mac) => mac === NO_MAC || (end.mac === mac && end.authority >= authority);
    return holds(this.router, router) && holds(this.provider, provider);
  }

  /** Whether the claim puts an address at the other end from where it is. */
  #isTurn({ router, provider }: RoleClaim): boolean {
    return (router !== NO_MAC && router === this.provider.mac) || (provider !== NO_MAC && provider === this.router.mac);
  }

  /** What was inferred with little certainty may be turned once, by certainty. */
  #mayTurn({ authority, confidence }: RoleClaim): boolean {
    const strongest = Math.max(this.router.authority, this.provider.authority);
    if (authority > strongest) return true;
    return authority === Authority.Inferred && strongest === authority && confidence === 'high' && this.confidence !== 'high';
  }

  #trustMore({ authority, confidence, evidence }: RoleClaim): false {
    if (authority === this.#strongest() && confidence === 'high' && this.confidence !== 'high') {
      this.confidence = confidence;
      this.evidence = evidence;
    }
    return false;
  }

  #fits(end: End, claim: RoleClaim, { mac, heardAt }: { mac: Mac; heardAt: number }): boolean {
    if (mac === NO_MAC || mac === end.mac || end.mac === NO_MAC) return true;
    if (end.authority === Authority.Configured) return false;
    if (claim.authority > end.authority) return true;
    if (claim.authority < Authority.Inferred) return false;
    const silence = claim.atMicros - heardAt;
    if (silence >= GONE_MICROS) return true;
    // An exchange of the same weight: with the end that is known, or when the known one has fallen silent.
    return claim.authority === end.authority && (this.#sharesAnEnd(claim) || silence >= SILENT_MICROS);
  }

  #sharesAnEnd({ router, provider }: RoleClaim): boolean {
    return router === this.router.mac || provider === this.provider.mac;
  }

  #accept(claim: RoleClaim): boolean {
    const wasKnown = this.isKnown;
    const isOther = (end: End, mac: Mac) => mac !== NO_MAC && end.mac !== NO_MAC && end.mac !== mac;
    const isChange = isOther(this.router, claim.router) || isOther(this.provider, claim.provider);
    const isNews =
      (claim.router !== NO_MAC && this.router.mac === NO_MAC) || (claim.provider !== NO_MAC && this.provider.mac === NO_MAC);
    this.#settle(this.router, claim.router, claim);
    this.#settle(this.provider, claim.provider, claim);
    this.router.drop(this.provider.mac);
    this.provider.drop(this.router.mac);
    this.#note(claim, isChange ? 'changed' : isNews || !wasKnown ? 'learnt' : 'confirmed');
    return true;
  }

  #settle(end: End, mac: Mac, { authority }: RoleClaim): void {
    if (mac === NO_MAC) return;
    if (end.mac === mac) end.authority = Math.max(end.authority, authority) as Authority;
    else end.take(mac, authority);
  }

  #turn(claim: RoleClaim): boolean {
    for (const [end, mac] of [
      [this.router, claim.router],
      [this.provider, claim.provider],
    ] as const) {
      end.mac = mac;
      end.authority = mac === NO_MAC ? Authority.None : claim.authority;
      end.others.length = 0;
    }
    this.#note(claim, 'changed');
    return true;
  }

  #refuse(): boolean {
    this.refused += 1;
    return false;
  }

  #note(claim: RoleClaim, kind: RoleEvent['kind']): void {
    this.version += 1;
    if (kind === 'changed') this.changes += 1;
    if (kind !== 'confirmed') this.sinceMicros = claim.atMicros;
    if (claim.authority >= this.#strongest()) {
      this.evidence = claim.evidence;
      this.confidence = claim.confidence ?? (claim.authority > Authority.Inferred ? 'high' : 'low');
    }
    this.total += 1;
    this.events.push({
      at: timestampText(claim.atMicros),
      kind,
      routerMac: macTextOrNull(this.router.mac),
      providerMac: macTextOrNull(this.provider.mac),
      how: howLearnt(claim.authority),
      text: claim.evidence,
    });
    if (this.events.length > MAX_EVENTS) this.events.shift();
  }
}
