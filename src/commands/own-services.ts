import { UnreadableContentError } from '../enrich/unusable-file.ts';
import { type Say, WatchedFile } from '../enrich/watched-file.ts';
import { parseServiceList } from '../inspect/services/parse-service-list.ts';
import type { OwnService } from '../inspect/services/service-index.ts';

/** Longer ones than 20,000 domains are not taken anyway. */
const MOST_BYTES = 8 * 1024 ** 2;

export interface OwnServicesOptions {
  /** The files with lists; what a later one says of a domain holds. */
  readonly paths: readonly string[];
  readonly monotonicMillis?: () => number;
}

/** A user's own services in files, which are read again when they change. */
export class OwnServices {
  /** One for each path, to be loaded one by one by who wants to know which is of no use. */
  readonly files: readonly WatchedFile<readonly OwnService[]>[];

  constructor({ paths, monotonicMillis }: OwnServicesOptions) {
    this.files = paths.map(
      (path) => new WatchedFile({ path, read: readServices, mostBytes: MOST_BYTES, ...(monotonicMillis && { monotonicMillis }) }),
    );
  }

  /** What the files say now, taken together. */
  list(): readonly OwnService[] {
    return this.files.flatMap(({ value }) => value ?? []);
  }

  /** Has files that changed read again, see `WatchedFile.refresh`, and waits for that. Returns whether any was. */
  async refresh(say: Say): Promise<boolean> {
    const before = this.#generations();
    for (const file of this.files) {
      await file.refresh(say);
      await file.settled();
    }
    return this.#generations() !== before;
  }

  #generations(): string {
    return this.files.map(({ generation }) => generation).join();
  }
}

/** A mistake anywhere is said: a service that is silently left out looks like one that is not used. */
function readServices(bytes: Buffer): readonly OwnService[] {
  const { services, problems, problemCount } = parseServiceList(bytes.toString('utf8'));
  const [first] = problems;
  if (first !== undefined) {
    const more = problemCount > 1 ? ` (and ${problemCount - 1} more)` : '';
    throw new UnreadableContentError(`line ${first.line}: ${first.text}${more}`);
  }
  if (services.length === 0) throw new UnreadableContentError('there is no service in it');
  return services;
}
