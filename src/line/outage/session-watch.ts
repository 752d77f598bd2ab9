// Cold: once per window.

import type { PppEvent } from '../ppp/event-row.ts';
import type { End } from '../ppp/timeline.ts';
import type { EndReason } from '../ppp/verdict.ts';
import type { WindowSpan } from '../window-span.ts';
import { answersIn, counted, type LineParts, microsOf, secondsText } from './line-parts.ts';
import type { Finding, OutageCause, Suspect } from './outage-row.ts';
import { ADDRESS, DISCOVERY, SECOND_MICROS, SESSION } from './thresholds.ts';

/** A session that came back: when it was gone, and what had ended it. */
export interface Reconnected {
  readonly sinceMicros: number;
  readonly untilMicros: number;
  readonly cause: OutageCause;
  readonly suspect: Suspect;
  readonly evidence: readonly string[];
}

interface Failure {
  readonly atMicros: number;
  count: number;
  text: string;
}

interface Ending {
  readonly atMicros: number;
  readonly by: End | null;
  readonly reason: EndReason | null;
  readonly text: string;
}

/** Follows whether the PPPoE session is up, and what keeps it down. */
export class SessionWatch {
  #hasBeenUp = false;
  /** Something is answered without a session: who looks for one there does not mean this line. */
  #isOtherLine = false;
  #sessionsUp = 0;
  #downSince: number | null = null;
  #ending: Ending | null = null;
  #tryingSince: number | null = null;
  #padis = 0;
  #discoverySince: number | null = null;
  readonly #failures: Record<'refused' | 'ipcp' | 'discovery', Failure | null> = { refused: null, ipcp: null, discovery: null };
  /** When the last session came up. */
  upMicros = 0;
  #hasComeUp = false;
  #floorMicros = 0;
  #reconnected: Reconnected | null = null;

  /** Whether there was a session, or is wanted, and none is up. */
  get isMissing(): boolean {
    return this.#sessionsUp === 0 && !this.#isOtherLine && (this.#downSince !== null || this.#tryingSince !== null);
  }

  /** Whether somebody ended the session in so many words, and there has been none since. */
  get isEnded(): boolean {
    const reason = this.#ending?.reason ?? 'silence';
    return this.#downSince !== null && reason !== 'silence';
  }

  /** Whether a session came up in the last window. */
  get hasComeUp(): boolean {
    return this.#hasComeUp;
  }

  note(span: WindowSpan, parts: LineParts): void {
    const { ppp } = parts;
    if (!this.#hasBeenUp && ppp.sessionsOpen === 0 && answersIn(parts) > 0) this.#isOtherLine = true;
    const before = this.#sessionsUp;
    this.#hasComeUp = false;
    for (const event of ppp.events) this.#take(event, span, before);
    this.#padis += ppp.counts.padi;
    const since = ppp.discoveryUnansweredSince;
    const sinceMicros = since === null ? null : microsOf(since, span.startMicros);
    this.#discoverySince = sinceMicros === null || sinceMicros < this.#floorMicros ? null : sinceMicros;
    this.#sessionsUp = ppp.sessionsUp;
    if (ppp.sessionsUp > 0) this.#comeUp(span, before);
    else if (before > 0) this.#downSince = this.#ending?.atMicros ?? span.startMicros;
  }

  /** The reconnect that the last window completed. */
  takeReconnected(): Reconnected | null {
    const reconnected = this.#reconnected;
    this.#reconnected = null;
    return reconnected;
  }

  /** Where the mirror hides a direction, that there is no answer says nothing; what is said counts. */
  find({ endMicros }: WindowSpan, isAliveSince: (micros: number) => boolean, isHidden: boolean): Finding[] {
    if (this.#isOtherLine) return [];
    const known = [
      this.#findRefusal(isAliveSince),
      this.#findIpcp(endMicros, isAliveSince),
      this.#findDiscovery(endMicros, isAliveSince, isHidden),
    ].filter((finding) => finding !== null);
    // Why a router gets no session at first is told better by whatever else was seen.
    const down = (known.length > 0 || isHidden) && this.#downSince === null ? null : this.#findDown(endMicros, isAliveSince);
    return down === null ? known : [...known, down];
  }

  /** Packet time is not continuous at `micros`; what is older than that is no concern of what follows. */
  restart(micros: number): void {
    this.#floorMicros = micros;
    this.#hasBeenUp = false;
    this.#isOtherLine = false;
    this.#sessionsUp = 0;
    this.#downSince = null;
    this.#discoverySince = null;
    this.#forgetTrouble();
  }

  #take({ at, kind, text, end }: PppEvent, { startMicros }: WindowSpan, upBefore: number): void {
    const micros = microsOf(at, startMicros);
    if (kind === 'session-closed' && (upBefore > 0 || this.#sessionsUp > 0))
      this.#ending = { atMicros: micros, by: end?.by ?? null, reason: end?.reason ?? null, text };
    else if (kind === 'session-reopened') this.#ending = null;
    else if (kind === 'pado' && this.#discoverySince !== null) this.#tryingSince = micros;
    else if (kind === 'ipcp-open' || kind === 'ipv6cp-open') {
      this.upMicros = micros;
      if (kind === 'ipcp-open') this.#failures.ipcp = null;
    } else if (kind === 'padi' || kind === 'session-opened') this.#tryingSince ??= micros;
    else if (kind === 'authentication-failed') this.#fail('refused', micros, text);
    else if (kind === 'ipcp-failed') this.#fail('ipcp', micros, text);
    else if (kind === 'pads-error') this.#fail('discovery', micros, text);
  }

  #fail(what: 'refused' | 'ipcp' | 'discovery', atMicros: number, text: string): void {
    const known = this.#failures[what];
    if (known === null) this.#failures[what] = { atMicros, count: 1, text };
    else Object.assign(known, { count: known.count + 1, text });
  }

  #comeUp({ startMicros, endMicros }: WindowSpan, before: number): void {
    const ending = this.#ending;
    const isNew = before === 0 || (before === 1 && ending !== null && this.upMicros > ending.atMicros);
    if (!isNew) {
      if (before > 1) this.#ending = null;
      return;
    }
    const since = this.#downSince ?? (this.#hasBeenUp ? (ending?.atMicros ?? null) : null);
    if (this.upMicros < startMicros || this.upMicros > endMicros) this.upMicros = startMicros;
    if (since !== null && ending !== null && this.upMicros > since) {
      const { cause, suspect } = this.#kindOf(this.upMicros - since);
      const evidence = [ending.text, `a session was up again after ${secondsText(this.upMicros - since)}`];
      this.#reconnected = { sinceMicros: since, untilMicros: this.upMicros, cause, suspect, evidence };
    }
    this.#hasBeenUp = true;
    this.#hasComeUp = true;
    this.#isOtherLine = false;
    this.#downSince = null;
    this.#forgetTrouble();
  }

  #forgetTrouble(): void {
    this.#ending = null;
    this.#tryingSince = null;
    this.#padis = 0;
    this.#failures.refused = null;
    this.#failures.discovery = null;
    if (this.#sessionsUp === 0) this.#failures.ipcp = null;
  }

  #findRefusal(isAliveSince: (micros: number) => boolean): Finding | null {
    const { refused } = this.#failures;
    if (refused === null || this.#sessionsUp > 0 || isAliveSince(refused.atMicros)) return null;
    const evidence = [refused.text, `${counted(refused.count, 'refusal')}, and no session up since`];
    if (this.#hasBeenUp) evidence.push('the same line had been let in before');
    // Who was let in before has not forgotten the password.
    const suspect = this.#hasBeenUp ? 'provider' : 'router';
    return {
      cause: 'authentication-refused',
      sinceMicros: this.#downSince ?? refused.atMicros,
      suspect,
      isCertain: true,
      evidence,
    };
  }

  #findIpcp(endMicros: number, isAliveSince: (micros: number) => boolean): Finding | null {
    const { ipcp } = this.#failures;
    if (ipcp === null || isAliveSince(ipcp.atMicros)) return null;
    const isDown = this.#sessionsUp === 0;
    const isCertain = isDown || endMicros - ipcp.atMicros >= ADDRESS.leastSeconds * SECOND_MICROS;
    const evidence = [ipcp.text, isDown ? 'no session up' : 'IPv6 up, but nothing answered over it'];
    if (ipcp.count > 1) evidence.push(`${ipcp.count} times`);
    return {
      cause: 'ipcp-failed',
      sinceMicros: this.#downSince ?? ipcp.atMicros,
      suspect: 'provider',
      isCertain,
      evidence,
    };
  }

  #findDiscovery(endMicros: number, isAliveSince: (micros: number) => boolean, isHidden: boolean): Finding | null {
    if (this.#sessionsUp > 0) return null;
    const { discovery: refusal } = this.#failures;
    if (refusal !== null && !isAliveSince(refusal.atMicros)) {
      const evidence = [refusal.text, `${counted(refusal.count, 'refusal')}, and no session up since`];
      const sinceMicros = this.#downSince ?? refusal.atMicros;
      return { cause: 'discovery-refused', sinceMicros, suspect: 'provider', isCertain: true, evidence };
    }
    const since = this.#discoverySince;
    if (since === null || isHidden || isAliveSince(since)) return null;
    const lasted = endMicros - since;
    const evidence = [`the router has looked for a concentrator for ${secondsText(lasted)}, and nobody answered`];
    if (this.#padis > 0) evidence.push(`${counted(this.#padis, 'PADI')} sent`);
    return {
      cause: 'discovery-unanswered',
      sinceMicros: this.#downSince ?? since,
      suspect: 'provider',
      isCertain: lasted >= DISCOVERY.leastUnansweredSeconds * SECOND_MICROS,
      evidence,
    };
  }

  #findDown(endMicros: number, isAliveSince: (micros: number) => boolean): Finding | null {
    if (this.#sessionsUp > 0) return null;
    const since = this.#downSince ?? this.#tryingSince;
    if (since === null || isAliveSince(since + SECOND_MICROS)) return null;
    const lasted = endMicros - since;
    if (this.#downSince === null) {
      const evidence = [`the router has tried for ${secondsText(lasted)} without a session that carries IP`];
      const isCertain = lasted >= SESSION.leastTryingSeconds * SECOND_MICROS;
      return { cause: 'session-down', sinceMicros: since, suspect: 'unknown', isCertain, evidence };
    }
    const { cause, suspect } = this.#kindOf(lasted);
    const tries = this.#padis > 0 ? `${counted(this.#padis, 'PADI')} since` : 'no request for another session since';
    const evidence = [this.#ending?.text ?? 'the session is gone', `no session for ${secondsText(lasted)}`, tries];
    // Who gave up because nobody answered did not merely end the capture.
    const isCertain = cause === 'echo-lost' || lasted >= SESSION.leastSeconds * SECOND_MICROS;
    return { cause, sinceMicros: since, suspect, isCertain, evidence };
  }

  #kindOf(lasted: number): { readonly cause: OutageCause; readonly suspect: Suspect } {
    const by = this.#ending?.by ?? null;
    const reason = this.#ending?.reason ?? 'silence';
    const suspect: Suspect = by === 'server' ? 'provider' : by === 'client' ? 'router' : 'unknown';
    if (reason === 'echo-timeout') return { cause: 'echo-lost', suspect: 'provider' };
    const isOrdinary = reason !== 'silence' && lasted < SESSION.reconnectSeconds * SECOND_MICROS;
    return { cause: isOrdinary ? 'reconnect' : 'session-down', suspect };
  }
}
