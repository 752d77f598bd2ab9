import { describe, expect, it } from 'vitest';
import { summarizeProbe } from '../../../src/terminal/browse/probe-summary.ts';
import { STATUS } from '../../support/fake-probe.ts';
import { shownEvent, shownMachine } from '../shown-models.ts';

const WINDOW = {
  ppp: { startMicros: 1_000_000, endMicros: 3_000_000 },
  home: { down: { wireBytes: 2_000 }, up: { wireBytes: 400 } },
  outages: { open: null },
  verdict: { now: { severity: 'none' } },
};
const ANSWERS: Readonly<Record<string, unknown>> = {
  'api/v1/status': STATUS,
  'api/v1/system?limit=1': { ...shownMachine(), worstLevel: 'warning' },
  'api/v1/events?limit=1': { list: [shownEvent({ message: 'Hot.' })] },
  'api/v1/line/windows?limit=1': { total: 9, windows: [WINDOW] },
};

/** What is made of a probe that answers so; what is not there is refused. */
async function summaryOf(changes: Readonly<Record<string, unknown>> = {}) {
  const answers = { ...ANSWERS, ...changes };
  return await summarizeProbe(({ path }) => {
    const answer = answers[path];
    return answer === undefined ? Promise.reject(new Error(path)) : Promise.resolve(answer);
  }, 1_000);
}

describe('the line of a probe', () => {
  it('has its main figures', async () => {
    expect(await summaryOf()).toEqual({
      hostname: 'probe',
      cpuPercent: 5,
      memoryPercent: 21,
      load: 0.42,
      temperature: 61.3,
      worstLevel: 'warning',
      alert: 'Hot.',
      line: 'fine',
      downBytesPerSecond: 1_000,
      upBytesPerSecond: 200,
    });
  });

  it.each([
    ['fine', { windows: [{ ...WINDOW, verdict: { now: null } }] }],
    ['troubled', { windows: [{ ...WINDOW, verdict: { now: { severity: 'major' } } }] }],
    ['outage', { windows: [{ ...WINDOW, outages: { open: { text: 'Down.' } } }] }],
    ['outage', { windows: [{ ...WINDOW, verdict: { now: { severity: 'outage' } } }] }],
    ['capturing', { windows: [] }],
    ['capturing', 'something else'],
  ])('says %s of the line for %j', async (line, windows) => {
    expect((await summaryOf({ 'api/v1/line/windows?limit=1': windows })).line).toBe(line);
  });

  it('says what is wrong with the source before all else', async () => {
    const status = { ...STATUS, source: { ...STATUS.source, condition: 'gone' } };
    expect((await summaryOf({ 'api/v1/status': status })).line).toBe('gone');
  });

  it('has nothing of the machine where an older probe does not tell of it', async () => {
    expect(await summaryOf({ 'api/v1/system?limit=1': undefined, 'api/v1/events?limit=1': undefined })).toMatchObject({
      cpuPercent: null,
      temperature: null,
      worstLevel: null,
      alert: null,
      line: 'fine',
    });
  });

  it('has no alert that is over', async () => {
    const over = shownEvent({ endAt: '2026-03-01T19:00:00.000000Z' });
    expect((await summaryOf({ 'api/v1/events?limit=1': { list: [over] } })).alert).toBeNull();
  });

  it('is none where nobody answers, or something else does', async () => {
    await expect(summaryOf({ 'api/v1/status': undefined })).rejects.toThrow();
    await expect(summaryOf({ 'api/v1/status': { hello: 'world' } })).rejects.toThrow();
  });
});
