// What passes between the capture thread and the main thread: plain values, for they are cloned.

import type { LossCounts, StatusMessage, TrafficPoint } from '../api/messages.ts';
import type { AnswerName, CountedAnswers, LineWindowText, ProbeTotals, RecentTimes, RowQuestion } from '../api/probe.ts';
import type { OwnService } from '../inspect/services/service-index.ts';
import type { TrafficLimits } from '../traffic/limits.ts';
import type { Accounting, ProblemRow, TableUse, UnknownRow } from '../traffic/summary.ts';
import type { KnownOfLine } from './analysis.ts';

/** Where frames are to come from. */
export type CapturePlan =
  | {
      readonly kind: 'live';
      readonly interface: string;
      readonly driver: 'auto' | 'ring' | 'cap';
      readonly snapLength: number;
      readonly inspectLength: number;
      readonly ringMebibytes: number;
      readonly filter: string;
    }
  | { readonly kind: 'demonstration'; readonly path: string }
  | { readonly kind: 'files'; readonly paths: readonly string[]; readonly speed: 'max' | number };

/** The capture thread's `workerData`. */
export interface CaptureThreadData {
  readonly plan: CapturePlan;
  readonly limits: Partial<TrafficLimits>;
  /** What is told of the line. */
  readonly line: KnownOfLine;
  /** The user's own services. */
  readonly services: readonly OwnService[];
}

/** What the capture thread is asked, and told. */
export type CaptureCommand =
  | { readonly kind: 'tables'; readonly id: number; readonly names: readonly AnswerName[]; readonly question: RowQuestion }
  | { readonly kind: 'services'; readonly services: readonly OwnService[] }
  | { readonly kind: 'stop' };

/** How the source is doing, as the API says it. */
export type SourceReport = StatusMessage['source'];

/** How everything stands, and what is new. Totals are since the start, of closed windows. */
export interface CaptureReport {
  readonly source: SourceReport;
  /** The windows that closed since the last report, oldest first; the last 3,600 of them when there were more. */
  readonly points: readonly TrafficPoint[];
  /** The same windows as they were for the line. */
  readonly lineWindows: readonly LineWindowText[];
  readonly firstFrameAt: string | null;
  readonly accounting: Accounting;
  readonly losses: LossCounts;
  readonly tables: readonly TableUse[];
  readonly problems: readonly ProblemRow[];
  readonly unknown: readonly UnknownRow[];
  readonly totals: ProbeTotals;
  readonly recentTimes: RecentTimes;
}

/** What the capture thread says. `opened` or `failed` comes first, and nothing after `failed`. */
export type CaptureNews =
  | { readonly kind: 'opened'; readonly report: CaptureReport }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'report'; readonly report: CaptureReport }
  | { readonly kind: 'answer'; readonly id: number; readonly tables: Partial<CountedAnswers> };
