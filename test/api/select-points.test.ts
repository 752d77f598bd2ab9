import { describe, expect, it } from 'vitest';
import { selectPoints } from '../../src/api/select-points.ts';
import { pointAt } from '../support/fake-probe.ts';

const ALL = { fromMillis: Number.NEGATIVE_INFINITY, toMillis: Number.POSITIVE_INFINITY, stepSeconds: 1 };

function second(number: number): string {
  return new Date(Date.UTC(2026, 4, 4, 12, 0, number)).toISOString().replace('Z', '000Z');
}

describe('selectPoints', () => {
  const points = [0, 1, 2, 3, 4, 5].map((number) => pointAt(second(number), { frames: number + 1, activeFlows: 10 - number }));

  it('takes points from the start on and before the end', () => {
    const selected = selectPoints(points, { ...ALL, fromMillis: Date.parse(second(1)), toMillis: Date.parse(second(4)) });
    expect(selected.map(({ at }) => at)).toEqual([second(1), second(2), second(3)]);
  });

  it('adds points up to steps that start at multiples of the step', () => {
    const selected = selectPoints(points.slice(1), { ...ALL, stepSeconds: 2 });
    expect(selected.map(({ at, seconds, frames }) => [at, seconds, frames])).toEqual([
      [second(1), 1, 2],
      [second(2), 2, 7],
      [second(4), 2, 11],
    ]);
  });

  it('adds up every measure, but takes the most of active conversations', () => {
    const [sum] = selectPoints(points.slice(0, 2), { ...ALL, stepSeconds: 60 });
    expect(sum).toEqual(
      pointAt(second(0), {
        seconds: 2,
        frames: 3,
        wireBytes: 2000,
        ipv4Bytes: 1200,
        ipv6Bytes: 600,
        otherBytes: 200,
        downBytes: 1600,
        upBytes: 300,
        activeFlows: 10,
      }),
    );
  });

  it('leaves losses unknown only where no point knows them', () => {
    const mixed = [pointAt(second(0)), pointAt(second(1), { dropped: 3 }), pointAt(second(2)), pointAt(second(3))];
    expect(selectPoints(mixed, { ...ALL, stepSeconds: 2 }).map(({ dropped }) => dropped)).toEqual([3, null]);
  });
});
