import { describe, expect, it } from 'vitest';
import { echoPoints, lossShare } from '../../../dashboard/src/chart/echo-points.ts';
import { roundMillis } from '../../../dashboard/src/chart/scale.ts';
import type { EchoRow } from '../../../src/api/messages.ts';

const at = (second: number) => new Date(second * 1000).toISOString();

function echo(...samples: readonly (readonly [number, number])[]): EchoRow {
  return { samples: samples.map(([second, rttMillis]) => ({ at: at(second), rttMillis })) } as unknown as EchoRow;
}

describe('echoPoints', () => {
  it('lays both directions of all sessions on one axis', () => {
    const sessions = [
      { firstSeenAt: at(9), echo: echo([10, 8], [20, 9]), serverEcho: echo([15, 1]) },
      { firstSeenAt: at(30), echo: echo([31, 7]), serverEcho: echo() },
    ];
    expect(echoPoints(sessions, [])).toEqual({
      times: [10, 15, 20, 31],
      router: [8, null, 9, 7],
      provider: [null, 1, null, null],
      breaks: [9, 30],
      losses: [],
    });
  });

  it('marks losses, but none from before the first dot', () => {
    const events = [
      { kind: 'echo-lost', at: at(2), lastAt: at(2) },
      { kind: 'echo-lost', at: at(12), lastAt: at(14) },
      { kind: 'padt', at: at(15), lastAt: at(15) },
    ];
    expect(echoPoints([{ firstSeenAt: at(9), echo: echo([10, 8]), serverEcho: echo() }], events).losses).toEqual([12, 14]);
  });
});

describe('lossShare', () => {
  it('is of what is settled, and not known where nothing is', () => {
    expect(lossShare({ replies: 9, lost: 1 })).toBe(0.1);
    expect(lossShare({ replies: 0, lost: 0 })).toBeNull();
  });
});

describe('roundMillis', () => {
  it('is a round number a little above, and never less than a millisecond', () => {
    expect([0, 0.4, 9, 36, 320].map(roundMillis)).toEqual([1, 1, 10, 40, 400]);
  });
});
