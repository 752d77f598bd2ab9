import type { HomeWindow } from './home/window.ts';
import type { OutageWindow } from './outage/outage-row.ts';
import type { PppWindow } from './ppp/window.ts';
import type { QualityWindow } from './quality/quality-window.ts';
import type { VerdictWindow } from './verdict/verdict-row.ts';

/**
 * What happened to the line in one closed interval of packet time: plain values that can be stored, sent and added up. Verdict and outages say
 * what that means, in the light of what was before.
 */
export interface LineWindow {
  readonly ppp: PppWindow;
  readonly home: HomeWindow;
  readonly quality: QualityWindow;
  readonly outages: OutageWindow;
  readonly verdict: VerdictWindow;
}
