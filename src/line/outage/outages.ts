// Cold: once per window.

import type { WindowSpan } from '../window-span.ts';
import { Answers } from './answers.ts';
import { Continuity } from './continuity.ts';
import { EchoWatch } from './echo-watch.ts';
import { LeaseWatch } from './lease-watch.ts';
import { framesOf, type LineParts } from './line-parts.ts';
import { NameWatch } from './name-watch.ts';
import { Outage } from './outage.ts';
import { type Finding, type OutageCause, type OutageSummary, type OutageWindow, specificityOf } from './outage-row.ts';
import { SessionWatch } from './session-watch.ts';
import { Silence } from './silence.ts';
import { MERGE_SECONDS, MOST_OUTAGES, SECOND_MICROS } from './thresholds.ts';

/** Causes that are known by answers that do not come. */
const WITHOUT_ANSWER: readonly OutageCause[] = ['no-return', 'discovery-unanswered'];

/**
 * Tells when the line did not work, from the windows of its parts alone: what the same windows say is the same, live or replayed.
 *
 * At most one outage lasts at a time. It begins when a cause has lasted long enough (thresholds.ts), is named after the most specific
 * cause seen while it lasts, goes on as long as any cause holds, and ends when the line has shown that it works. That a capture begins or ends is
 * no outage: nothing is missing before it was seen, and what is not seen any more has no end.
 */
export class Outages {
  readonly #silence = new Silence();
  readonly #answers = new Answers();
  readonly #echoes = new EchoWatch();
  readonly #names: NameWatch;
  readonly #leases = new LeaseWatch();
  readonly #sessions = new SessionWatch();
  readonly #past: Outage[] = [];
  #open: Outage | null = null;
  #serial = 0;
  #evicted = 0;
  #withdrawn = 0;
  readonly #continuity = new Continuity();

  /** `providersNameServers` is asked while names are in trouble; without it no name server is known to be the provider's. */
  constructor({ providersNameServers = () => [] }: { readonly providersNameServers?: () => readonly string[] } = {}) {
    this.#names = new NameWatch(providersNameServers);
  }

  /** Takes one window of every part of the line, the windows of silent seconds too. */
  closeWindow(given: WindowSpan, parts: LineParts): OutageWindow {
    const changed = new Set<Outage>();
    const lastMicros = this.#continuity.endMicros;
    const { span: whole, hasJumped } = this.#continuity.next(given);
    const span = activePart(whole, parts);
    if (hasJumped) this.#restart(span, { lastMicros, changed });
    this.#note(span, parts);

    const withdrawn = this.#withdrawHidden();
    const findings = this.#find(span);
    this.#noteReconnect(span, changed);
    if (this.#open !== null) this.#goOn(this.#open, { findings, span, changed });
    else this.#begin(findings, span, changed);
    return {
      open: this.#open?.row() ?? null,
      changed: [...changed].map((outage) => outage.row()),
      withdrawn,
    };
  }

  summary(): OutageSummary {
    const outages = this.#all().map((outage) => outage.row());
    const totalSeconds = outages.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
    return { outages, evicted: this.#evicted, withdrawn: this.#withdrawn, totalSeconds: Math.round(totalSeconds * 1e6) / 1e6 };
  }

  #note(span: WindowSpan, parts: LineParts): void {
    this.#answers.note(span, parts);
    // While nothing was answered, names were not either.
    if (this.#answers.hasRevived) this.#names.restart();
    for (const watch of [this.#silence, this.#echoes, this.#names, this.#leases, this.#sessions]) watch.note(span, parts);
    if (!this.#sessions.hasComeUp) return;
    this.#answers.forgetRequests();
    this.#echoes.restart();
  }

  #all(): Outage[] {
    return this.#open === null ? this.#past : [...this.#past, this.#open];
  }

  #find(span: WindowSpan): Finding[] {
    const isAliveSince = (micros: number): boolean => this.#answers.isAliveSince(micros);
    return [
      this.#silence.find(span, { isSessionEnded: this.#sessions.isEnded }),
      this.#answers.find(span, { isSessionMissing: this.#sessions.isMissing }),
      this.#echoes.find(this.#answers.lastAliveMicros),
      this.#names.find(span),
      this.#leases.find(span, isAliveSince),
      ...this.#sessions.find(span, isAliveSince, this.#answers.isHidden),
    ].filter((finding) => finding !== null);
  }

  #begin(findings: readonly Finding[], span: WindowSpan, changed: Set<Outage>): void {
    const first = mostSpecific(findings.filter(({ isCertain }) => isCertain));
    if (first === null) return;
    const last = this.#past.at(-1);
    const isSame =
      last !== undefined &&
      first.cause !== 'reconnect' &&
      last.cause === first.cause &&
      first.sinceMicros - last.endMicros! <= MERGE_SECONDS * SECOND_MICROS;
    if (isSame) {
      this.#past.pop();
      last.resume();
      this.#open = last;
    } else {
      this.#open = this.#new(first, span);
    }
    changed.add(this.#open);
    this.#goOn(this.#open, { findings, span, changed });
  }

  #goOn(
    open: Outage,
    {
      findings,
      span,
      changed,
    }: { readonly findings: readonly Finding[]; readonly span: WindowSpan; readonly changed: Set<Outage> },
  ): void {
    open.pass(span.endMicros);
    if (!findings.some((finding) => keeps(open, finding))) {
      this.#end(open, this.#recoveredAt(span));
      changed.add(open);
      return;
    }
    for (const finding of findings) {
      // What is not certain keeps the outage going; it does not name it.
      if (!finding.isCertain) continue;
      if (open.take(finding, span.endMicros)) changed.add(open);
      if (finding.cause === 'session-down') open.drop('reconnect');
    }
  }

  /** When the line showed that it works: a session that came up in this window, or the window in which something was answered. */
  #recoveredAt({ startMicros, endMicros }: WindowSpan): number {
    const forgotten = this.#names.forgottenMicros ?? this.#answers.forgottenMicros;
    if (forgotten !== null) return forgotten;
    const { upMicros } = this.#sessions;
    return upMicros >= startMicros && upMicros < endMicros ? upMicros : startMicros;
  }

  /** A session that was back before its absence was an outage is told all the same, with its seconds. */
  #noteReconnect(span: WindowSpan, changed: Set<Outage>): void {
    const reconnected = this.#sessions.takeReconnected();
    if (reconnected === null || this.#open !== null) return;
    const { sinceMicros, untilMicros, cause, suspect, evidence } = reconnected;
    const last = this.#past.at(-1);
    if (last !== undefined && last.endMicros! > sinceMicros) return;
    const outage = this.#new({ cause, sinceMicros, suspect, isCertain: true, evidence }, span);
    this.#end(outage, untilMicros);
    changed.add(outage);
  }

  #end(outage: Outage, micros: number): void {
    outage.end(micros);
    if (this.#open === outage) this.#open = null;
    this.#past.push(outage);
    if (this.#past.length <= MOST_OUTAGES) return;
    this.#past.shift();
    this.#evicted += 1;
  }

  /** Nothing came back because the mirror shows one direction only: that was no outage. */
  #withdrawHidden(): number[] {
    if (!this.#answers.isHidden || this.#open === null || !WITHOUT_ANSWER.includes(this.#open.cause)) return [];
    const { serial } = this.#open;
    this.#open = null;
    this.#withdrawn += 1;
    return [serial];
  }

  #restart(
    { startMicros }: WindowSpan,
    { lastMicros, changed }: { readonly lastMicros: number; readonly changed: Set<Outage> },
  ): void {
    if (this.#open !== null) {
      changed.add(this.#open);
      this.#end(this.#open, lastMicros);
    }
    this.#sessions.restart(startMicros);
    for (const watch of [this.#silence, this.#answers, this.#echoes, this.#names, this.#leases]) watch.restart();
  }

  #new(first: Finding, { endMicros }: WindowSpan): Outage {
    this.#serial += 1;
    const floorMicros = this.#past.at(-1)?.endMicros ?? 0;
    return new Outage(this.#serial, first, { nowMicros: endMicros, floorMicros });
  }
}

/** A silence is told in windows of some seconds; the first frame after it ends the window, so all frames are in its last second. */
function activePart({ startMicros, endMicros }: WindowSpan, parts: LineParts): WindowSpan {
  return { startMicros: framesOf(parts) === 0 ? startMicros : Math.max(startMicros, endMicros - SECOND_MICROS), endMicros };
}

/** What nobody can be certain of yet keeps an outage going if it is why it began, or if there is no session. */
function keeps(open: Outage, { cause, isCertain }: Finding): boolean {
  const isOfTraffic = cause === 'no-frames' || cause === 'no-return' || cause === 'dns-only';
  return isCertain || open.has(cause) || !isOfTraffic;
}

function mostSpecific(findings: readonly Finding[]): Finding | null {
  let best: Finding | null = null;
  for (const finding of findings) {
    if (best === null || specificityOf(finding.cause) > specificityOf(best.cause)) best = finding;
  }
  return best;
}
