import type { Output } from './output.ts';

const CELLS = 30;
const SPINNER = ['-', '\\', '|', '/'];
/** Work that is over sooner needs no bar. */
const SHOW_AFTER_MILLIS = 500;

export interface ProgressBar {
  /** Draws the bar at a fraction from 0 to 1; `null`: something is going on, no telling how long. */
  readonly show: (fraction: number | null) => void;
  readonly clear: () => void;
}

/** A bar over the last line of standard error, where that is a terminal, for work that takes longer than a moment. */
export function createProgressBar(output: Output, now: () => number = () => performance.now()): ProgressBar {
  const startedAt = now();
  let turns = 0;
  return {
    show(fraction) {
      const elapsed = now() - startedAt;
      if (elapsed < SHOW_AFTER_MILLIS) return;
      turns += 1;
      if (fraction === null) {
        output.progress(`reading ${SPINNER[turns % SPINNER.length]} ${(elapsed / 1000).toFixed(0)} s`);
        return;
      }
      const filled = Math.round(Math.min(1, fraction) * CELLS);
      const left = fraction > 0.01 ? `, ${Math.ceil((elapsed / fraction - elapsed) / 1000)} s left` : '';
      output.progress(`reading [${'#'.repeat(filled)}${'.'.repeat(CELLS - filled)}] ${Math.floor(fraction * 100)}%${left}`);
    },
    clear: () => output.progress(''),
  };
}
