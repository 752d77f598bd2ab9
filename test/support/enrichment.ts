import type { Enrichment } from '../../src/commands/open-enrichment.ts';
import { OwnServices } from '../../src/commands/own-services.ts';
import { AddressBook } from '../../src/enrich/address-book.ts';
import { WatchedNameLists } from '../../src/enrich/name-lists/watched-name-lists.ts';
import { ServiceNames } from '../../src/enrich/service-names.ts';
import { MacVendors } from '../../src/enrich/vendors/mac-vendors.ts';

/** Knows nothing, wherever the test runs. */
export function emptyEnrichment(): Enrichment {
  return {
    addresses: new AddressBook({ countries: null, systems: null }),
    vendors: new MacVendors({ path: null, places: [] }),
    services: new ServiceNames({ path: '/nowhere/services' }),
    nameLists: new WatchedNameLists({ paths: [], random: () => 7 }),
    ownServices: new OwnServices({ paths: [] }),
  };
}
