import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type AnswerName,
  type CountedAnswers,
  ProbeBusyError,
  type RowQuestion,
  type WindowNotice,
} from '../../src/api/probe.ts';
import { FilteredAnswers } from '../../src/commands/filtered-answers.ts';
import type { Enrichment } from '../../src/commands/open-enrichment.ts';
import { answerTables } from '../../src/commands/table-answers.ts';
import { AddressBook, countryFile, systemFile } from '../../src/enrich/address-book.ts';
import { WatchedNameLists } from '../../src/enrich/name-lists/watched-name-lists.ts';
import { ServiceNames } from '../../src/enrich/service-names.ts';
import { MacVendors } from '../../src/enrich/vendors/mac-vendors.ts';
import { emptyEnrichment } from '../support/enrichment.ts';
import { flowRow, hostRow, pointAt, rows, TABLES } from '../support/fake-probe.ts';
import { geoCountry, geoSystem, writeMmdb } from '../support/mmdb-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'filtered-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMELESS = { names: [], nameDetails: [] };
const ENDS = {
  initiator: { address: '192.0.2.1', port: 50_000, frames: 1, wireBytes: 60 },
  responder: { address: '192.0.2.9', port: 7, frames: 1, wireBytes: 60 },
};
const NOT_NAMED = { ...flowRow().application, serverName: null };
const COUNTED: CountedAnswers = {
  ...TABLES,
  hosts: {
    list: [hostRow('192.0.2.1', 4000), { ...hostRow('192.0.2.200'), ...NAMELESS }, { ...hostRow('2001:db8::1'), ...NAMELESS }],
    total: 70_000,
    other: { rows: 9, frames: 90, wireBytes: 900 },
  },
  flows: rows([flowRow(), flowRow({ ...ENDS, application: NOT_NAMED })]),
};

/** Whoever counts; rows come in the order they stand here. */
const COUNTING: Parameters<typeof answerTables>[0] = {
  traffic: {
    table: (name, { limit = 0 } = {}) => ({ ...COUNTED[name], list: COUNTED[name].list.slice(0, limit) }) as never,
    names: () => COUNTED.names,
  },
  line: { summary: () => COUNTED.line },
};

let full: Enrichment;
beforeAll(async () => {
  const put = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const countries = countryFile(put('country', writeMmdb({ '192.0.2.0/25': geoCountry('DE', 'Germany') })));
  const systems = systemFile(put('asn', writeMmdb({ '2001:db8::/32': geoSystem(64496, 'Example Networks') })));
  const nameLists = new WatchedNameLists({ paths: [put('Tracker.txt', '||example.net^\n')], random: () => 7 });
  await Promise.all([countries.load(), systems.load(), ...nameLists.files.map((file) => file.load())]);
  full = {
    ...emptyEnrichment(),
    addresses: new AddressBook({ countries, systems, isAsked: () => true }),
    vendors: new MacVendors({ path: put('oui', '00005E Example Department\n') }),
    services: new ServiceNames({ path: put('services', 'secure-web 443/tcp\nechoing 7/tcp\n') }),
    nameLists,
  };
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const FIRST: WindowNotice = { startAt: '', endAt: '', point: pointAt('2026-05-04T12:00:09.000000Z') };
const NEXT: WindowNotice = { ...FIRST };
const ALL = { limit: 100, sortBy: 'bytes' } as const;
const WHOLE = { limit: 10_000, sortBy: 'bytes', filter: '' } as const;

function answersOver(enrichment: Enrichment) {
  const say = (line: string): never => {
    throw new Error(line);
  };
  const answers = new FilteredAnswers({ enrichment, say: enrichment === full ? say : () => {} });
  const asked: RowQuestion[] = [];
  const ask = async (names: readonly AnswerName[], question: RowQuestion, moment = FIRST) =>
    await answers.answer({
      names,
      question,
      moment,
      ask: async (of) => {
        asked.push(of);
        return answerTables(COUNTING, names, of);
      },
    });
  return { ask, asked };
}

describe('a filter', () => {
  it.each([
    ['de', [0]],
    ['GERMANY', [0]],
    ['64496', [2]],
    ['example networks', [2]],
    ['tracker', [0]],
    ['192.0.2.', [0, 1]],
    ['www.example', [0]],
    ['Networks Example', []],
    ['nothing like it', []],
  ])('finds hosts by %j, whoever says it', async (filter, expected) => {
    const { ask } = answersOver(full);
    const { hosts } = await ask(['hosts'], { ...ALL, filter });
    const addresses = COUNTED.hosts.list.map(({ address }) => address);
    expect(hosts?.list.map(({ address }) => addresses.indexOf(address))).toEqual(expected);
    expect(hosts).toMatchObject({ total: 70_000, other: { rows: 9, frames: 90, wireBytes: 900 } });
  });

  it.each([
    ['Secure', [443]],
    ['echoing', [7]],
    ['tracker.TXT secure-web', [443]],
    ['192.0.2.9 7', [7]],
    ['TRACKER', [443]],
  ])('finds conversations by %j', async (filter, expected) => {
    const { ask } = answersOver(full);
    const { flows } = await ask(['flows'], { ...ALL, filter });
    expect(flows?.list.map(({ responder }) => responder.port)).toEqual(expected);
  });

  it('finds names by the list they are on, and those of no other kind', async () => {
    const { names } = await answersOver(full).ask(['names'], { ...ALL, filter: 'tracker' });
    expect(names?.dns.list).toMatchObject([{ name: 'www.example.net', listed: 'Tracker.txt' }]);
    expect(names?.quic.list).toHaveLength(1);
    expect(names?.http).toEqual({ list: [], total: 1, other: { rows: 0, count: 0 } });
    expect(names?.fingerprints.list).toEqual([]);
  });

  it('finds sessions by who made what is at their ends, and leaves the line alone', async () => {
    const { ask } = answersOver(full);
    const tables = ['line', 'pppoeSessions', 'vlans'] as const;
    const found = await ask(tables, { ...ALL, filter: 'department' });
    expect(found.pppoeSessions?.list).toHaveLength(1);
    expect(found.vlans).toEqual({ ...TABLES.vlans, list: [] });
    expect(found.line?.home).toMatchObject({ routerVendor: null });
    expect((await ask(tables, { ...ALL, filter: 'randomised' })).pppoeSessions?.list).toEqual([]);
  });

  it('takes the first rows of those it found, in the order they have', async () => {
    const { ask } = answersOver(full);
    const { hosts } = await ask(['hosts'], { limit: 1, sortBy: 'rate', filter: 'e' });
    expect(hosts?.list.map(({ address }) => address)).toEqual(['192.0.2.1']);
  });
});

describe('whoever counts', () => {
  it.each([
    [['hosts'], 'germany'],
    [['flows'], 'https'],
    [['names'], 'tracker'],
  ] as const)('filters %s where no file may match %s', async (names, filter) => {
    const { ask, asked } = answersOver(emptyEnrichment());
    await ask(names, { ...ALL, filter });
    expect(asked).toEqual([{ ...ALL, filter }]);
  });

  it.each([
    [['flows'], '192.0.2.1'],
    [['flows'], ' '],
    [['names'], 'video'],
    [['protocols'], 'tracker'],
    [['applications', 'tunnels'], 'de'],
  ] as const)('filters %s with files, too, where none of them may match %j', async (names, filter) => {
    const { ask, asked } = answersOver(full);
    await ask(names, { ...ALL, filter });
    expect(asked).toEqual([{ ...ALL, filter }]);
  });

  it('is asked what nobody filters as it was asked', async () => {
    const { ask, asked } = answersOver(full);
    await ask(['hosts'], { ...ALL, address: '192.0.2.1' });
    await ask(['hosts'], { ...ALL, filter: '' });
    expect(asked).toEqual([
      { ...ALL, address: '192.0.2.1' },
      { ...ALL, filter: '' },
    ]);
  });

  it('is asked once for all filters of a window', async () => {
    const { ask, asked } = answersOver(full);
    await Promise.all(['de', 'germany', 'nothing'].map((filter) => ask(['hosts'], { ...ALL, filter })));
    await ask(['hosts'], { ...ALL, limit: 5, filter: 'de' });
    expect(asked).toEqual([WHOLE]);
    await ask(['hosts'], { ...ALL, sortBy: 'rate', filter: 'de' });
    expect(asked).toEqual([WHOLE, { ...WHOLE, sortBy: 'rate' }]);
    await ask(['hosts'], { ...ALL, filter: 'de' }, NEXT);
    expect(asked).toHaveLength(3);
  });

  it('is asked again after a second, though no window closed', async () => {
    const { ask, asked } = answersOver(full);
    await ask(['hosts'], { ...ALL, filter: 'de' });
    await vi.advanceTimersByTimeAsync(999);
    await ask(['hosts'], { ...ALL, filter: 'de' });
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await ask(['hosts'], { ...ALL, filter: 'de' });
    expect(asked).toHaveLength(2);
  });

  it('is asked again after it was too busy', async () => {
    const answers = new FilteredAnswers({ enrichment: full, say: () => {} });
    const question = { names: ['hosts'], question: { ...ALL, filter: 'de' }, moment: FIRST } as const;
    const refused = answers.answer({ ...question, ask: () => Promise.reject(new ProbeBusyError('busy')) });
    await expect(refused).rejects.toMatchObject({ code: 'busy' });
    const { hosts } = await answers.answer({ ...question, ask: async () => ({ hosts: COUNTED.hosts }) });
    expect(hosts?.list).toHaveLength(1);
  });
});
