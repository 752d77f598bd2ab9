import { describe, expect, it } from 'vitest';
import { VerdictHistory } from '../../../dashboard/src/state/verdict-history.ts';
import type { VerdictRow } from '../../../src/api/messages.ts';

const START = Date.parse('2026-11-21T20:00:00Z');

function minute(number: number, fields: Partial<VerdictRow> = {}): VerdictRow {
  return {
    atMinute: new Date(START + number * 60_000).toISOString().replace('Z', '000Z'),
    seconds: 60,
    verdict: 'nothing-wrong',
    severity: 'none',
    text: '',
    figures: [],
    also: [],
    outage: null,
    ...fields,
  };
}

const LINE = { verdict: 'line', severity: 'major' } as const;

describe('VerdictHistory', () => {
  it('merges minutes, so that a message may bring the last ones alone', () => {
    const history = new VerdictHistory();
    history.add([minute(0), minute(1)]);
    history.add([minute(1, LINE), minute(2)]);
    expect(history.strip(3, 1).map(({ row }) => row?.verdict)).toEqual(['nothing-wrong', 'line', 'nothing-wrong']);
  });

  it('leaves minutes of which nothing is known empty', () => {
    const history = new VerdictHistory();
    history.add([minute(0), minute(3)]);
    expect(history.strip(5, 1).map(({ row }) => row !== null)).toEqual([false, true, false, false, true]);
  });

  it('lets the worst minute speak for a longer stretch', () => {
    const history = new VerdictHistory();
    history.add([minute(0), minute(5, LINE), minute(7), minute(8)]);
    expect(history.strip(2, 8).map(({ row }) => row?.verdict)).toEqual(['line', 'nothing-wrong']);
  });

  it('starts anew where time jumps back, and keeps a day at most', () => {
    const history = new VerdictHistory();
    history.add([minute(100)]);
    history.add([minute(3)]);
    expect(history.size).toBe(1);
    history.add(Array.from({ length: 2000 }, (_, number) => minute(number)));
    expect(history.size).toBe(1440);
  });

  it('says since when a verdict holds, across a change of how bad it is', () => {
    const history = new VerdictHistory();
    history.add([minute(0), minute(1, LINE), minute(2, { ...LINE, severity: 'minor' }), minute(3, LINE)]);
    expect(history.since(LINE)).toBe(minute(1).atMinute);
    expect(history.since({ verdict: 'dns', severity: 'minor' })).toBeNull();
  });

  it('has nothing to draw before the first minute', () => {
    expect(new VerdictHistory().strip(10, 1)).toEqual([]);
  });
});
