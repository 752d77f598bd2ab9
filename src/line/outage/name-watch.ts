// Cold: once per window.

import type { WindowSpan } from '../window-span.ts';
import { counted, type LineParts, otherAnswersIn, secondsText } from './line-parts.ts';
import type { Finding } from './outage-row.ts';
import { NAMES, SECOND_MICROS } from './thresholds.ts';

/** A question is unanswered after so long. */
const PATIENCE_MICROS = 5 * SECOND_MICROS;
/** A question counts as unanswered while other things are answered if one was so shortly before or after it. */
const NEARBY_MICROS = 5 * SECOND_MICROS;
const MOST_SERVERS = 8;

/** Watches whether names can be asked for, while other things are answered. */
export class NameWatch {
  #since = 0;
  #lastTrouble = 0;
  #unanswered = 0;
  #failures = 0;
  #otherAnswers = 0;
  #lastOther = Number.NEGATIVE_INFINITY;
  /** When trouble was last seen, in the window in which it was forgotten; null in all others. */
  forgottenMicros: number | null = null;
  readonly #servers = new Set<string>();
  readonly #providersServers: () => readonly string[];

  constructor(providersServers: () => readonly string[]) {
    this.#providersServers = providersServers;
  }

  note({ startMicros, endMicros }: WindowSpan, parts: LineParts): void {
    const { dns } = parts.quality;
    this.forgottenMicros = null;
    const others = otherAnswersIn(parts);
    if (others > 0) this.#lastOther = endMicros;
    if (dns.some(({ answers, failures }) => answers > failures)) {
      this.restart();
      return;
    }
    // Where nothing at all is answered, names are the least of it.
    const isAlive = this.#lastOther >= startMicros - PATIENCE_MICROS - NEARBY_MICROS;
    for (const { address, ...counts } of dns) {
      const { failures } = counts;
      const unanswered = isAlive ? counts.unanswered : 0;
      if (unanswered + failures === 0) continue;
      const began = unanswered > 0 ? startMicros - PATIENCE_MICROS : startMicros;
      if (this.#unanswered + this.#failures === 0) this.#since = began;
      this.#lastTrouble = endMicros;
      this.#unanswered += unanswered;
      this.#failures += failures;
      if (this.#servers.size < MOST_SERVERS) this.#servers.add(address);
    }
    if (this.#unanswered + this.#failures === 0) return;
    this.#otherAnswers += others;
    if (endMicros - this.#lastTrouble <= NAMES.forgottenSeconds * SECOND_MICROS) return;
    this.forgottenMicros = this.#lastTrouble;
    this.restart();
  }

  find({ endMicros }: WindowSpan): Finding | null {
    if (this.#unanswered + this.#failures === 0) return null;
    const lasted = endMicros - this.#since;
    const isCertain =
      (this.#unanswered >= NAMES.leastUnanswered || this.#failures >= NAMES.leastFailures) &&
      lasted >= NAMES.leastSeconds * SECOND_MICROS &&
      this.#otherAnswers > 0;
    const failed = [
      this.#unanswered > 0 ? `${counted(this.#unanswered, 'question')} for names without an answer` : '',
      this.#failures > 0 ? `${counted(this.#failures, 'answer')} that the server failed or refused` : '',
    ].filter((text) => text !== '');
    const servers = [...this.#servers];
    const providers = servers.length === 0 ? [] : this.#providersServers();
    const others = servers.filter((address) => !providers.includes(address));
    const evidence = [
      `${failed.join(', ')} in ${secondsText(lasted)}, and none that helped`,
      `asked: ${servers.join(', ')}`,
      `meanwhile ${counted(this.#otherAnswers, 'answer')} to other things`,
    ];
    if (others.length > 0) evidence.push(`not named by the provider, as far as was seen: ${others.join(', ')}`);
    // Whose a server is that somebody at home chose is not known, nor whether it or the way to it fails.
    const suspect = others.length > 0 ? 'unknown' : 'provider';
    return { cause: 'dns-only', sinceMicros: this.#since, suspect, isCertain, evidence, at: servers };
  }

  restart(): void {
    this.#unanswered = 0;
    this.#failures = 0;
    this.#otherAnswers = 0;
    this.#servers.clear();
  }
}
