import { describe, expect, it } from 'vitest';
import { joinPoints } from '../../../dashboard/src/state/join-points.ts';
import { systemPoint } from '../../support/fake-machine.ts';

const at = (seconds: number, cpuPercent = 1) =>
  systemPoint(new Date(Date.UTC(2026, 2, 1, 19) + seconds * 1000).toISOString(), { cpuPercent });

describe('joinPoints', () => {
  it('appends what came since, and takes what comes again as it came last', () => {
    const joined = joinPoints([at(0), at(2), at(4)], [at(4, 9), at(6, 9)]);
    expect(joined.map(({ cpuPercent }) => cpuPercent)).toEqual([1, 1, 9, 9]);
  });

  it('keeps the last hour', () => {
    expect(joinPoints([at(0), at(10), at(3000)], [at(3610)])).toEqual([at(10), at(3000), at(3610)]);
  });

  it('keeps what is known while nothing comes', () => {
    const known = [at(0)];
    expect(joinPoints(known, [])).toBe(known);
    expect(joinPoints([], [at(0)])).toEqual([at(0)]);
  });

  it('begins anew where the machine’s clock was set back', () => {
    expect(joinPoints([at(100), at(102)], [at(0), at(2)])).toEqual([at(0), at(2)]);
  });
});
