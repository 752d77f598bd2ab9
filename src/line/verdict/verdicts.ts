// Cold: once per window.

import { timestampText } from '../../decode/text.ts';
import { Continuity } from '../outage/continuity.ts';
import type { LineParts } from '../outage/line-parts.ts';
import type { OutageRow, OutageWindow } from '../outage/outage-row.ts';
import type { HostTime } from '../quality/host-times.ts';
import type { WindowSpan } from '../window-span.ts';
import { Accumulator, type Context } from './accumulator.ts';
import { Baseline } from './baseline.ts';
import { Bufferbloat } from './bufferbloat.ts';
import { HostPast } from './host-past.ts';
import { judge } from './judge.ts';
import { Load } from './load.ts';
import type { MinuteFigures } from './minute-figures.ts';
import { MINUTE_MICROS, MOST_MINUTES, SECOND_MICROS } from './thresholds.ts';
import type { OutageShare, VerdictRow, VerdictSummary, VerdictWindow } from './verdict-row.ts';
import { extractOf } from './window-extract.ts';

/** A minute that is kept: its figures and the outage that took most of it; what is to be said is worked out when asked. */
interface KeptMinute {
  readonly number: number;
  readonly figures: MinuteFigures;
  outage: OutageShare | null;
}

/** Outages that may still be spoken of within a verdict's sixty seconds. */
const MOST_RECENT_OUTAGES = 8;

/** What the same window says beside its parts. */
export interface WindowBeside {
  readonly outages: OutageWindow;
  readonly hostTimes: readonly HostTime[];
}

export interface VerdictOptions {
  /** Whether anybody takes what `closeWindow` returns. */
  readonly windows?: 'read' | 'unread';
}

/**
 * Says whose fault it is: for the last sixty seconds, and for each minute of the last 24 hours, from the windows of the line's parts and what they
 * say of outages. Pure over windows; a figure is compared with what has been usual on this line (baseline.ts, load.ts).
 */
export class Verdicts {
  readonly #recent = new Accumulator(MINUTE_MICROS);
  readonly #minute = new Accumulator(Number.POSITIVE_INFINITY);
  readonly #ring: (KeptMinute | undefined)[] = [];
  readonly #echoBaseline = new Baseline();
  readonly #lineBaseline = new Baseline();
  readonly #homeBaseline = new Baseline();
  readonly #namesBaseline = new Baseline();
  readonly #hostPast = new HostPast();
  readonly #loads = { down: new Load(), up: new Load() };
  readonly #bufferbloat = new Bufferbloat(this.#loads);
  /** The latest outages, the one that lasts last. */
  #outages: readonly OutageRow[] = [];
  readonly #continuity = new Continuity();
  #stalls = 0;
  readonly #judgesEachWindow: boolean;

  /** Where nobody reads windows, the last 60 seconds are judged when somebody asks: that takes longer than all else. */
  constructor({ windows = 'read' }: VerdictOptions = {}) {
    this.#judgesEachWindow = windows === 'read';
  }

  /** Takes one window of every part, silent ones too, and what the same window said of outages and single hosts. */
  closeWindow(given: WindowSpan, parts: LineParts, { outages, hostTimes }: WindowBeside): VerdictWindow {
    let minute: VerdictRow | null = null;
    const { span, hasJumped } = this.#continuity.next(given);
    if (hasJumped) minute = this.#restart();
    this.#noteOutages(outages, span);
    this.#add(parts, span, hostTimes);
    // A longer window belongs to the minute that it began in.
    if (Math.floor(span.endMicros / MINUTE_MICROS) > Math.floor(span.startMicros / MINUTE_MICROS)) minute = this.#keepMinute();
    return { now: this.#judgesEachWindow ? this.#judgeNow() : null, minute };
  }

  summary(): VerdictSummary {
    const kept = this.#keptInOrder().map((minute) => this.#rowOf(minute));
    const open = this.#openMinute();
    return {
      now: this.#judgeNow(),
      minutes: open === null ? kept : [...kept, open],
      bufferbloat: this.#bufferbloat.rows(),
    };
  }

  /** The verdict of the minute that a time lies in; null where there is none any more, or yet. */
  verdictAt(micros: number): VerdictRow | null {
    const number = Math.floor(micros / MINUTE_MICROS);
    const kept = this.#ring[number % MOST_MINUTES];
    if (kept?.number === number) return this.#rowOf(kept);
    const isOpen = this.#minute.seconds > 0 && Math.floor((this.#continuity.endMicros - 1) / MINUTE_MICROS) === number;
    return isOpen ? this.#openMinute() : null;
  }

  #add(parts: LineParts, span: WindowSpan, hostTimes: readonly HostTime[]): void {
    const { endMicros } = span;
    const { home, ppp, quality } = parts;
    const echoMillis = ppp.echo.byClient.rttMillis;
    for (const baseline of [this.#echoBaseline, this.#lineBaseline, this.#homeBaseline, this.#namesBaseline])
      baseline.turn(endMicros - 1);
    const { down, up } = this.#loads;
    down.note(home.down.wireBytes, span);
    up.note(home.up.wireBytes, span);
    for (const millis of echoMillis) this.#echoBaseline.addMicros(1000 * millis);
    this.#lineBaseline.add(quality.handshake.line);
    this.#homeBaseline.add(quality.handshake.home);
    this.#hostPast.note(endMicros, hostTimes);
    this.#bufferbloat.note(endMicros, echoMillis, [quality.handshake.line, quality.roundTrip.line]);
    for (const { responseTime } of quality.dns) this.#namesBaseline.add(responseTime);
    const extract = extractOf(parts, span, { down, up, stalls: this.#newStalls(parts), hostTimes });
    this.#recent.add(extract);
    this.#minute.add(extract);
  }

  /** Stalled connections are counted since the start. */
  #newStalls({ quality }: LineParts): number {
    const { down, up } = quality.mtu.stalledConnections;
    const added = Math.max(0, down + up - this.#stalls);
    this.#stalls = down + up;
    return added;
  }

  #context(): Context {
    return {
      echoBaseline: this.#echoBaseline.millis(),
      lineBaseline: this.#lineBaseline.millis(),
      homeBaseline: this.#homeBaseline.millis(),
      namesBaseline: this.#namesBaseline.millis(),
      highest: { down: this.#loads.down.highestBitsPerSecond, up: this.#loads.up.highestBitsPerSecond },
      usualOf: (address) => this.#hostPast.usualMicros(address),
      gradeOf: (direction) => this.#bufferbloat.gradeOf(direction, this.#continuity.endMicros),
    };
  }

  #judgeNow(): VerdictRow | null {
    const figures = this.#recent.figures(this.#context());
    return figures === null ? null : judge(figures, this.#outageIn(figures));
  }

  #openMinute(): VerdictRow | null {
    const figures = this.#minute.figures(this.#context());
    return figures === null ? null : this.#rowOf(this.#minuteOf(figures));
  }

  #keepMinute(): VerdictRow | null {
    const figures = this.#minute.figures(this.#context());
    this.#minute.clear();
    if (figures === null) return null;
    const kept = this.#minuteOf(figures);
    this.#ring[kept.number % MOST_MINUTES] = kept;
    return this.#rowOf(kept);
  }

  #minuteOf(figures: MinuteFigures): KeptMinute {
    return { number: Math.floor(figures.startMicros / MINUTE_MICROS), figures, outage: this.#outageIn(figures) };
  }

  /** What is found out about an outage later is said of its minutes too. */
  #noteOutages({ open, changed, withdrawn }: OutageWindow, { endMicros }: WindowSpan): void {
    if (open === null && changed.length === 0 && withdrawn.length === 0) return;
    const news = open === null ? changed : [...changed.filter(({ serial }) => serial !== open.serial), open];
    const isOld = ({ serial }: OutageRow): boolean => withdrawn.includes(serial) || news.some((row) => row.serial === serial);
    this.#outages = [...this.#outages.filter((row) => !isOld(row)), ...news].slice(-MOST_RECENT_OUTAGES);
    for (const row of changed) this.#tagMinutes(row, endMicros);
    if (withdrawn.length === 0) return;
    for (const kept of this.#ring)
      if (kept?.outage && withdrawn.includes(kept.outage.serial)) kept.outage = this.#outageIn(kept.figures);
  }

  #tagMinutes({ startMicros, endMicros }: OutageRow, nowMicros: number): void {
    const first = Math.floor(startMicros / MINUTE_MICROS);
    const last = Math.floor((endMicros ?? nowMicros) / MINUTE_MICROS);
    for (let number = Math.max(first, last - MOST_MINUTES + 1); number <= last; number += 1) {
      const kept = this.#ring[number % MOST_MINUTES];
      if (kept?.number === number) kept.outage = this.#outageIn(kept.figures);
    }
  }

  /** The outage that took most of a time. */
  #outageIn({ startMicros, endMicros }: MinuteFigures): OutageShare | null {
    let most: OutageShare | null = null;
    for (const { serial, cause, suspect, text, ...row } of this.#outages) {
      const until = Math.min(row.endMicros ?? Number.POSITIVE_INFINITY, endMicros);
      const seconds = Math.round((until - Math.max(row.startMicros, startMicros)) / (SECOND_MICROS / 10)) / 10;
      if (seconds > 0 && (most === null || seconds > most.seconds)) most = { serial, cause, suspect, text, seconds };
    }
    return most;
  }

  /** Packet time is not continuous here: a minute that was cut short is kept as it is. */
  #restart(): VerdictRow | null {
    const minute = this.#keepMinute();
    this.#recent.clear();
    this.#loads.down.restart();
    this.#loads.up.restart();
    return minute;
  }

  /** The minute's windows may begin later than it does: the capture, or a longer window, did. An outage that lasts is told as it is by now. */
  #rowOf({ number, figures, outage }: KeptMinute): VerdictRow {
    const text = this.#outages.find(({ serial }) => serial === outage?.serial)?.text ?? outage?.text ?? '';
    return { ...judge(figures, outage === null ? null : { ...outage, text }), atMinute: timestampText(number * MINUTE_MICROS) };
  }

  #keptInOrder(): KeptMinute[] {
    const kept = this.#ring.filter((minute) => minute !== undefined).sort((a, b) => a.number - b.number);
    const oldest = Math.floor(this.#continuity.endMicros / MINUTE_MICROS) - MOST_MINUTES;
    return kept.filter(({ number }) => number >= oldest);
  }
}
