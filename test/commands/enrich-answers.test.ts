import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CountedAnswers } from '../../src/api/probe.ts';
import { enrichAnswers } from '../../src/commands/enrich-answers.ts';
import { AddressBook, countryFile, systemFile } from '../../src/enrich/address-book.ts';
import { WatchedNameLists } from '../../src/enrich/name-lists/watched-name-lists.ts';
import { NO_ORIGIN } from '../../src/enrich/origin.ts';
import { ServiceNames } from '../../src/enrich/service-names.ts';
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
    const counted: Partial<CountedAnswers> = { hosts: TABLES.hosts, protocols: TABLES.protocols };
    const { hosts, ...rest } = await enrichAnswers(counted, { enrichment: { ...emptyEnrichment(), addresses, vendors }, say });
    expect(rest).toEqual({ protocols: TABLES.protocols });
    expect(hosts?.total).toBe(TABLES.hosts.total);
    expect(hosts?.list).toEqual([
      { ...TABLES.hosts.list[0], ...NO_ORIGIN, country: 'DE', countryName: 'Germany' },
      { ...TABLES.hosts.list[1], ...NO_ORIGIN, asNumber: 64496, asName: 'Example Networks' },
    ]);
  });

  it('says who made what is at the ends of the line and of its sessions', async () => {
    const { report } = await replayFiles([SESSIONS]);
    const counted: Partial<CountedAnswers> = { line: report.line, pppoeSessions: TABLES.pppoeSessions };
    const { line, pppoeSessions } = await enrichAnswers(counted, {
      enrichment: { ...emptyEnrichment(), addresses, vendors },
      say,
    });
    const both = { clientVendor: 'Example Department', concentratorVendor: 'Example Department' };
    expect(report.line.ppp.sessions.length).toBeGreaterThan(0);
    expect(line?.ppp.sessions).toEqual(report.line.ppp.sessions.map((session) => ({ ...session, ...both })));
    expect([line?.home.routerVendor, line?.home.providerVendor]).toEqual(['Example Department', 'Example Department']);
    expect(pppoeSessions?.list).toMatchObject([{ clientVendor: 'Example Department', concentratorVendor: null }]);
  });

  it('says which names the lists have, wherever they stand, and what ports are called', async () => {
    const trackers = join(folder, 'trackers.txt');
    const ports = join(folder, 'services');
    writeFileSync(trackers, '||example.net^\n0.0.0.0 example.org\n');
    writeFileSync(ports, 'secure-web 443/tcp\n');
    const nameLists = new WatchedNameLists({ paths: [trackers], random: () => 7 });
    for (const file of nameLists.files) await file.load();
    const services = new ServiceNames({ path: ports });
    await services.load();
    const { hosts, flows, names } = await enrichAnswers(TABLES, {
      enrichment: { ...emptyEnrichment(), nameLists, services },
      say,
    });
    expect(hosts?.list.map(({ listed }) => listed)).toEqual(['trackers.txt', 'trackers.txt']);
    expect(flows?.list[0]).toMatchObject({ listed: 'trackers.txt', portName: 'secure-web' });
    expect(names?.dns.list.map(({ listed }) => listed)).toEqual(['trackers.txt']);
    expect(names?.http.list.map(({ host, listed }) => [host, listed])).toEqual([['example.org:8080', 'trackers.txt']]);
    expect(names?.fingerprints).toEqual(TABLES.names.fingerprints);
  });

  it('says of everything that nobody knows', async () => {
    const counted = { hosts: TABLES.hosts, pppoeSessions: TABLES.pppoeSessions, flows: TABLES.flows };
    const { hosts, pppoeSessions, flows } = await enrichAnswers(counted, { enrichment: emptyEnrichment(), say: () => {} });
    expect(flows?.list[0]).toMatchObject({ listed: null, portName: null });
    expect(hosts?.list).toMatchObject([NO_ORIGIN, NO_ORIGIN]);
    expect(pppoeSessions?.list).toMatchObject([{ clientVendor: null, concentratorVendor: null }]);
  });
});
