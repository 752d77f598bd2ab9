import { describe, expect, it } from 'vitest';
import { describeVerdict } from '../../../src/commands/report-text/verdict-text.ts';
import { Line } from '../../../src/line/line.ts';
import type { LineSummary } from '../../../src/line/line-summary.ts';
import type { OutageRow } from '../../../src/line/outage/outage-row.ts';
import type { VerdictRow } from '../../../src/line/verdict/verdict-row.ts';

const EMPTY = new Line({ random: () => 7 }).summary();
const same = (text: string): string => text;
const COLORS = { bold: same, dim: same, red: (text: string) => `!${text}`, yellow: (text: string) => `?${text}` };

function minute(number: number, changes: Partial<VerdictRow> = {}): VerdictRow {
  return {
    atMinute: `2026-05-04T12:${String(number).padStart(2, '0')}:00.000000Z`,
    seconds: 60,
    verdict: 'nothing-wrong',
    severity: 'none',
    text: `Minute ${number} is fine.`,
    figures: [],
    also: [],
    outage: null,
    ...changes,
  };
}

function textOf(minutes: readonly VerdictRow[], changes: Partial<LineSummary> = {}): string {
  const line: LineSummary = { ...EMPTY, verdict: { now: null, minutes, bufferbloat: [] }, ...changes };
  return describeVerdict(line, COLORS as unknown as Parameters<typeof describeVerdict>[1]);
}

describe('describeVerdict', () => {
  it('says nothing where there was too little traffic to say', () => {
    expect(textOf([])).toBe('');
    expect(textOf([minute(1, { verdict: 'idle' })])).toBe('');
  });

  it('says that nothing was wrong in one line', () => {
    expect(textOf([minute(1), minute(2)])).toBe('Verdict\n  Nothing wrong  Minute 2 is fine.\n');
  });

  it('tells minutes in a row with the same verdict as one, by the worst of them', () => {
    const slow = { verdict: 'line', severity: 'minor', text: 'Slow.' } as const;
    const text = textOf([minute(1), minute(2, slow), minute(3, { ...slow, severity: 'major', text: 'Very slow.' }), minute(4)]);
    expect(text.split('\n')).toEqual([
      'Verdict',
      '  Line           !2026-05-04 12:02:00 UTC, 2 minutes: Very slow.',
      '  Nothing wrong  in 2 of 4 minutes with traffic',
      '',
    ]);
  });

  it('lists the eight worst times only, and says how many more there were', () => {
    const minutes = Array.from({ length: 24 }, (_, at) =>
      at % 2 === 0 ? minute(at) : minute(at, { verdict: 'dns', severity: at === 5 ? 'major' : 'minor', text: `At ${at}.` }),
    );
    const text = textOf(minutes);
    expect(text.match(/DNS/g)).toHaveLength(8);
    expect(text).toContain('At 5.');
    expect(text).toContain('and 4 more times');
  });

  it('shows what captured text holds as escapes, and that an outage lasted to the end', () => {
    const outage = {
      startAt: '2026-05-04T12:00:00.000000Z',
      endAt: null,
      durationSeconds: 9,
      text: 'The line is dead.',
      evidence: ['it said "\u001b[31m"'],
    } as unknown as OutageRow;
    const text = textOf([], { outages: { ...EMPTY.outages, outages: [outage] } });
    expect(text).toContain('to the end of the capture: The line is dead. (it said');
    expect(text).not.toContain('\u001b');
  });
});
