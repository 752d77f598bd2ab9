import type { Schedule } from '../../src/system/collect/collector.ts';

/** Timers that ring when a test says so. */
export class ManualSchedule {
  readonly #timers = new Map<() => void, number>();

  readonly schedule: Schedule = (callback, millis) => {
    const own = () => callback();
    this.#timers.set(own, millis);
    return () => this.#timers.delete(own);
  };

  /** How long those that are set are for. */
  get waits(): readonly number[] {
    return [...this.#timers.values()];
  }

  /** Rings all that are set now for at most so long. */
  ring(millis: number = Number.POSITIVE_INFINITY): void {
    for (const [callback, wait] of [...this.#timers]) {
      if (wait > millis) continue;
      this.#timers.delete(callback);
      callback();
    }
  }
}

/** Lets everything go on that waits for nothing but other promises. */
export async function settle(): Promise<void> {
  await new Promise(setImmediate);
}
