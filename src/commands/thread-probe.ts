import { LastHour } from '../api/last-hour.ts';
import type { ProbeMode, StatusMessage, TrafficPoint } from '../api/messages.ts';
import {
  type AnswerName,
  type Answers,
  type CountedAnswers,
  type Health,
  type LineWindowText,
  type Probe,
  ProbeBusyError,
  type ProbeTotals,
  type RecentTimes,
  type RowQuestion,
  type WindowNotice,
} from '../api/probe.ts';
import { timestampText } from '../decode/text.ts';
import type { CaptureCommand, CaptureNews, CaptureReport } from './capture-messages.ts';
import type { FilteredAnswers } from './filtered-answers.ts';

/** Questions under way at once; more would only wait in line before a thread that has frames to count. */
const MAX_QUESTIONS = 32;
const ANSWER_MILLIS = 5000;
/** A capture thread that is well reports every second. */
const SILENCE_MILLIS = 5000;

export interface ThreadProbeOptions {
  readonly mode: ProbeMode;
  readonly modeReason: string | null;
  readonly version: string;
  readonly startedAtMillis: number;
  readonly monotonicMillis: () => number;
  /** The capture thread's first report. */
  readonly report: CaptureReport;
  /** How the capture thread is told something. */
  readonly send: (command: CaptureCommand) => void;
  /** Makes answers of what the capture thread says. */
  readonly answers: Pick<FilteredAnswers, 'answer'>;
}

interface Pending {
  readonly resolve: (tables: Partial<CountedAnswers>) => void;
  readonly reject: (error: ProbeBusyError) => void;
  readonly timer: NodeJS.Timeout;
}

/** What the main thread knows of the capture thread: its last report, the last hour's points, and whom to ask for more. */
export class ThreadProbe implements Probe {
  readonly #options: ThreadProbeOptions;
  readonly #points = new LastHour<TrafficPoint>();
  readonly #lineWindows = new LastHour<LineWindowText>();
  readonly #listeners = new Set<(notice: WindowNotice) => void>();
  // By a number of ours.
  readonly #pending = new Map<number, Pending>();
  #report: CaptureReport;
  #latest: WindowNotice | null = null;
  #reportedAtMillis: number;
  #nextId = 1;

  constructor(options: ThreadProbeOptions) {
    this.#options = options;
    this.#report = options.report;
    this.#reportedAtMillis = options.monotonicMillis();
  }

  /** Takes in what the capture thread says. */
  hear(news: CaptureNews): void {
    if (news.kind === 'answer') this.#settle(news.id, news.tables);
    if (news.kind === 'report') this.#takeReport(news.report);
  }

  status(): StatusMessage {
    const { mode, modeReason, version, startedAtMillis } = this.#options;
    const { source, firstFrameAt, accounting, losses, tables, problems, unknown } = this.#report;
    return {
      version,
      mode,
      modeReason,
      source,
      startedAt: timestampText(startedAtMillis * 1000),
      firstFrameAt,
      lastWindowAt: this.#latest?.endAt ?? null,
      accounting,
      losses,
      tables,
      problems,
      unknown,
    };
  }

  health(): Health {
    const { condition, reason } = this.#report.source;
    if (condition === 'ended') return { isWell: true };
    const silentMillis = this.#options.monotonicMillis() - this.#reportedAtMillis;
    if (silentMillis > SILENCE_MILLIS) {
      const seconds = Math.floor(silentMillis / 1000);
      return { isWell: false, reason: `the capture thread has not reported for ${seconds} s: the machine may be overloaded` };
    }
    if (condition === 'down' || condition === 'gone') return { isWell: false, reason: reason ?? `the source is ${condition}` };
    return { isWell: true };
  }

  points(): readonly TrafficPoint[] {
    return this.#points.all();
  }

  lineWindows(): readonly LineWindowText[] {
    return this.#lineWindows.all();
  }

  totals(): ProbeTotals {
    return this.#report.totals;
  }

  recentTimes(): RecentTimes {
    return this.#report.recentTimes;
  }

  latest(): WindowNotice | null {
    return this.#latest;
  }

  async ask<Name extends AnswerName>(names: readonly Name[], question: RowQuestion): Promise<Pick<Answers, Name>> {
    const ask = (of: RowQuestion): Promise<Partial<CountedAnswers>> => this.#askThread(names, of);
    // The capture thread answers with the tables it was asked for.
    return (await this.#options.answers.answer({ names, question, moment: this.#latest, ask })) as Pick<Answers, Name>;
  }

  onWindow(listener: (notice: WindowNotice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Gives up on questions under way: nobody will answer any more. */
  close(): void {
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new ProbeBusyError('The probe is stopping.'));
    }
    this.#pending.clear();
  }

  async #askThread(names: readonly AnswerName[], question: RowQuestion): Promise<Partial<CountedAnswers>> {
    if (this.#pending.size >= MAX_QUESTIONS) throw new ProbeBusyError('Too many questions at once; ask again in a second.');
    const id = this.#nextId;
    this.#nextId += 1;
    return await new Promise<Partial<CountedAnswers>>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new ProbeBusyError('The capture thread is too busy to answer; ask again in a second.'));
      }, ANSWER_MILLIS);
      this.#pending.set(id, { resolve, reject, timer });
      this.#options.send({ kind: 'tables', id, names, question });
    });
  }

  #settle(id: number, tables: Partial<CountedAnswers>): void {
    const pending = this.#pending.get(id);
    // It came too late, and whoever asked has been told.
    if (pending === undefined) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    pending.resolve(tables);
  }

  #takeReport(report: CaptureReport): void {
    const hasChanged =
      report.source.condition !== this.#report.source.condition || report.source.reason !== this.#report.source.reason;
    this.#report = report;
    this.#reportedAtMillis = this.#options.monotonicMillis();
    for (const point of report.points) this.#points.add(point);
    for (const window of report.lineWindows) this.#lineWindows.add(window);
    const last = report.points.at(-1);
    if (last !== undefined) this.#latest = noticeOf(last);
    if (this.#latest === null || (last === undefined && !hasChanged)) return;
    for (const listener of this.#listeners) listener(this.#latest);
  }
}

function noticeOf(point: TrafficPoint): WindowNotice {
  const startMicros = Date.parse(point.at) * 1000;
  return { startAt: point.at, endAt: timestampText(startMicros + point.seconds * 1e6), point };
}
