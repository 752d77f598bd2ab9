import type { ScreenBuffer } from '../screen/screen-buffer.ts';
import type { TopModel } from '../top-model.ts';
import type { ViewState } from '../view-state.ts';
import { drawFooter, drawHeader, drawTooSmall } from './frame-edges.ts';
import { drawHelp } from './help-view.ts';
import { drawLine } from './line-view.ts';
import { drawMachine } from './machine-view.ts';
import type { ScrollRange } from './process-table.ts';

/** Draws what is known of a probe as it was chosen. Returns how far the keys that scroll can go. */
export function drawTop(buffer: ScreenBuffer, model: TopModel, state: ViewState): ScrollRange {
  if (drawTooSmall(buffer)) return { page: 0, mostScroll: 0 };
  if (state.isHelpOpen) {
    drawHelp(buffer);
    return { page: 0, mostScroll: 0 };
  }
  drawHeader(buffer, model);
  drawFooter(buffer, model, state);
  return state.screen === 'machine' ? drawMachine(buffer, model, state) : drawLine(buffer, model, state);
}
