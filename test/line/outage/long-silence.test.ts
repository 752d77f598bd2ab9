import { expect, it } from 'vitest';
import { judgeFrames } from '../../support/line-run.ts';
import { PppLine } from '../../support/ppp-line.ts';

it('tells a long silence, which has longer windows, to the second', () => {
  const line = new PppLine().connect(7).echoes(20, { every: 5 });
  const ended = Math.floor(line.now);
  line.wait(200).echoes(20, { every: 5 });
  const { outages, verdicts } = judgeFrames(line.frames);

  expect(outages.outages).toHaveLength(1);
  const [row] = outages.outages;
  expect(row).toMatchObject({ cause: 'no-frames', suspect: 'unknown', interruptions: 0 });
  // The last echo passed five seconds before the silence was to be told from a pause.
  expect(Math.abs(row!.durationSeconds - 204)).toBeLessThanOrEqual(1);
  expect(ended).toBeGreaterThan(99);
  expect(verdicts.minutes.filter(({ verdict }) => verdict === 'mirror').length).toBeGreaterThanOrEqual(4);
});
