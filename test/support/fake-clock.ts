import type { Clock } from '../../src/commands/frame-supply.ts';

/** Time that passes only while somebody waits, or when a test says so. */
export class FakeClock implements Clock {
  nowMillis: number;
  /** Called at the end of every wait. */
  onPause: (clock: FakeClock) => void = () => {};

  constructor(startMillis = Date.UTC(2026, 10, 21, 20, 0, 0)) {
    this.nowMillis = startMillis;
  }

  wallMillis = (): number => this.nowMillis;
  monotonicMillis = (): number => this.nowMillis;
  pause = async (millis: number): Promise<void> => {
    this.nowMillis += millis;
    await new Promise(setImmediate);
    this.onPause(this);
  };
}
