import { describe, expect, it } from 'vitest';
import { captureOf, LINE_CAPTURES, readTruth, SCENARIOS, sessionDifferences } from '../../support/line-truth.ts';
import { replayPpp } from '../../support/replay-ppp.ts';

describe.skipIf(LINE_CAPTURES === null)('captures of a real line', () => {
  it.each(SCENARIOS)('%s: tells every session as the programs on the line logged it', async (scenario) => {
    const truth = readTruth(scenario);
    const { summary } = await replayPpp(captureOf(truth));
    expect(sessionDifferences(truth, summary)).toEqual([]);
  });
});
