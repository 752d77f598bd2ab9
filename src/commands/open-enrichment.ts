import type { EffectiveConfig } from '../config/effective.ts';
import { ConfigError, type Mistake } from '../config/mistake.ts';
import { AddressBook, countryFile, systemFile } from '../enrich/address-book.ts';
import { WatchedNameLists } from '../enrich/name-lists/watched-name-lists.ts';
import { ServiceNames } from '../enrich/service-names.ts';
import { UnusableFileError } from '../enrich/unusable-file.ts';
import { MacVendors } from '../enrich/vendors/mac-vendors.ts';
import { randomWord } from '../traffic/keyed-table.ts';
import { OwnServices } from './own-services.ts';

/** What files on this machine say of addresses, devices and ports. */
export interface Enrichment {
  readonly addresses: AddressBook;
  readonly vendors: MacVendors;
  readonly services: ServiceNames;
  readonly nameLists: WatchedNameLists;
  readonly ownServices: OwnServices;
}

/**
 * Opens the files that the configuration names, each of which has to be there and of use. Throws `ConfigError` with a line for every one that
 * is not. What is in the usual places is read when it is asked for.
 */
export async function openEnrichment({ config, origins }: EffectiveConfig): Promise<Enrichment> {
  const { country, asn, vendors: vendorPath, services: servicePath, serviceLists, nameLists } = config.enrich;
  const countries = country === null ? null : countryFile(country);
  const systems = asn === null ? null : systemFile(asn);
  const vendors = new MacVendors({ path: vendorPath });
  const services = new ServiceNames({ path: servicePath });
  const ownServices = new OwnServices({ paths: serviceLists });
  const listedNames = new WatchedNameLists({ paths: nameLists, random: randomWord });

  const loads: readonly (readonly [key: string, load: (() => Promise<void>) | null])[] = [
    ['enrich.country', countries && (() => countries.load())],
    ['enrich.asn', systems && (() => systems.load())],
    ['enrich.vendors', vendorPath === null ? null : () => vendors.load()],
    ['enrich.services', servicePath === null ? null : () => services.load()],
    ...ownServices.files.map((file) => ['enrich.serviceLists', () => file.load()] as const),
    ...listedNames.files.map((file) => ['enrich.nameLists', () => file.load()] as const),
  ];
  const mistakes: Mistake[] = [];
  for (const [key, load] of loads) {
    try {
      await load?.();
    } catch (error) {
      if (!(error instanceof UnusableFileError)) throw error;
      mistakes.push(mistakeOf(key, origins.get(key) ?? '', error.message));
    }
  }
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return {
    addresses: new AddressBook({ countries, systems }),
    vendors,
    services,
    nameLists: listedNames,
    ownServices,
  };
}

/** As the configuration's own: variables are named instead of keys. */
function mistakeOf(key: string, origin: string, text: string): Mistake {
  return origin.startsWith('WANPROBE_') ? { place: 'environment', key: origin, text } : { place: origin, key, text };
}
