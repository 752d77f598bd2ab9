import type { NameLabels } from '../names-summary.ts';
import { type OwnService, type Service, ServiceIndex } from './service-index.ts';
import type { ServiceTable } from './service-table.ts';
import { SERVICE_TABLES } from './service-tables.ts';

const NO_LABELS: NameLabels = { service: null, category: null };

/**
 * Tells whose a domain name is, by the longest listed domain that the name is or lies below. Services have numbers from 1 on: those of the
 * tables in their order, then the user's own; equal input gives equal numbers.
 *
 * A name costs a look-up for each label within its last characters, as many as the longest listed domain has, however long it is. The first
 * question of all takes milliseconds: only then are the tables gone through.
 */
export class ServiceBook {
  readonly #tables: readonly ServiceTable[];
  #own: readonly OwnService[];
  #opened: ServiceIndex | null = null;

  /** What the user's own list says of a domain or of a service's category holds against the tables. */
  constructor(tables: readonly ServiceTable[] = SERVICE_TABLES, own: readonly OwnService[] = []) {
    this.#tables = tables;
    this.#own = own;
  }

  /** Goes by another list of the user's own services from now on. Numbers that were given keep their services, listed or not. */
  takeOwn(own: readonly OwnService[]): void {
    this.#own = own;
    if (this.#opened !== null) this.#opened = new ServiceIndex(this.#tables, own, this.#opened.services);
  }

  /** How many services there are: their numbers are 1 to `size`. */
  get size(): number {
    return this.#index().services.length;
  }

  /** The number of the service that a name in lower case belongs to; 0 where no list has it. A dot at the end changes nothing. */
  find(name: string): number {
    const { idOfDomain, longestDomain } = this.#index();
    const end = name.endsWith('.') ? name.length - 1 : name.length;
    let found = 0;
    // A listed domain has two labels at least.
    let dot = end === 0 ? 0 : name.lastIndexOf('.', end - 1);
    while (dot > 0) {
      dot = name.lastIndexOf('.', dot - 1);
      if (end - dot - 1 > longestDomain) break;
      found = idOfDomain.get(name.slice(dot + 1, end)) ?? found;
    }
    return found;
  }

  /** The service of a number that `find` gave; `null` for 0 and for numbers never given. */
  service(id: number): Service | null {
    return this.#index().services[id - 1] ?? null;
  }

  labelsOf(name: string): NameLabels {
    return this.service(this.find(name)) ?? NO_LABELS;
  }

  #index(): ServiceIndex {
    this.#opened ??= new ServiceIndex(this.#tables, this.#own);
    return this.#opened;
  }
}
