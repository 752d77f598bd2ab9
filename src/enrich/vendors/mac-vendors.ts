import { existsSync } from 'node:fs';
import { type Say, WatchedFile } from '../watched-file.ts';
import { type FindVendor, readVendors } from './read-vendors.ts';

/** IEEE's largest list has six million. */
const MOST_BYTES = 16 * 1024 ** 2;

/** What is said of an address whose device, or its owner, made it up. */
export const RANDOMISED = 'randomised';

/**
 * Where systems have such lists, the fullest first. Of the first place that has any, all of its lists are read: IEEE has one for each length
 * of prefix. The longest comes first, as blocks that are divided are in the list of the shortest, too.
 */
export const USUAL_PLACES: readonly (readonly string[])[] = [
  ['/usr/share/wireshark/manuf'],
  ['/usr/share/ieee-data/oui36.txt', '/usr/share/ieee-data/mam.txt', '/usr/share/ieee-data/oui.txt'],
  ['/usr/share/ieee-data/oui36.csv', '/usr/share/ieee-data/mam.csv', '/usr/share/ieee-data/oui.csv'],
  ['/var/lib/ieee-data/oui36.txt', '/var/lib/ieee-data/mam.txt', '/var/lib/ieee-data/oui.txt'],
  ['/var/lib/ieee-data/oui36.csv', '/var/lib/ieee-data/mam.csv', '/var/lib/ieee-data/oui.csv'],
  ['/usr/share/nmap/nmap-mac-prefixes'],
  ['/usr/lib/udev/hwdb.d/20-OUI.hwdb'],
  ['/lib/udev/hwdb.d/20-OUI.hwdb'],
];

/** The bits of an address's first byte (IEEE 802, section 8.2). */
const GROUP = 0x01;
const LOCALLY_ADMINISTERED = 0x02;

export interface MacVendorsOptions {
  /** The list to read; `null` takes what is in the usual places, if anything. */
  readonly path: string | null;
  readonly places?: readonly (readonly string[])[];
  readonly monotonicMillis?: () => number;
}

/** Who made a device, by its MAC address, from a list on this machine. Nothing is read before it is asked to. */
export class MacVendors {
  readonly #options: MacVendorsOptions;
  #files: readonly WatchedFile<FindVendor>[] | null = null;

  constructor(options: MacVendorsOptions) {
    this.#options = options;
  }

  /** Reads the lists. Throws `UnusableFileError`. */
  async load(): Promise<void> {
    for (const file of this.#watched()) await file.load();
  }

  /** Reads the lists for the first time, or again where they have changed, see `WatchedFile.refresh`. */
  async refresh(say: Say): Promise<void> {
    await Promise.all(this.#watched().map((file) => file.refresh(say)));
  }

  /** Who made the device of this address (`00:00:5e:00:53:01`), or `RANDOMISED`; `null` for groups and where no list says. */
  vendorOf(mac: string): string | null {
    const digits = mac.replaceAll(':', '');
    if (!/^[0-9a-f]{12}$/i.test(digits)) return null;
    const first = Number.parseInt(digits.slice(0, 2), 16);
    if ((first & GROUP) !== 0) return null;
    for (const { value: find } of this.#files ?? []) {
      const vendor = find?.(digits) ?? null;
      if (vendor !== null) return vendor;
    }
    // Last: before the bit had its meaning, some makers were given prefixes that have it.
    return (first & LOCALLY_ADMINISTERED) === 0 ? null : RANDOMISED;
  }

  #watched(): readonly WatchedFile<FindVendor>[] {
    this.#files ??= this.#paths().map(
      (path) =>
        new WatchedFile({
          path,
          read: readVendors,
          mostBytes: MOST_BYTES,
          ...(this.#options.monotonicMillis && { monotonicMillis: this.#options.monotonicMillis }),
        }),
    );
    return this.#files;
  }

  #paths(): readonly string[] {
    const { path, places = USUAL_PLACES } = this.#options;
    if (path !== null) return [path];
    const place = places.find((paths) => paths.some((each) => existsSync(each)));
    return place?.filter((each) => existsSync(each)) ?? [];
  }
}
