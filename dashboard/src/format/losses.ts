import type { Accounting, LossCounts } from '../../../src/api/messages.ts';

/** Frames lost at all places that can tell, together; `null` where none can, which is not zero. Freezes are no frames. */
export function knownLosses(losses: LossCounts): number | null {
  const known = [losses.card, losses.kernel, losses.probe].filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

/** How many frames the three kinds miss or exceed what was seen; 0 is the promise. */
export function accountingGap(accounting: Accounting): number {
  return accounting.seen.frames - accounting.attributed - accounting.other - accounting.malformed;
}
