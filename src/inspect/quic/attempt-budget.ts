// Runs once per Initial packet that could be opened: allocate nothing.

const MICROS_PER_SECOND = 1e6;
/**
 * Taking the protection off costs more than all else that is done to a frame. A busy line of a gigabit opens some hundreds of connections in a
 * second; anybody can send a hundred thousand beginnings of one, and then frames would be lost.
 */
export const MOST_PER_SECOND = 4000;
/** Frames of several interfaces come a little out of order; a clock that was set back by more begins anew. */
const LATE_SECONDS = 10;

/** So much is tried in a second and no more, by the frames' own time: a replay comes to the same. */
export class AttemptBudget {
  #second = Number.NEGATIVE_INFINITY;
  #spent = 0;

  /** Whether there is anything left for the second that `micros` lies in, of which this takes its part. */
  take(micros: number): boolean {
    const second = Math.floor(micros / MICROS_PER_SECOND);
    if (second > this.#second || second < this.#second - LATE_SECONDS) {
      this.#second = second;
      this.#spent = 0;
    }
    if (this.#spent === MOST_PER_SECOND) return false;
    this.#spent += 1;
    return true;
  }
}
