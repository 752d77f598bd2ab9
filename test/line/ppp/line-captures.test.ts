import { describe, expect, it } from 'vitest';
import type { FrameBytes } from '../../../src/decode/packet.ts';
import { cookFrame } from '../../support/cook-frame.ts';
import { captureOf, LINE_CAPTURES, readTruth, SCENARIOS, sessionDifferences } from '../../support/line-truth.ts';
import { replayPpp } from '../../support/replay-ppp.ts';

describe.skipIf(LINE_CAPTURES === null)('captures of a real line', () => {
  it.each(SCENARIOS)('%s: tells every session as the programs on the line logged it', async (scenario) => {
    const truth = readTruth(scenario);
    const { summary } = await replayPpp(captureOf(truth));
    expect(sessionDifferences(truth, summary)).toEqual([]);
  });

  it.each(SCENARIOS.flatMap((scenario) => ([1, 2] as const).map((version) => [scenario, version] as const)))(
    '%s: tells the same of it as the router captures it from all its interfaces, version %i',
    async (scenario, version) => {
      const truth = readTruth(scenario);
      const cook = (frame: FrameBytes): FrameBytes => cookFrame(frame, truth.capture.routerMac, version);
      const { summary } = await replayPpp(captureOf(truth), undefined, cook);
      expect(sessionDifferences(truth, summary)).toEqual([]);
    },
  );
});
