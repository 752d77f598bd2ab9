import { LastHour } from '../api/last-hour.ts';
import type { LossCounts, TrafficPoint } from '../api/messages.ts';
import type { LineWindowText } from '../api/probe.ts';
import type { Frame } from '../capture/frame.ts';
import { linkTypeName } from '../capture/link-type.ts';
import type { SourceState } from '../capture/source.ts';
import { timestampText } from '../decode/text.ts';
import type { OwnService } from '../inspect/services/service-index.ts';
import type { LineWindow } from '../line/line-window.ts';
import type { TrafficLimits } from '../traffic/limits.ts';
import { Analysis, type KnownOfLine } from './analysis.ts';
import type { CaptureCommand, CaptureNews, CaptureReport, SourceReport } from './capture-messages.ts';
import type { Clock, FrameSupply } from './frame-supply.ts';
import { RecentRoundTrips } from './recent-round-trips.ts';
import { pointOf, RunningTotals } from './running-totals.ts';
import { answerTables } from './table-answers.ts';

/** How long frames are taken before messages get a turn. */
const TURN_MILLIS = 30;
/** How long questions are answered before frames get a turn. One that takes longer is still answered whole. */
const ANSWER_MILLIS = 20;
/** A report follows closed windows, but while a replay runs faster than time not each of them. */
const SHORTEST_REPORT_MILLIS = 200;
/** So often at least, windows or not: silence means that something is broken. */
const LONGEST_REPORT_MILLIS = 1000;
const UNKNOWN_ROWS = 100;
/** Distinct link types and snap lengths are few; what a file can fill is cut. */
const MAX_LINK_TYPES = 20;

type Question = Extract<CaptureCommand, { kind: 'tables' }>;

export interface CaptureLoopOptions {
  readonly supply: FrameSupply;
  readonly limits: Partial<TrafficLimits>;
  /** The user's own services. */
  readonly services?: readonly OwnService[];
  readonly line?: KnownOfLine;
  readonly clock: Clock;
  /** Where news go. */
  readonly post: (news: CaptureNews) => void;
}

/** The capture thread's work: takes frames from the supply, counts them, reports every window, and answers questions between two turns. */
export class CaptureLoop {
  readonly #supply: FrameSupply;
  readonly #clock: Clock;
  readonly #post: (news: CaptureNews) => void;
  readonly #analysis: Analysis;
  readonly #totals = new RunningTotals();
  readonly #roundTrips = new RecentRoundTrips();
  #points = new LastHour<TrafficPoint>();
  #lineWindows = new LastHour<LineWindow>();
  #hasPoints = false;
  #firstMicros: number | null = null;
  #reportedAtMillis: number;
  #reportedDrops: number | null = null;
  readonly #questions: Question[] = [];
  #answerAtMillis = 0;
  #isStopping = false;
  #hasEnded = false;

  constructor({ supply, limits, line = {}, services = [], clock, post }: CaptureLoopOptions) {
    this.#supply = supply;
    this.#clock = clock;
    this.#post = post;
    this.#analysis = new Analysis({
      limits,
      services,
      line,
      onWindow: (window) => {
        this.#totals.add(window);
        this.#points.add(pointOf(window));
        this.#hasPoints = true;
      },
      onLineWindow: (window) => {
        this.#totals.addLine(window);
        if (window.ppp.counts.sessionsClosed > 0) {
          this.#totals.terminations.take(this.#analysis.line.summary().ppp.sessions);
        }
        this.#roundTrips.add(window);
        this.#lineWindows.add(window);
      },
    });
    this.#reportedAtMillis = clock.monotonicMillis();
  }

  /** Works until `stop`, or until there are no more frames. Questions are answered after that, too. */
  async run(): Promise<void> {
    this.#post({ kind: 'opened', report: this.#report() });
    while (!this.#isStopping) {
      const state = await this.#takeTurn();
      if (state === 'ended') break;
      // While frames wait, they close the windows themselves: the clock would close them before frames that belong there.
      if (state === 'idle') this.#settle();
      this.#reportInTime();
      if (this.#clock.monotonicMillis() >= this.#answerAtMillis) this.#answer();
      await this.#clock.pause(state === 'idle' ? this.#supply.idleMillis() : 0);
    }
    await this.#supply.close();
    this.#analysis.finish();
    this.#hasEnded = true;
    this.#post({ kind: 'report', report: this.#report() });
    if (!this.#isStopping) this.#answer();
  }

  /** Ends `run` after the current turn. */
  stop(): void {
    this.#isStopping = true;
  }

  /** Goes by another list of the user's own services from now on. */
  takeServices(services: readonly OwnService[]): void {
    this.#analysis.traffic.takeServices(services);
  }

  /** Takes a question, whose answer is posted when its turn comes. Whoever asks waits with only so many. */
  ask(question: Question): void {
    this.#questions.push(question);
    if (this.#hasEnded) this.#answer();
  }

  async #takeTurn(): Promise<SourceState> {
    const turnEnds = this.#clock.monotonicMillis() + TURN_MILLIS;
    let state: SourceState;
    do {
      const step = this.#supply.step(this.#firstMicros === null ? this.#firstSink : this.#analysis.sink);
      state = typeof step === 'string' ? step : await step;
      this.#analysis.settle();
    } while (state === 'more' && !this.#isStopping && this.#clock.monotonicMillis() < turnEnds);
    return state;
  }

  /** The sink until a step has brought frames, so that the one behind it does not ask every frame whether it is the first. */
  readonly #firstSink = (frame: Frame): void => {
    this.#firstMicros ??= frame.timestampMicros;
    this.#analysis.sink(frame);
  };

  /** Closes windows that are over on a quiet line. */
  #settle(): void {
    const settledMicros = this.#supply.settledMicros();
    if (settledMicros !== null) this.#analysis.tick(settledMicros);
  }

  #reportInTime(): void {
    const sinceReport = this.#clock.monotonicMillis() - this.#reportedAtMillis;
    if (sinceReport >= (this.#hasPoints ? SHORTEST_REPORT_MILLIS : LONGEST_REPORT_MILLIS)) {
      this.#post({ kind: 'report', report: this.#report() });
    }
  }

  /** Answers what was asked, and then nothing for as long as that took: frames get at least half of the time, whatever is asked. */
  #answer(): void {
    const startMillis = this.#clock.monotonicMillis();
    let nowMillis = startMillis;
    while (this.#questions.length > 0 && (this.#hasEnded || nowMillis - startMillis < ANSWER_MILLIS)) {
      const { id, names, question } = this.#questions.shift()!;
      this.#post({ kind: 'answer', id, tables: answerTables(this.#analysis, names, question) });
      nowMillis = this.#clock.monotonicMillis();
    }
    this.#answerAtMillis = nowMillis + (nowMillis - startMillis);
  }

  #report(): CaptureReport {
    const losses = this.#supply.losses();
    const points = this.#takePoints(losses);
    this.#reportedAtMillis = this.#clock.monotonicMillis();
    return {
      source: this.#describeSource(),
      points,
      lineWindows: this.#takeLineWindows(),
      firstFrameAt: this.#firstMicros === null ? null : timestampText(this.#firstMicros),
      accounting: this.#analysis.traffic.accounting(),
      losses,
      tables: this.#analysis.traffic.tableUse(),
      problems: this.#totals.problems(),
      unknown: this.#analysis.traffic.table('unknown', { limit: UNKNOWN_ROWS }).list,
      totals: this.#totals.totals(),
      recentTimes: this.#roundTrips.times(),
    };
  }

  /** As text, which passes to the other thread as it is; windows that nobody could be told of any more never become text. */
  #takeLineWindows(): LineWindowText[] {
    const windows = this.#lineWindows.all();
    if (windows.length > 0) this.#lineWindows = new LastHour();
    return windows.map((window) => ({ startMillis: window.ppp.startMicros / 1000, text: JSON.stringify(window) }));
  }

  /** What was lost since the last report counts in the last window that closed since, as exactly as counters that are read now and then tell. */
  #takePoints(losses: LossCounts): TrafficPoint[] {
    const points = this.#points.all();
    const last = points.pop();
    if (last === undefined) return [];
    this.#points = new LastHour();
    this.#hasPoints = false;
    const drops = sumOfKnown([losses.card, losses.kernel, losses.probe]);
    const isKnown = drops !== null;
    const sinceReport = isKnown ? Math.max(0, drops - (this.#reportedDrops ?? 0)) : null;
    this.#reportedDrops = drops;
    return [...points.map((point) => ({ ...point, dropped: isKnown ? 0 : null })), { ...last, dropped: sinceReport }];
  }

  #describeSource(): SourceReport {
    const { name, driver, interfaces } = this.#supply;
    const { condition, reason, remarks } = this.#supply.state();
    const linkTypes = new Set(interfaces.map(({ linkType }) => linkTypeName(linkType)));
    const snapLengths = new Set(interfaces.map(({ snapLength }) => snapLength));
    const isWaiting = condition === 'capturing' && this.#firstMicros === null;
    return {
      name,
      condition: this.#hasEnded && condition === 'capturing' ? 'ended' : isWaiting ? 'waiting' : condition,
      reason,
      remarks,
      driver,
      linkTypes: [...linkTypes].slice(0, MAX_LINK_TYPES),
      snapLength: snapLengths.size === 1 ? [...snapLengths][0]! : null,
    };
  }
}

function sumOfKnown(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}
