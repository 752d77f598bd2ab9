import type { HomeSummary } from './home/summary.ts';
import type { OutageSummary } from './outage/outage-row.ts';
import type { PppSummary } from './ppp/summary.ts';
import type { QualitySummary } from './quality/quality-window.ts';
import type { VerdictSummary } from './verdict/verdict-row.ts';

/** What is known of the access line since the start: the report's section `line`, and what `/api/v1/line` tells. */
export interface LineSummary extends HomeSummary {
  /** Whose fault it is: now, in the last 24 hours by the minute, and under load. */
  readonly verdict: VerdictSummary;
  readonly outages: OutageSummary;
  readonly ppp: PppSummary;
  readonly quality: QualitySummary;
}
