// Cold: once per window.

import type { LineParts } from '../outage/line-parts.ts';
import type { OutageRow, OutageWindow } from '../outage/outage-row.ts';
import type { WindowSpan } from '../window-span.ts';
import { Accumulator, type Context } from './accumulator.ts';
import { Baseline } from './baseline.ts';
import { Bufferbloat } from './bufferbloat.ts';
import { FarEndBook } from './far-end-book.ts';
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

/**
 * Says whose fault it is: for the last sixty seconds, and for each minute of the last 24 hours, from the windows of the line's parts and what they
 * say of outages. Pure over windows; a figure is compared with what has been usual on this line (baseline.ts, far-end-book.ts, load.ts).
 */
export class Verdicts {
  readonly #recent = new Accumulator();
  readonly #minute = new Accumulator();
  readonly #ring: (KeptMinute | undefined)[] = [];
  readonly #echoBaseline = new Baseline();
  readonly #lineBaseline = new Baseline();
  readonly #homeBaseline = new Baseline();
  readonly #book = new FarEndBook();
  readonly #loads = { down: new Load(), up: new Load() };
  readonly #bufferbloat = new Bufferbloat(this.#loads);
  /** The latest outages, the one that lasts last. */
  #outages: readonly OutageRow[] = [];
  #endMicros = -1;
  #stalls = 0;
  #now: VerdictRow | null = null;

  /** Takes one window of every part, silent ones too, and what the same window said of outages. */
  closeWindow(span: WindowSpan, parts: LineParts, outages: OutageWindow): VerdictWindow {
    let minute: VerdictRow | null = null;
    if (this.#endMicros >= 0 && span.startMicros !== this.#endMicros) minute = this.#restart();
    this.#endMicros = span.endMicros;
    this.#noteOutages(outages, span);
    this.#add(parts, span);
    const figures = this.#recent.figures(this.#context())!;
    this.#now = judge(figures, this.#outageIn(figures));
    if (span.endMicros % MINUTE_MICROS === 0) minute = this.#keepMinute();
    return { now: this.#now, minute };
  }

  summary(): VerdictSummary {
    const kept = this.#keptInOrder().map(({ figures, outage }) => judge(figures, outage));
    const open = this.#openMinute();
    return {
      now: this.#now,
      minutes: open === null ? kept : [...kept, open],
      bufferbloat: this.#bufferbloat.rows(),
    };
  }

  /** The verdict of the minute that a time lies in; null where there is none any more, or yet. */
  verdictAt(micros: number): VerdictRow | null {
    const number = Math.floor(micros / MINUTE_MICROS);
    const kept = this.#ring[number % MOST_MINUTES];
    if (kept?.number === number) return judge(kept.figures, kept.outage);
    const isOpen = this.#minute.seconds > 0 && Math.floor((this.#endMicros - 1) / MINUTE_MICROS) === number;
    return isOpen ? this.#openMinute() : null;
  }

  #add(parts: LineParts, { endMicros }: WindowSpan): void {
    const { home, ppp, quality } = parts;
    const { down, up } = this.#loads;
    down.note(home.down.wireBytes, endMicros);
    up.note(home.up.wireBytes, endMicros);
    const echoMillis = ppp.echo.byClient.rttMillis;
    for (const baseline of [this.#echoBaseline, this.#lineBaseline, this.#homeBaseline]) baseline.turn(endMicros - 1);
    for (const millis of echoMillis) this.#echoBaseline.addMicros(1000 * millis);
    this.#lineBaseline.add(quality.handshake.line);
    this.#homeBaseline.add(quality.handshake.home);
    this.#bufferbloat.note(endMicros, echoMillis, [quality.handshake.line, quality.roundTrip.line]);
    const farEnds = quality.farEnds.map((farEnd) => this.#book.note(farEnd));
    const extract = extractOf(parts, { down, up, farEnds, stalls: this.#newStalls(parts) });
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
      highest: { down: this.#loads.down.highestBitsPerSecond, up: this.#loads.up.highestBitsPerSecond },
      gradeOf: (direction) => this.#bufferbloat.gradeOf(direction, this.#endMicros),
    };
  }

  #openMinute(): VerdictRow | null {
    const figures = this.#minute.figures(this.#context());
    return figures === null ? null : judge(figures, this.#outageIn(figures));
  }

  #keepMinute(): VerdictRow | null {
    const figures = this.#minute.figures(this.#context());
    this.#minute.clear();
    if (figures === null) return null;
    const number = Math.floor(figures.startMicros / MINUTE_MICROS);
    const kept = { number, figures, outage: this.#outageIn(figures) };
    this.#ring[number % MOST_MINUTES] = kept;
    return judge(kept.figures, kept.outage);
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

  #keptInOrder(): KeptMinute[] {
    const kept = this.#ring.filter((minute) => minute !== undefined).sort((a, b) => a.number - b.number);
    const oldest = Math.floor(this.#endMicros / MINUTE_MICROS) - MOST_MINUTES;
    return kept.filter(({ number }) => number >= oldest);
  }
}
