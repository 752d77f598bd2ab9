import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MacVendors, RANDOMISED } from '../../../src/enrich/vendors/mac-vendors.ts';

let folder = '';
let said: string[] = [];
const say = (line: string) => {
  said.push(line.replace(folder, ''));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendors-'));
  said = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('MacVendors', () => {
  it('says who made a device', async () => {
    const vendors = new MacVendors({ path: put('oui', '00005E Example Department\n02608C Early Example\n') });
    expect(vendors.vendorOf('00:00:5e:00:53:01')).toBeNull();
    await vendors.load();
    expect(vendors.vendorOf('00:00:5e:00:53:01')).toBe('Example Department');
    expect(vendors.vendorOf('00:00:5f:00:53:01')).toBeNull();
  });

  it('says of an address that was made up that it was, unless somebody has it', async () => {
    const vendors = new MacVendors({ path: put('oui', '02608C Early Example\n') });
    await vendors.load();
    expect(['da:a1:19:00:00:01', '02:60:8c:00:00:01'].map((mac) => vendors.vendorOf(mac))).toEqual([RANDOMISED, 'Early Example']);
  });

  it.each(['01:00:5e:00:00:fb', 'ff:ff:ff:ff:ff:ff', '33:33:00:00:00:01', '', 'no address', '00:00:5e:00:53'])(
    'has no maker for %j',
    async (mac) => {
      const vendors = new MacVendors({ path: put('oui', '01005E Nobody\n3333 x\n333300 Nobody\nFFFFFF Nobody\n') });
      await vendors.load();
      expect(vendors.vendorOf(mac)).toBeNull();
    },
  );

  it('takes all lists of the first usual place that has any, and the longest prefix of them', async () => {
    const long = put('oui36.txt', '70-B3-D5   (hex)\t\tSmall Example\nC88000-C88FFF     (base 16)\t\tSmall Example\n');
    const short = put('oui.txt', '70B3D5     (base 16)\t\tRegistration Example\n');
    const other = put('manuf', '70:B3:D5\tOther\tOther Example\n');
    const places = [[join(folder, 'nowhere')], [long, join(folder, 'mam.txt'), short], [other]];
    const vendors = new MacVendors({ path: null, places });
    await vendors.refresh(say);
    expect(['70:b3:d5:c8:80:01', '70:b3:d5:00:00:01'].map((mac) => vendors.vendorOf(mac))).toEqual([
      'Small Example',
      'Registration Example',
    ]);
    expect(said).toEqual([]);
  });

  it('does without where no place has any', async () => {
    const vendors = new MacVendors({ path: null, places: [[join(folder, 'nowhere')]] });
    await vendors.refresh(say);
    expect([vendors.vendorOf('00:00:5e:00:53:01'), vendors.vendorOf('02:00:00:00:00:01')]).toEqual([null, RANDOMISED]);
    expect(said).toEqual([]);
  });

  it('says once that the list in a usual place is of no use', async () => {
    const vendors = new MacVendors({ path: null, places: [[put('manuf', 'nothing\n')]] });
    await vendors.refresh(say);
    await vendors.refresh(say);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^\/manuf: expected a list of MAC prefixes/);
  });

  it('refuses a named list that is not there', async () => {
    await expect(new MacVendors({ path: join(folder, 'oui.txt') }).load()).rejects.toThrow(/oui\.txt: there is no such file/);
  });
});
