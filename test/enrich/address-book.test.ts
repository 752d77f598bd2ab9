import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AddressBook, countryFile, systemFile } from '../../src/enrich/address-book.ts';
import { NO_ORIGIN } from '../../src/enrich/origin.ts';
import { control, geoCountry, geoSystem, pointer, writeMmdb } from '../support/mmdb-writer.ts';

let folder = '';
let nowMillis = 0;
let said: string[] = [];
const say = (line: string) => {
  said.push(line.replace(folder, ''));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'book-'));
  nowMillis = 0;
  said = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const COUNTRIES = { '192.0.2.0/24': geoCountry('DE', 'Germany'), '2001:db8::/32': geoCountry('FR', 'France') };
const SYSTEMS = { '192.0.2.0/25': geoSystem(64496, 'Example Networks') };

interface Files {
  readonly country?: Buffer;
  readonly asn?: Buffer;
}

/** A book that asks for documentation addresses, too. */
async function bookOf({ country, asn }: Files): Promise<AddressBook> {
  const clock = () => nowMillis;
  const countries = country === undefined ? null : countryFile(put('country.mmdb', country), clock);
  const systems = asn === undefined ? null : systemFile(put('asn.mmdb', asn), clock);
  await countries?.load();
  await systems?.load();
  return new AddressBook({ countries, systems, isAsked: () => true });
}

describe('AddressBook', () => {
  it('says where an address is and who announces it', async () => {
    const book = await bookOf({ country: writeMmdb(COUNTRIES), asn: writeMmdb(SYSTEMS, { recordSize: 28 }) });
    expect(book.originOf('192.0.2.1')).toEqual({
      country: 'DE',
      countryName: 'Germany',
      asNumber: 64496,
      asName: 'Example Networks',
    });
    expect(book.originOf('192.0.2.200')).toEqual({ ...NO_ORIGIN, country: 'DE', countryName: 'Germany' });
    expect(book.originOf('2001:db8:7::1')).toEqual({ ...NO_ORIGIN, country: 'FR', countryName: 'France' });
    expect(book.originOf('203.0.113.1')).toEqual(NO_ORIGIN);
    expect(book.originOf('no address')).toEqual(NO_ORIGIN);
  });

  it('answers from the one file there is, and without any', async () => {
    const onlySystems = await bookOf({ asn: writeMmdb(SYSTEMS) });
    expect(onlySystems.originOf('192.0.2.1')).toEqual({ ...NO_ORIGIN, asNumber: 64496, asName: 'Example Networks' });
    const nothing = await bookOf({});
    expect([onlySystems.hasFiles, nothing.hasFiles]).toEqual([true, false]);
    expect(nothing.originOf('192.0.2.1')).toEqual(NO_ORIGIN);
    await nothing.refresh(say);
    expect(said).toEqual([]);
  });

  it('asks no file for addresses that are nobody’s in particular', async () => {
    const path = put('country.mmdb', writeMmdb({ '0.0.0.0/1': geoCountry('DE', 'Germany'), '2000::/3': { country: 'FR' } }));
    const countries = countryFile(path);
    await countries.load();
    const book = new AddressBook({ countries, systems: null });
    expect(['1.2.3.4', '2a00::1'].map((address) => book.originOf(address).country)).toEqual(['DE', 'FR']);
    expect(['10.0.0.1', '2001:db8::1'].map((address) => book.originOf(address).country)).toEqual([null, null]);
  });

  it('answers from the new file when it was replaced, whatever it remembers', async () => {
    const book = await bookOf({ country: writeMmdb(COUNTRIES) });
    expect(book.originOf('192.0.2.1').country).toBe('DE');
    put('country.mmdb', writeMmdb({ '192.0.2.0/24': geoCountry('CH', 'Switzerland') }));
    nowMillis = 30_000;
    await book.refresh(say);
    await book.settled();
    expect(book.originOf('192.0.2.1').country).toBe('CH');
    expect(said).toEqual(['/country.mmdb has changed and was read again']);
  });

  it('goes on with the old file when the new one is broken', async () => {
    const book = await bookOf({ country: writeMmdb(COUNTRIES) });
    put('country.mmdb', writeMmdb(COUNTRIES).subarray(0, 500));
    nowMillis = 30_000;
    await book.refresh(say);
    await book.settled();
    expect(book.originOf('192.0.2.1').country).toBe('DE');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^\/country\.mmdb: expected a MaxMind DB file .*; what it said before is used on$/);
  });

  it('refuses a file that knows other things, where it can tell', async () => {
    const systems = writeMmdb({ '1.0.0.0/8': geoSystem(64496, 'Example') }, { type: 'GeoLite2-ASN' });
    await expect(bookOf({ country: systems })).rejects.toThrow(
      /country\.mmdb: expected a file of countries, found one of another kind \(GeoLite2-ASN\); name the right one$/,
    );
    await expect(bookOf({ asn: writeMmdb({ '1.0.0.0/8': geoCountry('DE', 'Germany') }) })).rejects.toThrow(
      /expected a file of autonomous systems/,
    );
  });

  it('answers without what a damaged record should say, and says so once', async () => {
    const bytes = writeMmdb(COUNTRIES, { data: Buffer.concat([pointer(0), control(2, 20)]) });
    const book = await bookOf({ country: bytes, asn: writeMmdb(SYSTEMS) });
    expect(book.originOf('192.0.2.1')).toEqual({ ...NO_ORIGIN, asNumber: 64496, asName: 'Example Networks' });
    for (let last = 2; last < 40; last += 1) expect(book.originOf(`192.0.2.${last}`).country).toBeNull();
    await book.refresh(say);
    await book.refresh(say);
    expect(said).toEqual([
      '/country.mmdb: a record is nested deeper than 16; addresses whose records are damaged are shown without countries',
    ]);
  });
});
