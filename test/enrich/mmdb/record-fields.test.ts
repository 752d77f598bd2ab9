import { describe, expect, it } from 'vitest';
import { autonomousSystemOf, countryOf } from '../../../src/enrich/mmdb/record-fields.ts';
import { geoCountry, geoSystem } from '../../support/mmdb-writer.ts';

describe('countryOf', () => {
  it.each([
    ['GeoLite2 and DB-IP', geoCountry('DE', 'Germany'), 'DE', 'Germany'],
    ['IPinfo', { country: 'JP', country_name: 'Japan', continent: 'AS', asn: 'AS64496' }, 'JP', 'Japan'],
    ['IPinfo Lite', { country: 'Canada', country_code: 'CA', continent: 'North America' }, 'CA', 'Canada'],
    ['a code alone', { country_code: 'fr' }, 'FR', 'France'],
    ['a code alone, as the country', { country: 'KE' }, 'KE', 'Kenya'],
    ['a name that moves its neighbours', { country: { iso_code: 'PT', names: { en: 'Por\u202etugal\n' } } }, 'PT', 'Por tugal'],
    ['a code that nobody has', { country: 'QQ' }, 'QQ', null],
  ])('reads the layout of %s', (_layout, record, country, countryName) => {
    expect(countryOf(record)).toEqual({ country, countryName });
  });

  it.each([
    ['nothing', null],
    ['a text', 'DE'],
    ['an empty record', {}],
    ['an autonomous system', geoSystem(64496, 'Example')],
    ['where the network is registered alone', { registered_country: { iso_code: 'US' } }],
    ['a country of numbers', { country: 7, country_code: ['DE'] }],
    ['a code of three letters', { country: { iso_code: 'DEU' } }],
    ['a name without a code', { country: 'Canada' }],
  ])('takes no country from %s', (_what, record) => {
    expect(countryOf(record)).toBeNull();
  });
});

describe('autonomousSystemOf', () => {
  it.each([
    ['GeoLite2 and DB-IP', geoSystem(64496, 'Example Networks'), 64496, 'Example Networks'],
    ['GeoIP2 Enterprise', { country: {}, traits: geoSystem(64497, 'Example') }, 64497, 'Example'],
    ['IPinfo', { asn: 'AS64498', as_name: 'Example Ltd.', as_domain: 'example.net' }, 64498, 'Example Ltd.'],
    ['IPinfo ASN', { asn: 'AS64499', name: 'Example', domain: 'example.net', route: '192.0.2.0/24' }, 64499, 'Example'],
    ['IPinfo, nested', { asn: { asn: 'AS64500', name: 'Example Inc.' } }, 64500, 'Example Inc.'],
    ['a number as text', { asn: '64501' }, 64501, null],
    ['a number of four bytes', { autonomous_system_number: 4_294_967_295 }, 4_294_967_295, null],
  ])('reads the layout of %s', (_layout, record, asNumber, asName) => {
    expect(autonomousSystemOf(record)).toEqual({ asNumber, asName });
  });

  it.each([
    ['nothing', undefined],
    ['a country', geoCountry('DE', 'Germany')],
    ['number zero', { autonomous_system_number: 0 }],
    ['a number too large', { asn: 'AS4294967296' }],
    ['a fraction', { asn: 1.5 }],
    ['a name alone', { as_name: 'Example' }],
  ])('takes no system from %s', (_what, record) => {
    expect(autonomousSystemOf(record)).toBeNull();
  });

  it('cuts a name that has no end', () => {
    expect(autonomousSystemOf(geoSystem(64496, 'x'.repeat(9_999)))?.asName).toHaveLength(100);
  });
});
