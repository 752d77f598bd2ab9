import { AddressFile } from './address-file.ts';
import { type AutonomousSystem, autonomousSystemOf, type Country, countryOf } from './mmdb/record-fields.ts';
import { NO_ORIGIN, type Origin } from './origin.ts';
import { isPublicAddress } from './public-address.ts';
import { RecentAnswers } from './recent-answers.ts';
import type { Say } from './watched-file.ts';

/** Some 200 bytes each; more than the 10,000 rows that can be asked for at once, or one would push out the next. */
const REMEMBERED = 16_384;

export interface AddressBookOptions {
  /** `null` leaves the question without an answer. */
  readonly countries: AddressFile<Country> | null;
  readonly systems: AddressFile<AutonomousSystem> | null;
  /** Which addresses are worth asking for. */
  readonly isAsked?: (address: string) => boolean;
}

/** Country and autonomous system of addresses, from MMDB files. */
export class AddressBook {
  readonly #countries: AddressFile<Country> | null;
  readonly #systems: AddressFile<AutonomousSystem> | null;
  readonly #isAsked: (address: string) => boolean;
  readonly #remembered = new RecentAnswers<Origin>(REMEMBERED);
  readonly #find = (address: string): Origin => this.#ask(address);
  #generations = '';

  constructor({ countries, systems, isAsked = isPublicAddress }: AddressBookOptions) {
    this.#countries = countries;
    this.#systems = systems;
    this.#isAsked = isAsked;
  }

  /** Whether there are files that may say something. */
  get hasFiles(): boolean {
    return this.#countries !== null || this.#systems !== null;
  }

  /** What the files say of an address; anything else, and addresses that are nobody's in particular, have no origin. */
  originOf(address: string): Origin {
    if (!this.hasFiles) return NO_ORIGIN;
    const generations = `${this.#countries?.generation} ${this.#systems?.generation}`;
    if (generations !== this.#generations) this.#remembered.clear();
    this.#generations = generations;
    return this.#remembered.get(address, this.#find);
  }

  /** Has files that changed read again, see `WatchedFile.refresh`. */
  async refresh(say: Say): Promise<void> {
    await Promise.all([this.#countries?.refresh(say), this.#systems?.refresh(say)]);
  }

  /** Waits for readings that are under way. */
  async settled(): Promise<void> {
    await Promise.all([this.#countries?.settled(), this.#systems?.settled()]);
  }

  #ask(address: string): Origin {
    if (!this.#isAsked(address)) return NO_ORIGIN;
    const country = this.#countries?.answer(address) ?? null;
    const system = this.#systems?.answer(address) ?? null;
    return country === null && system === null ? NO_ORIGIN : { ...NO_ORIGIN, ...country, ...system };
  }
}

/** An MMDB file of countries: GeoLite2-Country or -City, DB-IP's and IPinfo's. It is not read yet. */
export function countryFile(path: string, monotonicMillis?: () => number): AddressFile<Country> {
  return new AddressFile({ path, answerOf: countryOf, wanted: 'countries', ...(monotonicMillis && { monotonicMillis }) });
}

/** An MMDB file of autonomous systems: GeoLite2-ASN, DB-IP's and IPinfo's. It is not read yet. */
export function systemFile(path: string, monotonicMillis?: () => number): AddressFile<AutonomousSystem> {
  return new AddressFile({
    path,
    answerOf: autonomousSystemOf,
    wanted: 'autonomous systems',
    ...(monotonicMillis && { monotonicMillis }),
  });
}
