// Cold: once per window.

import type { WindowSpan } from '../window-span.ts';
import { answersIn, counted, type LineParts, requestsIn, secondsText } from './line-parts.ts';
import type { Finding } from './outage-row.ts';
import { NO_RETURN, SECOND_MICROS } from './thresholds.ts';

const MOST_PEERS = 16;

/** Watches whether what goes up is answered: when it last was, and what has been asked in vain since. */
export class Answers {
  /** The end of the last window in which something was answered; -1 before any was. */
  lastAliveMicros = -1;
  #since = 0;
  #lastRequest = 0;
  #syns = 0;
  #queries = 0;
  #pings = 0;
  #echoes = 0;
  #downIp = 0;
  /** Whether something was answered in the last window, for the first time after other things than names were asked in vain for a while. */
  hasRevived = false;
  readonly #peers = new Set<string>();
  #isHidden = false;
  /** When the last request passed, in the window in which it was forgotten; null in all others. */
  forgottenMicros: number | null = null;

  note({ startMicros, endMicros }: WindowSpan, parts: LineParts): void {
    const { requests, farEnds, dns } = parts.quality;
    this.forgottenMicros = null;
    this.hasRevived = false;
    this.#isHidden = parts.home.mirror.findings.includes('one-direction');
    if (answersIn(parts) > 0 || requests.down.ipFrames >= NO_RETURN.aliveIpFrames) {
      this.lastAliveMicros = endMicros;
      const lasted = endMicros - this.#since;
      this.hasRevived = this.#syns + this.#pings > 0 && lasted >= NO_RETURN.revivalSeconds * SECOND_MICROS;
      this.forgetRequests();
      return;
    }
    const asked = requestsIn(parts);
    const { byClient } = parts.ppp.echo;
    if (byClient.answered > 0) this.#echoes = 0;
    this.#echoes += byClient.lost;
    if (asked > 0) {
      if (this.#syns + this.#queries + this.#pings === 0) this.#since = startMicros;
      this.#lastRequest = endMicros;
    }
    this.#downIp += requests.down.ipFrames;
    this.#syns += requests.up.syns;
    this.#queries += requests.up.dnsQueries;
    this.#pings += requests.up.echoRequests;
    for (const { address } of [...farEnds, ...dns]) if (this.#peers.size < MOST_PEERS) this.#peers.add(address);
    const isWaiting = this.#syns + this.#queries + this.#pings > 0;
    if (!isWaiting || endMicros - this.#lastRequest <= NO_RETURN.forgottenSeconds * SECOND_MICROS) return;
    this.forgottenMicros = this.#lastRequest;
    this.forgetRequests();
  }

  find({ endMicros }: WindowSpan, { isSessionMissing }: { readonly isSessionMissing: boolean }): Finding | null {
    const requests = this.#syns + this.#queries + this.#pings;
    if (requests === 0 || this.#isHidden || isSessionMissing) return null;
    const lasted = endMicros - this.#since;
    const peers = this.#peers.size + (this.#pings > 0 ? 1 : 0) + (this.#echoes > 0 ? 1 : 0);
    const isCertain =
      lasted >= NO_RETURN.leastSeconds * SECOND_MICROS && requests >= NO_RETURN.leastRequests && peers >= NO_RETURN.leastPeers;
    const kinds = [
      this.#syns > 0 ? counted(this.#syns, 'SYN') : '',
      this.#queries > 0 ? `${counted(this.#queries, 'question')} for names` : '',
      this.#pings > 0 ? counted(this.#pings, 'echo request') : '',
    ].filter((text) => text !== '');
    const evidence = [
      `${kinds.join(', ')} went up in ${secondsText(lasted)}, and nothing answered`,
      `${counted(this.#peers.size, 'host')} asked`,
      `${counted(this.#downIp, 'IP packet')} came down meanwhile`,
    ];
    if (this.#echoes > 0) evidence.push(`${counted(this.#echoes, 'LCP echo request')} unanswered too`);
    return { cause: 'no-return', sinceMicros: this.#since, suspect: 'provider', isCertain, evidence };
  }

  /** Whether anything has been answered since then. */
  isAliveSince(micros: number): boolean {
    return this.lastAliveMicros > micros;
  }

  /** Whether the mirror turned out to hide a direction. */
  get isHidden(): boolean {
    return this.#isHidden;
  }

  restart(): void {
    this.lastAliveMicros = -1;
    this.forgetRequests();
  }

  /** What was asked before says nothing any more: it was answered, or there is a new session. */
  forgetRequests(): void {
    this.#syns = 0;
    this.#queries = 0;
    this.#pings = 0;
    this.#echoes = 0;
    this.#downIp = 0;
    this.#lastRequest = 0;
    this.#peers.clear();
  }
}
