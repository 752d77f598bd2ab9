import type { HomeSummary } from './home/summary.ts';
import type { PppSummary } from './ppp/summary.ts';
import type { QualitySummary } from './quality/quality-window.ts';

/** What is known of the access line since the start: the report's section `line`, and what `/api/v1/line` tells. */
export interface LineSummary extends HomeSummary {
  readonly ppp: PppSummary;
  readonly quality: QualitySummary;
}
