import { describe, expect, it } from 'vitest';
import { Line } from '../../src/line/line.ts';
import type { LineWindow } from '../../src/line/line-window.ts';

const SECOND = 1e6;
const START = Date.UTC(2026, 4, 4, 12) * 1000;

/** Tells a line of seconds, and returns when its windows began and ended, in seconds from the start. */
function tell(line: Line, from: number, to: number, isSilent: (second: number) => boolean): (readonly [number, number])[] {
  const windows: LineWindow[] = [];
  for (let second = from; second < to; second += 1) {
    const startMicros = START + second * SECOND;
    const window = line.closeSecond({ startMicros, endMicros: startMicros + SECOND }, isSilent(second));
    if (window !== null) windows.push(window);
  }
  return windows.map(({ ppp }) => [(ppp.startMicros - START) / SECOND, (ppp.endMicros - START) / SECOND] as const);
}

describe('Line', () => {
  it('has a window for every second with frames, and for the first minute of silence', () => {
    const windows = tell(new Line({ random: () => 7 }), 0, 61, (second) => second > 0);
    expect(windows).toEqual(Array.from({ length: 61 }, (_, second) => [second, second + 1]));
  });

  it('tells longer silences in windows of ten seconds without a gap, and ends them at once when a frame comes', () => {
    const windows = tell(new Line({ random: () => 7 }), 0, 96, (second) => second > 0 && second < 95);
    expect(windows.slice(61)).toEqual([
      [61, 70],
      [70, 80],
      [80, 90],
      [90, 96],
    ]);
  });

  it('does not take time that nobody tells of for silence', () => {
    const line = new Line({ random: () => 7 });
    tell(line, 0, 65, (second) => second > 0);
    expect(tell(line, 10_000, 10_002, () => true)).toEqual([
      [10_000, 10_001],
      [10_001, 10_002],
    ]);
    expect(tell(line, 5, 6, () => false)).toEqual([[5, 6]]);
  });
});
