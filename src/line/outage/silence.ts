// Cold: once per window.

import type { WindowSpan } from '../window-span.ts';
import { framesOf, type LineParts, secondsText } from './line-parts.ts';
import type { Finding } from './outage-row.ts';
import { SECOND_MICROS, SILENCE } from './thresholds.ts';

const HOUR_MICROS = 3600 * SECOND_MICROS;
const HOURS = 24;

/** Knows how long the line is silent as a rule, and notices when it is silent for longer. */
export class Silence {
  /** The longest ordinary silence of each of the last 24 hours, in microseconds. */
  readonly #longest = new Float64Array(HOURS);
  #longestOfAll = 0;
  #hour = -1;
  #activeSeconds = 0;
  #lastFrameMicros = 0;
  readonly #client = new Rhythm();
  readonly #server = new Rhythm();
  #sessionsOpen = 0;
  #isOutage = false;

  note({ startMicros, endMicros }: WindowSpan, parts: LineParts): void {
    this.#turn(endMicros);
    if (framesOf(parts) === 0) return;
    const gap = this.#activeSeconds === 0 ? 0 : startMicros - this.#lastFrameMicros;
    // What was taken for an outage is no measure of silence, unless the line has no clock of its own and may simply have been quiet.
    if (gap > 0 && (!this.#isOutage || this.#echoIntervalMicros() === null)) this.#learn(gap);
    this.#isOutage = false;
    this.#lastFrameMicros = endMicros;
    this.#activeSeconds += 1;
    const { byClient, byServer } = parts.ppp.echo;
    if (parts.ppp.sessionsOpen !== this.#sessionsOpen) this.#forgetEchoes();
    this.#sessionsOpen = parts.ppp.sessionsOpen;
    if (byClient.sent > 0) this.#client.beat(endMicros);
    if (byServer.sent > 0) this.#server.beat(endMicros);
  }

  find({ endMicros }: WindowSpan, { isSessionEnded }: { readonly isSessionEnded: boolean }): Finding | null {
    // Where somebody ended the session, nothing is there to send frames.
    if (isSessionEnded) return null;
    const silent = endMicros - this.#lastFrameMicros;
    if (silent < SECOND_MICROS || this.#activeSeconds < SILENCE.leastActiveSeconds) return null;
    const interval = this.#echoIntervalMicros();
    const longest = this.#longestOfAll;
    const patience =
      interval === null
        ? Math.max(SILENCE.leastSecondsWithoutEchoes * SECOND_MICROS, SILENCE.longestGaps * longest)
        : Math.max(SILENCE.leastSecondsWithEchoes * SECOND_MICROS, SILENCE.echoIntervals * interval, 2 * longest);
    const isCertain = silent >= patience;
    this.#isOutage ||= isCertain;
    // Nobody reads what speaks for a finding that is not certain, and every second without a frame has one.
    const evidence = isCertain ? this.#evidence(silent, longest) : [];
    return { cause: 'no-frames', sinceMicros: this.#lastFrameMicros, suspect: 'unknown', isCertain, evidence };
  }

  #evidence(silent: number, longest: number): string[] {
    const interval = this.#echoIntervalMicros();
    const usual = longest === 0 ? 'no second was without one' : `the longest silence of the last day was ${secondsText(longest)}`;
    const evidence = [`no frame for ${secondsText(silent)}, from either end`, `before, ${usual}`];
    if (interval !== null) evidence.push(`LCP echo requests had come every ${secondsText(interval)}`);
    return evidence;
  }

  /** Packet time is not continuous here. */
  restart(): void {
    this.#activeSeconds = 0;
    this.#forgetEchoes();
  }

  #echoIntervalMicros(): number | null {
    if (this.#sessionsOpen === 0) return null;
    const known = [this.#client.micros, this.#server.micros].filter((micros) => micros !== null);
    return known.length === 0 ? null : Math.min(...known);
  }

  #forgetEchoes(): void {
    this.#client.stop();
    this.#server.stop();
  }

  #learn(gap: number): void {
    const place = this.#hour % HOURS;
    this.#longest[place] = Math.max(this.#longest[place]!, gap);
    this.#longestOfAll = Math.max(this.#longestOfAll, gap);
  }

  #turn(micros: number): void {
    const hour = Math.floor(micros / HOUR_MICROS);
    if (hour === this.#hour) return;
    if (this.#hour < 0 || hour < this.#hour) this.#hour = hour;
    for (let turns = 0; this.#hour < hour && turns < HOURS; turns += 1) {
      this.#hour += 1;
      this.#longest[this.#hour % HOURS] = 0;
    }
    this.#hour = hour;
    this.#longestOfAll = Math.max(...this.#longest);
  }
}

/** The time between the requests of one end; one that leaves some out while frames arrive sends them when none does. */
class Rhythm {
  #beats = 0;
  #lastMicros = 0;
  #shortestMicros = 0;

  /** The shortest time between two requests; null before enough were seen. */
  get micros(): number | null {
    return this.#beats < SILENCE.leastEchoes ? null : this.#shortestMicros;
  }

  beat(micros: number): void {
    const interval = micros - this.#lastMicros;
    if (this.#beats > 0 && (this.#beats === 1 || interval < this.#shortestMicros)) this.#shortestMicros = interval;
    this.#beats += 1;
    this.#lastMicros = micros;
  }

  stop(): void {
    this.#beats = 0;
    this.#shortestMicros = 0;
  }
}
