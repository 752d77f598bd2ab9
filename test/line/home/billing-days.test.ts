import { describe, expect, it } from 'vitest';
import { BillingDays } from '../../../src/line/home/billing-days.ts';

const at = (text: string) => Date.parse(text) * 1000;

describe('billing periods', () => {
  it('begin on the first of the month where nothing else is said', () => {
    const days = new BillingDays();
    days.add(at('2026-03-31T23:59:59Z'), 10, 1);
    days.add(at('2026-04-01T00:00:00Z'), 20, 2);
    days.add(at('2026-04-30T12:00:00Z'), 30, 3);

    expect(days.periods()).toEqual([
      { startAt: '2026-03-01T00:00:00.000000Z', endAt: '2026-04-01T00:00:00.000000Z', downBytes: 10, upBytes: 1 },
      { startAt: '2026-04-01T00:00:00.000000Z', endAt: '2026-05-01T00:00:00.000000Z', downBytes: 50, upBytes: 5 },
    ]);
  });

  it('begin on the billing day, across the new year', () => {
    const days = new BillingDays({ billingDay: 15 });
    days.add(at('2026-01-14T23:59:59Z'), 1, 0);
    days.add(at('2026-01-15T00:00:00Z'), 2, 0);

    expect(days.periods().map(({ startAt }) => startAt)).toEqual(['2025-12-15T00:00:00.000000Z', '2026-01-15T00:00:00.000000Z']);
  });

  it('begin at midnight where the line is', () => {
    const days = new BillingDays({ timeZoneOffsetMinutes: 60 });
    days.add(at('2026-03-31T22:59:59Z'), 1, 0);
    days.add(at('2026-03-31T23:00:00Z'), 2, 0);

    expect(days.periods().map(({ startAt, downBytes }) => [startAt, downBytes])).toEqual([
      ['2026-02-28T23:00:00.000000Z', 1],
      ['2026-03-31T23:00:00.000000Z', 2],
    ]);
  });

  it('are the latest 24', () => {
    const days = new BillingDays();
    for (let month = 0; month < 40; month += 1) days.add(Date.UTC(2024, month, 10) * 1000, 1, 1);

    expect(days.periods()).toHaveLength(24);
    expect(days.periods()[0]!.startAt).toBe('2025-05-01T00:00:00.000000Z');
  });

  it('keep what comes late in the period it belongs to', () => {
    const days = new BillingDays();
    days.add(at('2026-04-02T00:00:00Z'), 1, 0);
    days.add(at('2026-03-02T00:00:00Z'), 2, 0);
    days.add(at('2026-04-03T00:00:00Z'), 4, 0);

    expect(days.periods().map(({ downBytes }) => downBytes)).toEqual([2, 5]);
  });

  it('take what no calendar knows for the nearest day there is', () => {
    const days = new BillingDays({ timeZoneOffsetMinutes: 60 });
    for (const time of [1.8e19, -1.8e19, Number.MAX_VALUE, 1.9e19]) days.add(time, 1, 0);

    expect(days.periods().map(({ startAt, endAt, downBytes }) => [startAt, endAt, downBytes])).toEqual([
      ['1970-01-01T00:00:00.000000Z', '1970-01-31T23:00:00.000000Z', 1],
      ['9999-12-31T23:00:00.000000Z', '9999-12-31T23:59:59.999999Z', 3],
    ]);
  });
});
