import { visibleText } from '../../decode/hostile-text.ts';
import { listedDomain } from './domain-name.ts';
import type { OwnService } from './service-index.ts';

/** A line that says nothing usable, and what was expected instead. Lines count from 1. */
export interface ServiceListProblem {
  readonly line: number;
  readonly text: string;
}

export interface ServiceList {
  readonly services: readonly OwnService[];
  /** The first of them; `problemCount` is how many there are. */
  readonly problems: readonly ServiceListProblem[];
  readonly problemCount: number;
}

const MOST_DOMAINS = 20_000;
const MOST_PROBLEMS = 50;
const LONGEST_SERVICE_NAME = 60;
const LONGEST_QUOTE = 40;
const CATEGORY = /^[a-z][a-z0-9-]{0,29}$/;
const SHAPE = 'expected "service name | category | domain domain ..."';

/**
 * Reads a user's own list of services: a line each, of a name, a category and the service's domains, which count for all names below them.
 *
 *     # What our own things are called.
 *     Intranet    | office | intranet.example.net wiki.example.net
 *     Door camera |        | camera.example.org
 *
 * `#` begins a comment. A category is a word in lower case; without one, a service of a built-in name keeps its category and others are `own`. A
 * name that is built in gets the domains in addition. Several lines may name the same service, but no two services the same domain. A line with
 * a problem still counts for what else is on it. At most 20,000 domains.
 */
export function parseServiceList(text: string): ServiceList {
  const reader = new ServiceListReader();
  let line = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split('\n')) {
    line += 1;
    const content = raw.replace(/#.*/s, '').trim();
    if (content !== '' && !reader.read(line, content)) break;
  }
  return reader;
}

class ServiceListReader implements ServiceList {
  readonly services: OwnService[] = [];
  readonly problems: ServiceListProblem[] = [];
  problemCount = 0;
  readonly #serviceOfDomain = new Map<string, string>();

  /** Takes a line in, and says whether there is room for another. */
  read(line: number, content: string): boolean {
    const fields = content.split('|').map((field) => field.trim());
    const [service = '', category = '', domains = ''] = fields;
    if (fields.length !== 3) return this.#problem(line, `${SHAPE}, found ${quote(content)}`);
    if (service === '' || service.length > LONGEST_SERVICE_NAME)
      return this.#problem(line, `expected a service name of 1 to ${LONGEST_SERVICE_NAME} characters, found ${quote(service)}`);
    if (category !== '' && !CATEGORY.test(category))
      return this.#problem(line, `expected a category in lower case, such as "video", found ${quote(category)}`);
    if (domains === '') return this.#problem(line, 'expected at least one domain after the second "|"');

    const taken: string[] = [];
    for (const word of domains.split(/[\s,]+/)) {
      if (word === '') continue;
      const domain = this.#domain(line, word, service);
      if (domain === null) continue;
      if (this.#serviceOfDomain.size >= MOST_DOMAINS) return this.#end(line);
      this.#serviceOfDomain.set(domain, service);
      taken.push(domain);
    }
    if (taken.length > 0)
      this.services.push({
        service: visibleText(service, LONGEST_SERVICE_NAME),
        category: category === '' ? null : category,
        domains: taken,
      });
    return true;
  }

  /** `null` for what is no domain, or is listed already. */
  #domain(line: number, word: string, service: string): string | null {
    const domain = listedDomain(word);
    if (domain === null) {
      this.#problem(line, `expected a domain such as example.net, found ${quote(word)}`);
      return null;
    }
    const other = this.#serviceOfDomain.get(domain);
    if (other !== undefined && other.toLowerCase() !== service.toLowerCase())
      this.#problem(line, `${domain} belongs to ${quote(other)} already, by a line above`);
    return other === undefined ? domain : null;
  }

  #problem(line: number, text: string): true {
    this.problemCount += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ line, text });
    return true;
  }

  #end(line: number): false {
    const text = `more than ${MOST_DOMAINS.toLocaleString('en')} domains: this line and all below it are left out`;
    this.#problem(line, text);
    return false;
  }
}

function quote(text: string): string {
  return `"${visibleText(text, LONGEST_QUOTE)}"`;
}
