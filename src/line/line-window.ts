import type { HomeWindow } from './home/window.ts';
import type { PppWindow } from './ppp/window.ts';
import type { QualityWindow } from './quality/quality-window.ts';

/** What happened to the line in one closed interval of packet time: plain values that can be stored, sent and added up. */
export interface LineWindow {
  readonly ppp: PppWindow;
  readonly home: HomeWindow;
  readonly quality: QualityWindow;
}
