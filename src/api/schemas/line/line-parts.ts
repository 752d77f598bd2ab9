import type { BillingPeriod } from '../../../line/home/billing-days.ts';
import type { LeaseSummary } from '../../../line/home/leases/address-leases.ts';
import type { OutageSummary } from '../../../line/outage/outage-row.ts';
import type { QualitySummary } from '../../../line/quality/quality-window.ts';
import type { VerdictSummary } from '../../../line/verdict/verdict-row.ts';
import type { HomeState, PppSummary } from '../../enriched-rows.ts';
import { list, named } from '../parts.ts';
import { MIRROR_SUMMARY } from './mirror.ts';
import { OVERHEAD } from './overhead.ts';

/** The parts of `LineSummary`, each described in a file of its own. */
export const LINE_PARTS = {
  verdict: named<VerdictSummary>('VerdictSummary', 'Whose fault it is: now, in the last 24 hours by the minute, and under load.'),
  outages: named<OutageSummary>('OutageSummary', 'When the line did not work.'),
  home: named<HomeState>('HomeState', 'Who is home: router, provider, addresses, kind of line.'),
  ppp: named<PppSummary>('PppSummary', 'PPPoE sessions, followed from discovery to their end.'),
  leases: named<LeaseSummary>('LeaseSummary', 'What DHCP and router advertisements lend.'),
  quality: named<QualitySummary>('QualitySummary', 'Round trips and losses by side, DNS, packet sizes.'),
  mirror: MIRROR_SUMMARY,
  overhead: OVERHEAD,
  billing: list(named<BillingPeriod>('BillingPeriod'), 'Payload by billing period, the latest 24, oldest first.'),
};
