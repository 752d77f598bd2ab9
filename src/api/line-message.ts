import type { LineMessage } from './messages.ts';
import type { Probe, TableRows } from './probe.ts';

/** What is known of the access line, from its tables. */
export function lineMessage(probe: Probe, tables: Pick<TableRows, 'pppoeSessions' | 'vlans'>): LineMessage {
  return { discovery: probe.totals().discovery, sessions: tables.pppoeSessions, vlans: tables.vlans };
}
