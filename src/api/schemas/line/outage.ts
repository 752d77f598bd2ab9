import { Type } from 'typebox';
import type { OutageRow, OutageStage } from '../../../line/outage/outage-row.ts';
import { choice, count, list, named, text, time, timeOrNull } from '../parts.ts';

const CAUSES = [
  'reconnect',
  'session-down',
  'dns-only',
  'no-frames',
  'no-return',
  'dhcp-unanswered',
  'discovery-unanswered',
  'echo-lost',
  'dhcp-refused',
  'discovery-refused',
  'ipcp-failed',
  'authentication-refused',
] as const;
export const cause = choice(CAUSES, 'What it looks like, the vaguest first in this list.');
export const suspect = choice(['provider', 'router', 'home', 'unknown'], 'On whose side the cause seems to lie.');
const evidence = list(Type.String(), 'What was seen of it: figures in words.');

export const OUTAGE_STAGE = Type.Object(
  { cause, suspect, startAt: time('Since when it was seen.'), evidence },
  { description: 'A cause within an outage: a line that dies shows several, one after the other.' },
);

export const OUTAGE_ROW = Type.Object(
  {
    serial: count('Tells the outage from all others since the start.'),
    cause,
    suspect,
    startAt: time('When it began.'),
    startMicros: Type.Number({ description: 'The same in microseconds since 1970.' }),
    endAt: timeOrNull('When it ended; null while it lasts, or lasted when the capture ended.'),
    endMicros: Type.Unsafe<number | null>({ type: ['number', 'null'], description: 'The same in microseconds since 1970.' }),
    durationSeconds: Type.Number({ description: 'Seconds up to its end, or to now.' }),
    interruptions: count('How often the line seemed to work again for a moment.'),
    text: text('One sentence for people.'),
    evidence,
    stages: list(named<OutageStage>('OutageStage'), 'What it looked like, in the order in which that was seen; at most eight.'),
  },
  { description: 'A time in which the line did not work.' },
);

export const OUTAGE_SUMMARY = Type.Object(
  {
    outages: list(named<OutageRow>('OutageRow'), 'The last 128, the oldest first.'),
    evicted: count('Older ones that were forgotten.'),
    withdrawn: count('Outages that turned out to be none: the mirror hid a direction.'),
    totalSeconds: Type.Number({ description: 'Seconds within outages that are listed.' }),
  },
  { description: 'When the line did not work.' },
);
