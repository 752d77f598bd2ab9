import type { WindowSpan } from '../window-span.ts';
import { MINUTE_MICROS, SECOND_MICROS } from './thresholds.ts';

/** Whether packet time runs on from one window to the next: a jump is another capture, or a clock that was set, and not the line's doing. */
export class Continuity {
  /** The end of the last window; -1 before the first. */
  endMicros = -1;

  /**
   * Takes the next window. Returns the part of it that can be trusted, and whether packet time jumped before that. Silences are told in windows
   * of some seconds; one that is longer than a minute, or ends before it begins, has a jump in it.
   */
  next({ startMicros, endMicros }: WindowSpan): { readonly span: WindowSpan; readonly hasJumped: boolean } {
    const lasted = endMicros - startMicros;
    const isBroken = lasted > MINUTE_MICROS || lasted <= 0;
    const hasJumped = this.endMicros >= 0 && (isBroken || startMicros !== this.endMicros);
    this.endMicros = endMicros;
    return { span: isBroken ? { startMicros: endMicros - SECOND_MICROS, endMicros } : { startMicros, endMicros }, hasJumped };
  }
}
