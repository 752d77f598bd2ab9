import { UnreadableContentError } from '../enrich/unusable-file.ts';
import { WatchedFile } from '../enrich/watched-file.ts';
import { parseServiceList } from '../inspect/services/parse-service-list.ts';
import type { OwnService } from '../inspect/services/service-index.ts';

/** Longer ones than 20,000 domains are not taken anyway. */
const MOST_BYTES = 8 * 1024 ** 2;

/** A file with a user's own services; it is read once, at the start, for what counts them goes by their numbers. */
export function serviceListFile(path: string): WatchedFile<readonly OwnService[]> {
  return new WatchedFile({ path, read: readServices, mostBytes: MOST_BYTES });
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
