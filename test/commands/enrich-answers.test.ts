import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CountedAnswers } from '../../src/api/probe.ts';
import { enrichAnswers, withOrigins } from '../../src/commands/enrich-answers.ts';
import { AddressBook, countryFile, systemFile } from '../../src/enrich/address-book.ts';
import { NO_ORIGIN } from '../../src/enrich/origin.ts';
import { MacVendors } from '../../src/enrich/vendors/mac-vendors.ts';
import { emptyEnrichment } from '../support/enrichment.ts';
import { TABLES } from '../support/fake-probe.ts';
import { geoCountry, geoSystem, writeMmdb } from '../support/mmdb-writer.ts';
import { replayFiles } from '../support/replay.ts';

const SESSIONS = join(import.meta.dirname, '../../fixtures/pppoe-lifecycle/sessions.pcap');
const folder = mkdtempSync(join(tmpdir(), 'answers-'));

let addresses: AddressBook;
let vendors: MacVendors;

beforeAll(async () => {
  const path = (name: string) => join(folder, name);
  writeFileSync(path('country'), writeMmdb({ '192.0.2.0/24': geoCountry('DE', 'Germany') }));
  writeFileSync(path('asn'), writeMmdb({ '2001:db8::/32': geoSystem(64496, 'Example Networks') }));
  writeFileSync(path('oui'), '00005E Example Department\n');
  const [countries, systems] = [countryFile(path('country')), systemFile(path('asn'))];
  await Promise.all([countries.load(), systems.load()]);
  addresses = new AddressBook({ countries, systems, isAsked: () => true });
  vendors = new MacVendors({ path: path('oui') });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const say = (line: string) => {
  throw new Error(line);
};

describe('enrichAnswers', () => {
  it('says of hosts where they are, and leaves other tables alone', async () => {
    const counted: Partial<CountedAnswers> = { hosts: TABLES.hosts, flows: TABLES.flows };
    const { hosts, ...rest } = await enrichAnswers(counted, { enrichment: { addresses, vendors }, say });
    expect(rest).toEqual({ flows: TABLES.flows });
    expect(hosts?.total).toBe(TABLES.hosts.total);
    expect(hosts?.list).toEqual([
      { ...TABLES.hosts.list[0], ...NO_ORIGIN, country: 'DE', countryName: 'Germany' },
      { ...TABLES.hosts.list[1], ...NO_ORIGIN, asNumber: 64496, asName: 'Example Networks' },
    ]);
  });

  it('says who made what is at the ends of the line and of its sessions', async () => {
    const { report } = await replayFiles([SESSIONS]);
    const counted: Partial<CountedAnswers> = { line: report.line, pppoeSessions: TABLES.pppoeSessions };
    const { line, pppoeSessions } = await enrichAnswers(counted, { enrichment: { addresses, vendors }, say });
    const both = { clientVendor: 'Example Department', concentratorVendor: 'Example Department' };
    expect(report.line.ppp.sessions.length).toBeGreaterThan(0);
    expect(line?.ppp.sessions).toEqual(report.line.ppp.sessions.map((session) => ({ ...session, ...both })));
    expect([line?.home.routerVendor, line?.home.providerVendor]).toEqual(['Example Department', 'Example Department']);
    expect(pppoeSessions?.list).toMatchObject([{ clientVendor: 'Example Department', concentratorVendor: null }]);
  });

  it('says of everything that nobody knows', async () => {
    const { hosts, pppoeSessions } = await enrichAnswers(TABLES, { enrichment: emptyEnrichment(), say });
    expect(hosts?.list).toMatchObject([NO_ORIGIN, NO_ORIGIN]);
    expect(pppoeSessions?.list).toMatchObject([{ clientVendor: null, concentratorVendor: null }]);
  });
});

describe('withOrigins', () => {
  it('adds to rows what is said of their addresses', () => {
    const rows = [{ address: '192.0.2.1', frames: 7 }];
    expect(withOrigins(rows, (address) => addresses.originOf(address))).toEqual([
      { address: '192.0.2.1', frames: 7, ...NO_ORIGIN, country: 'DE', countryName: 'Germany' },
    ]);
  });
});
