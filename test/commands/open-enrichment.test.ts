import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openEnrichment } from '../../src/commands/open-enrichment.ts';
import { checkConfigFile, readConfig } from '../../src/config/effective.ts';
import { ConfigError } from '../../src/config/mistake.ts';
import { geoSystem, writeMmdb } from '../support/mmdb-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'enrichment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function mistakesOf(opening: Promise<unknown>): Promise<readonly string[]> {
  const error = await opening.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return [];
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).message.replaceAll(folder, '').split('\n');
}

describe('openEnrichment', () => {
  it('needs no file where none is named', async () => {
    const { addresses, vendors } = await openEnrichment(readConfig({ environment: {} }));
    expect(addresses.originOf('1.1.1.1').country).toBeNull();
    // Not read before somebody asks.
    expect(vendors.vendorOf('00:00:5e:00:53:01')).toBeNull();
  });

  it('reads what is named', async () => {
    const asn = put('asn.mmdb', writeMmdb({ '1.0.0.0/8': geoSystem(64496, 'Example Networks') }));
    const vendors = put('oui.txt', '00005E Example Department\n');
    const services = put('services', 'example 7/tcp\n');
    const nameLists = [put('trackers.txt', '0.0.0.0 tracker.example\n')];
    const serviceLists = [put('own.txt', 'Intranet | office | intranet.example\n')];
    const effective = readConfig({
      environment: { WANPROBE_ENRICH_VENDORS: vendors },
      commandLine: {
        'enrich.asn': asn,
        'enrich.services': services,
        'enrich.nameLists': nameLists,
        'enrich.serviceLists': serviceLists,
      },
    });
    const enrichment = await openEnrichment(effective);
    expect(enrichment.addresses.originOf('1.2.3.4')).toMatchObject({ country: null, asNumber: 64496 });
    expect(enrichment.vendors.vendorOf('00:00:5e:00:53:01')).toBe('Example Department');
    expect(enrichment.services.nameOf(7, 'tcp')).toBe('example');
    expect(enrichment.nameLists.find('tracker.example')).toBe('trackers.txt');
    expect(enrichment.ownServices.list()).toEqual([{ service: 'Intranet', category: 'office', domains: ['intranet.example'] }]);
  });

  it('says which line of a list of services is wrong', async () => {
    const list = put('wrong.txt', 'Intranet | office | intranet.example\nno fields\n');
    const effective = readConfig({ environment: {}, commandLine: { 'enrich.serviceLists': [list] } });
    const [mistake, ...more] = await mistakesOf(openEnrichment(effective));
    expect(mistake).toContain('/wrong.txt: line 2: expected "service name | category | domain domain ..."');
    expect(more).toEqual([]);
  });

  it('names every file that is of no use, and who named it', async () => {
    const file = put(
      'wanprobe.yaml',
      `enrich:\n  country: ${folder}/none.mmdb\n  services: ${put('empty', '')}\n  serviceLists: [${folder}/a, ${folder}]\n`,
    );
    const effective = readConfig({
      file,
      environment: { WANPROBE_ENRICH_VENDORS: put('noise', '\u0000\u0001') },
      commandLine: { 'enrich.asn': put('asn.csv', '192.0.2.0,192.0.2.255,64496\n') },
    });
    expect(await mistakesOf(openEnrichment(effective))).toEqual([
      '/wanprobe.yaml:2: enrich.country: /none.mmdb: there is no such file; put it there, or name another',
      'command line: enrich.asn: /asn.csv: expected a MaxMind DB file (.mmdb), found something else, or a part of one',
      expect.stringMatching(/^environment: WANPROBE_ENRICH_VENDORS: \/noise: expected a list of MAC prefixes/),
      expect.stringMatching(/^\/wanprobe.yaml:3: enrich.services: \/empty: expected a list of services/),
      '/wanprobe.yaml:4: enrich.serviceLists: /a: there is no such file; put it there, or name another',
      '/wanprobe.yaml:4: enrich.serviceLists: : expected a file, found something else',
    ]);
  });

  it('takes a file by itself, as `config check` does', async () => {
    const file = put('alone.yaml', `enrich: { asn: ${folder}/none.mmdb }\n`);
    expect(await mistakesOf(openEnrichment(checkConfigFile(file)))).toEqual([
      '/alone.yaml:1: enrich.asn: /none.mmdb: there is no such file; put it there, or name another',
    ]);
  });
});
