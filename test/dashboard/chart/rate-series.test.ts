import { describe, expect, it } from 'vitest';
import { isDirectionKnown, RateSeries } from '../../../dashboard/src/chart/rate-series.ts';
import type { TrafficPoint } from '../../../src/api/messages.ts';

const START = Date.parse('2026-11-21T13:00:00Z');

function point(second: number, fields: Partial<TrafficPoint> = {}): TrafficPoint {
  return {
    at: new Date(START + second * 1000).toISOString(),
    seconds: 1,
    frames: 1,
    wireBytes: 600,
    ipv4Bytes: 300,
    ipv6Bytes: 200,
    otherBytes: 100,
    downBytes: 0,
    upBytes: 0,
    malformed: 0,
    dropped: 0,
    activeFlows: 1,
    ...fields,
  };
}

function seriesOf(...points: readonly TrafficPoint[]): RateSeries {
  const series = new RateSeries();
  for (const each of points) series.add(each);
  return series;
}

/** Seconds since the start at which the drawn windows end. */
function endsOf(series: RateSeries, seconds = 3600): readonly number[] {
  return series.columns(seconds).times.map((time) => time - START / 1000);
}

describe('RateSeries', () => {
  it('tells down, up and what has no known direction in bit/s', () => {
    expect(seriesOf(point(0, { seconds: 2, downBytes: 400, upBytes: 150 })).columns(60)).toEqual({
      times: [START / 1000 + 2],
      down: [1600],
      up: [600],
      unknown: [200],
      lossy: [0],
    });
  });

  it('knows down from up where any window does, and where nothing passed', () => {
    expect(isDirectionKnown([point(0), point(1, { upBytes: 1 })])).toBe(true);
    expect(isDirectionKnown([point(0, { wireBytes: 0 })])).toBe(true);
    expect(isDirectionKnown([point(0)])).toBe(false);
  });

  it('draws a hole where windows are missing, but not where one is a little late', () => {
    const series = seriesOf(point(0), point(2), point(3), point(10));
    expect(endsOf(series)).toEqual([1, 3, 4, 5, 11]);
    expect(series.columns(60).down.map((value) => value === null)).toEqual([false, false, false, true, false]);
  });

  it('replaces a window it has already', () => {
    const series = seriesOf(point(0), point(1), point(1, { wireBytes: 7 }));
    expect(endsOf(series)).toEqual([1, 2]);
    expect(series.last?.wireBytes).toBe(7);
  });

  it('starts anew when time jumps back, as when a capture is played again', () => {
    expect(endsOf(seriesOf(point(1000), point(1001), point(0)))).toEqual([1]);
  });

  it('marks windows that lost frames; not knowing is no loss', () => {
    const series = seriesOf(point(0, { dropped: 3 }), point(1, { dropped: null }), point(2));
    expect(series.columns(60).lossy).toEqual([1, 0, 0]);
  });

  it('keeps an hour, whatever is added', () => {
    const series = new RateSeries();
    for (let second = 0; second < 4500; second += 1) series.add(point(second));
    expect(series.window(1e9)).toHaveLength(3600);
  });

  it('joins a history with the windows that came while it was read', () => {
    const series = seriesOf(point(3), point(4));
    series.load([point(0), point(1), point(2), point(3, { wireBytes: 9 })]);
    expect(endsOf(series)).toEqual([1, 2, 3, 4, 5]);
  });

  it('ignores points without a time or a length', () => {
    expect(seriesOf(point(0, { at: 'never' }), point(1, { seconds: 0 })).last).toBeNull();
  });

  it('shows the last seconds before its newest window', () => {
    expect(endsOf(seriesOf(point(0), point(1), point(2)), 2)).toEqual([2, 3]);
  });
});
