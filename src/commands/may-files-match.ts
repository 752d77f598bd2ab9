import type { AnswerName } from '../api/probe.ts';
import type { EnrichingOptions } from './enrich-answers.ts';

/**
 * Whether a filter may occur in what files add to the rows of these tables. It is not asked of them what they say of every address: an MMDB
 * file may match anything.
 */
export async function mayFilesMatch(names: readonly AnswerName[], filter: string, options: EnrichingOptions): Promise<boolean> {
  const { addresses, services, nameLists } = options.enrichment;
  const asksFor = (...tables: readonly AnswerName[]): boolean => tables.some((table) => names.includes(table));
  // Sessions are few, and `randomised` is said of some without any file.
  if (asksFor('pppoeSessions')) return true;
  if (asksFor('hosts') && addresses.hasFiles) return true;
  // A filter with spaces may begin in one value and end in the next.
  const words = filter.toLowerCase().split(' ').filter(Boolean);
  const isWithin = (text: string): boolean => words.some((word) => text.toLowerCase().includes(word));
  if (asksFor('hosts', 'flows', 'names') && nameLists.labels.some(isWithin)) return true;
  if (!asksFor('flows')) return false;
  await services.refresh(options.say);
  for (const name of services.names()) if (isWithin(name)) return true;
  return false;
}
