import { describe, expect, it } from 'vitest';
import { TerminationTally } from '../../src/commands/termination-tally.ts';
import type { EndReason } from '../../src/line/ppp/verdict.ts';

const session = (serial: number, endReason: EndReason | null, timesReopened = 0) => ({ serial, endReason, timesReopened });

describe('TerminationTally', () => {
  it('counts every end once, however often it is told', () => {
    const tally = new TerminationTally();
    const told = [session(1, 'padt'), session(2, null)];
    tally.take(told);
    tally.take(told);
    tally.take([...told.slice(0, 1), session(2, 'echo-timeout')]);
    expect(tally.counts()).toMatchObject({ padt: 1, 'echo-timeout': 1, silence: 0 });
  });

  it('keeps what it counted when sessions are forgotten', () => {
    const tally = new TerminationTally();
    tally.take([session(1, 'padt')]);
    tally.take([session(2, 'padt')]);
    expect(tally.counts().padt).toBe(2);
  });

  it('never takes back: a session that went on and ends again has ended twice', () => {
    const tally = new TerminationTally();
    tally.take([session(1, 'silence')]);
    tally.take([session(1, null, 1)]);
    expect(tally.counts().silence).toBe(1);
    tally.take([session(1, 'padt', 1)]);
    tally.take([session(1, 'padt', 1)]);
    expect(tally.counts()).toMatchObject({ silence: 1, padt: 1 });
  });
});
