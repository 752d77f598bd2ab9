import { describe, expect, it } from 'vitest';
import { EchoHistory } from '../../../dashboard/src/state/echo-history.ts';
import type { PppSessionRow } from '../../../src/api/messages.ts';

const sampleAt = (second: number) => ({ at: `2026-11-21T20:00:${String(second).padStart(2, '0')}.000000Z`, rttMillis: second });

function session(serial: number, seconds: readonly number[], firstSeenAt = 'then'): PppSessionRow {
  return {
    serial,
    firstSeenAt,
    echo: { samples: seconds.map(sampleAt) },
    serverEcho: { samples: [] },
  } as unknown as PppSessionRow;
}

function shown(history: EchoHistory, ...sessions: readonly PppSessionRow[]): readonly (readonly number[])[] {
  return history.whole(sessions).map(({ echo }) => echo.samples.map(({ rttMillis }) => rttMillis));
}

describe('EchoHistory', () => {
  it('joins the latest samples to those it was told before, without telling any twice', () => {
    const history = new EchoHistory();
    history.add([session(1, [1, 2, 3])]);
    history.add([session(1, [3, 4])]);
    expect(shown(history, session(1, [4]))).toEqual([[1, 2, 3, 4]]);
  });

  it('keeps those of a session that is told of without any', () => {
    const history = new EchoHistory();
    history.add([session(1, [1, 2])]);
    history.add([session(1, []), session(2, [9])]);
    expect(shown(history, session(1, []), session(2, [9]))).toEqual([[1, 2], [9]]);
  });

  it('takes all there are where they come after the latest', () => {
    const history = new EchoHistory();
    history.add([session(1, [3])]);
    history.add([session(1, [1, 2, 3])]);
    expect(shown(history, session(1, []))).toEqual([[1, 2, 3]]);
  });

  it('does not mistake a session of a probe that was started again for an earlier one of the same number', () => {
    const history = new EchoHistory();
    history.add([session(1, [1, 2])]);
    history.add([session(1, [5], 'later')]);
    expect(shown(history, session(1, [5], 'later'))).toEqual([[5]]);
  });
});
