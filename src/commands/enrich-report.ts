import { listed, markNames } from './enrich-answers.ts';
import type { Enrichment } from './open-enrichment.ts';
import type { Report } from './report.ts';

/** What a report takes of what files say. It has no vendors: they would differ from machine to machine for the same capture. */
export type ReportEnrichment = Pick<Enrichment, 'addresses' | 'nameLists'>;

/** The report, with where its hosts are and which names the user's lists have. */
export function enrichReport(report: Report, { addresses, nameLists }: ReportEnrichment): Report {
  const listOf = (name: string): string | null => nameLists.find(name);
  return {
    ...report,
    hosts: report.hosts.map((row) => ({ ...row, ...addresses.originOf(row.address), ...listed(row.names, listOf) })),
    names: { ...report.names, ...markNames(report.names, listOf) },
  };
}
