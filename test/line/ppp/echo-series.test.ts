import { describe, expect, it } from 'vitest';
import { EchoSeries } from '../../../src/line/ppp/echo-series.ts';
import { RttSketch } from '../../../src/line/ppp/rtt-sketch.ts';

const SECOND = 1_000_000;

describe('a series of echoes', () => {
  it('takes a request without a reply for lost after three seconds, and until then for neither', () => {
    const series = new EchoSeries();
    series.request(1, 10 * SECOND, 0);
    series.expire(12.9 * SECOND);
    expect([series.lost, series.open]).toEqual([0, 1]);
    series.expire(13 * SECOND);
    expect([series.lost, series.open]).toEqual([1, 0]);
  });

  it('counts a late reply as an answer with its time, and says that it was late', () => {
    const series = new EchoSeries();
    series.request(1, 10 * SECOND, 0);
    expect(series.closeWindow(13 * SECOND)).toMatchObject({ sent: 1, lost: 1, answered: 0 });
    expect(series.reply(1, 14 * SECOND, false)).toBe(true);
    expect(series.closeWindow(15 * SECOND)).toEqual({ sent: 0, answered: 1, lost: 0, late: 1, rttMillis: [4000] });
    expect([series.answered, series.lost, series.late]).toEqual([1, 0, 1]);
  });

  it('ignores replies that answer nothing, come twice, or are somebody else’s', () => {
    const series = new EchoSeries();
    expect(series.reply(1, SECOND, false)).toBe(false);
    series.request(1, 2 * SECOND, 0);
    expect(series.reply(1, 2.1 * SECOND, true)).toBe(false);
    expect(series.reply(1, 2.2 * SECOND, false)).toBe(true);
    expect(series.reply(1, 2.3 * SECOND, false)).toBe(false);
    expect([series.answered, series.ignoredReplies]).toEqual([1, 3]);
  });

  it('does not take the reply to an identifier that came round again for one to the old request', () => {
    const series = new EchoSeries();
    series.request(1, 0, 0);
    series.request(1, 40 * SECOND, 0);
    series.reply(1, 40.1 * SECOND, false);
    expect(series.rtts.samples()).toMatchObject([{ atMicros: 40 * SECOND, rttMicros: 100_000 }]);
    expect(series.lost).toBe(1);
  });

  it('counts the run of unanswered requests since the last answer', () => {
    const series = new EchoSeries();
    for (let id = 0; id < 5; id++) {
      series.request(id, id * 2 * SECOND, 0);
      if (id < 2) series.reply(id, id * 2 * SECOND + 1000, false);
    }
    expect([series.unanswered, series.firstUnansweredAt]).toEqual([3, 4 * SECOND]);
    series.reply(3, 9 * SECOND, false);
    expect([series.unanswered, series.firstUnansweredAt]).toEqual([1, 8 * SECOND]);
  });

  it('is sparse where requests are left out while frames arrive, and only then', () => {
    const adaptive = new EchoSeries();
    const idle = new EchoSeries();
    for (const [second, frames] of [
      [0, 0],
      [5, 1],
      [10, 2],
      [60, 5000],
    ] as const) {
      adaptive.request(second, second * SECOND, frames);
      adaptive.reply(second, second * SECOND + 2000, false);
      idle.request(second, second * SECOND, 0);
    }
    expect([adaptive.isSparse, adaptive.lost, adaptive.intervalMicros]).toEqual([true, 0, 5 * SECOND]);
    expect(idle.isSparse).toBe(false);
  });
});

describe('a sketch of round trips', () => {
  it('is exact as long as it holds everything', () => {
    const sketch = new RttSketch(512);
    for (let rtt = 100; rtt >= 1; rtt--) sketch.add(0, rtt * 1000);
    expect(sketch.millis()).toEqual({ min: 1, median: 50, p95: 95, max: 100 });
  });

  it('stays within a few percent once it does not, and keeps the last ones', () => {
    const sketch = new RttSketch(8);
    for (let rtt = 1; rtt <= 1000; rtt++) sketch.add(rtt, rtt * 1000);
    const { min, median, p95, max } = sketch.millis()!;
    expect([min, max]).toEqual([1, 1000]);
    expect(Math.abs(median - 500)).toBeLessThan(15);
    expect(Math.abs(p95 - 950)).toBeLessThan(30);
    expect(sketch.samples().map(({ rttMicros }) => rttMicros / 1000)).toEqual([993, 994, 995, 996, 997, 998, 999, 1000]);
  });

  it('has no figures without a measurement', () => {
    expect(new RttSketch(8).millis()).toBeNull();
  });
});
