import type { LineMessage } from './messages.ts';
import type { Answers, Probe } from './probe.ts';

/** What has to be asked for it. */
export const LINE_ANSWERS = ['line', 'pppoeSessions', 'vlans'] as const;

/** What is known of the access line. */
export function lineMessage(probe: Probe, answers: Pick<Answers, (typeof LINE_ANSWERS)[number]>): LineMessage {
  const { line, pppoeSessions, vlans } = answers;
  return { ...line, discovery: probe.totals().discovery, sessions: pppoeSessions, vlans };
}
