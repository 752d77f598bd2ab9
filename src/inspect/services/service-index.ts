import type { ServiceTable } from './service-table.ts';

/** A service of the user's own, or more domains for one that the tables have. */
export interface OwnService {
  readonly service: string;
  /** `null`: the category that the service of that name has already, or else `own`. */
  readonly category: string | null;
  readonly domains: readonly string[];
}

/** A service as people call it, and its kind. */
export interface Service {
  readonly service: string;
  readonly category: string;
}

const OWN_CATEGORY = 'own';

/** Services by number, and their numbers by domain. Keys are listed domains and names of services only, nothing off the wire. */
export class ServiceIndex {
  /** The service with the number 1 comes first. */
  readonly services: Service[] = [];
  readonly idOfDomain = new Map<string, number>();
  /** How many characters the longest listed domain has. */
  longestDomain = 0;

  /** `earlier` are the services of an index of the same tables, whose numbers are to stay; the user's own may be listed no more. */
  constructor(tables: readonly ServiceTable[], own: readonly OwnService[], earlier: readonly Service[] = []) {
    for (const { category, services } of tables)
      for (const { service, domains } of services) this.#list(this.services.push({ service, category }), domains);
    const ofTables = this.services.length;
    for (let index = ofTables; index < earlier.length; index += 1) this.services.push(earlier[index]!);
    if (own.length > 0) this.#addOwn(own, ofTables);
  }

  #list(id: number, domains: readonly string[]): void {
    for (const domain of domains) {
      this.idOfDomain.set(domain, id);
      if (domain.length > this.longestDomain) this.longestDomain = domain.length;
    }
  }

  /** A service is known by its name, however that is capitalised. The first `ofTables` ones are the tables'. */
  #addOwn(own: readonly OwnService[], ofTables: number): void {
    const idOfName = new Map(this.services.map(({ service }, index) => [service.toLowerCase(), index + 1]));
    // What an earlier list called one of the user's own holds no more once a list names it again.
    const outdated = new Set(this.services.keys());
    for (let index = 0; index < ofTables; index += 1) outdated.delete(index);
    for (const { service, category, domains } of own) {
      const name = service.toLowerCase();
      const known = idOfName.get(name);
      const id = known ?? this.services.push({ service, category: category ?? OWN_CATEGORY });
      if (known === undefined) idOfName.set(name, id);
      else if (outdated.delete(id - 1)) this.services[id - 1] = { service, category: category ?? OWN_CATEGORY };
      else if (category !== null) this.services[id - 1] = { service: this.services[id - 1]!.service, category };
      this.#list(id, domains);
    }
  }
}
