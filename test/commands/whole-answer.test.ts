import { describe, expect, it } from 'vitest';
import type { Answers, CountedAnswers } from '../../src/api/probe.ts';
import { rowFilter } from '../../src/commands/row-filter.ts';
import { WholeAnswer } from '../../src/commands/whole-answer.ts';
import { hostRow, rows, TABLES } from '../support/fake-probe.ts';

const HOSTS = {
  ...rows(Array.from({ length: 2500 }, (_, number) => hostRow(`10.0.${number >> 8}.${number & 255}`))),
  total: 90_000,
};

/** Counts how many rows it was asked to enrich at a time, and says of every address whether its last number is even. */
function wholeOf(counted: Partial<CountedAnswers>): { whole: WholeAnswer; enriched: number[] } {
  const enriched: number[] = [];
  const whole = new WholeAnswer(counted, async (part) => {
    enriched.push(part.hosts?.list.length ?? 0);
    const list = part.hosts?.list.map((row) => ({ ...row, listed: Number(row.address.at(-1)) % 2 === 0 ? 'even' : 'odd' }));
    return { ...part, ...(list && { hosts: { ...part.hosts, list } }) } as Partial<Answers>;
  });
  return { whole, enriched };
}

async function found(whole: WholeAnswer, filter: string, limit: number): Promise<Partial<Answers>> {
  return await whole.filtered(rowFilter({ filter, limit }), limit);
}

describe('WholeAnswer', () => {
  it('finds rows wherever they stand, in their order', async () => {
    const { whole } = wholeOf({ hosts: HOSTS });
    const { hosts } = await found(whole, 'even', 10_000);
    const expected = HOSTS.list.map(({ address }) => address).filter((address) => /[02468]$/.test(address));
    expect(hosts?.list.map(({ address }) => address)).toEqual(expected);
    expect(hosts).toMatchObject({ total: 90_000, other: HOSTS.other });
    expect((await found(whole, '10.0.9.195', 5)).hosts?.list).toMatchObject([{ listed: 'odd' }]);
  });

  it('asks files about no more rows than it has to, and about each once', async () => {
    const { whole, enriched } = wholeOf({ hosts: HOSTS });
    expect((await found(whole, 'even', 100)).hosts?.list).toHaveLength(100);
    expect(enriched).toEqual([1000]);
    expect((await found(whole, 'even', 501)).hosts?.list).toHaveLength(501);
    expect(enriched).toEqual([1000, 1000]);
    await Promise.all([found(whole, 'nothing', 1), found(whole, 'nowhere', 1)]);
    expect(enriched).toEqual([1000, 1000, 500]);
  });

  it('goes on until every list has as many as are wanted', async () => {
    const { whole, enriched } = wholeOf({ hosts: HOSTS, vlans: TABLES.vlans, names: TABLES.names, line: TABLES.line });
    const answer = await found(whole, 'even', 1);
    expect(enriched).toEqual([1000, 1000, 500]);
    expect(answer.hosts?.list).toHaveLength(1);
    expect(answer.vlans).toEqual({ ...TABLES.vlans, list: [] });
    expect(answer.names?.dns).toEqual({ ...TABLES.names.dns, list: [] });
    expect(answer.line).toEqual(TABLES.line);
  });

  it('lets others in between', async () => {
    const { whole } = wholeOf({ hosts: HOSTS });
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (turns < 10) setImmediate(count);
    };
    setImmediate(count);
    await found(whole, 'nothing', 1);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it('of an empty table is an empty list', async () => {
    const { whole } = wholeOf({ hosts: { ...HOSTS, list: [], total: 0 } });
    expect((await found(whole, 'even', 5)).hosts).toEqual({ ...HOSTS, list: [], total: 0 });
  });
});
