import { type TUnsafe, Type } from 'typebox';
import type { BufferbloatRow, Grade, LatencyRow, VerdictFigure, VerdictRow } from '../../../line/verdict/verdict-row.ts';
import { choice, count, integerOrNull, list, named, text, textOrNull, time } from '../parts.ts';

const KINDS = ['line', 'line-full', 'home', 'far-end', 'dns', 'mirror', 'nothing-wrong', 'idle'] as const;
const kind = choice(
  KINDS,
  "line: the provider's side; line-full: it carries all it can; home: the household's side; far-end: a host beyond the line; mirror: the probe cannot tell; idle: too little traffic to say.",
);

function numberOrNull(description: string): TUnsafe<number | null> {
  return Type.Unsafe<number | null>({ type: ['number', 'null'], description });
}

export const VERDICT_FIGURE = Type.Object(
  {
    name: text('What was measured.'),
    value: Type.Number({ description: 'How much it is.' }),
    unit: choice(['ms', '%', 's', 'bit/s', ''], 'In what; empty for counts.'),
    baseline: numberOrNull('What is usual on this line; null where that is not known.'),
    threshold: numberOrNull('From where on it counts as trouble; null without one.'),
  },
  { description: 'A figure that led to a verdict.' },
);

export const VERDICT_ROW = Type.Object(
  {
    atMinute: time('The beginning of the minute.'),
    seconds: Type.Number({ description: 'How many seconds of it there are windows for.' }),
    verdict: kind,
    severity: choice(['none', 'minor', 'major', 'outage'], 'How bad it is.'),
    text: text('One sentence for people.'),
    figures: list(named<VerdictFigure>('VerdictFigure'), 'What led to it.'),
    also: list(kind, 'What else was wrong in the same minute.'),
    outage: integerOrNull('`serial` of the outage that decided it; null without one.'),
  },
  { description: 'Whose fault it was in one minute.' },
);

export const LATENCY_ROW = Type.Object(
  {
    utilisation: choice(['idle', '10-50 %', '50-80 %', 'over 80 %'], 'Of the highest rate seen in the direction.'),
    samples: count('Round trips that were measured.'),
    medianMillis: numberOrNull('Their median, in milliseconds.'),
    p95Millis: numberOrNull('95 of 100 took no longer, in milliseconds.'),
  },
  { description: 'Round trips while the line was used so much.' },
);

export const BUFFERBLOAT_ROW = Type.Object(
  {
    direction: choice(['down', 'up'], 'In which direction the line is loaded.'),
    grade: Type.Unsafe<Grade | null>({
      type: ['string', 'null'],
      enum: ['A+', 'A', 'B', 'C', 'D', 'F', null],
      description: 'By the latency that load adds: A+ below 5 ms, A below 30, B below 60, C below 200, D below 400, F above.',
    }),
    reason: textOrNull('Why there is no grade; null where there is one.'),
    measure: choice(['lcp-echo', 'tcp'], 'What the grade rests on.'),
    addedMillis: numberOrNull('How much longer round trips take under load, in milliseconds.'),
    highestBitsPerSecond: Type.Number({ description: 'The highest rate within a day, of five seconds on the wire.' }),
    loadedSeconds: Type.Number({ description: 'Seconds of load that were measured.' }),
    buckets: list(named<LatencyRow>('LatencyRow'), 'Round trips by utilisation.'),
  },
  { description: 'How much longer round trips take while the line is loaded in one direction.' },
);

export const VERDICT_SUMMARY = Type.Object(
  {
    now: Type.Unsafe<VerdictRow | null>({
      anyOf: [{ $ref: 'VerdictRow#' }, { type: 'null' }],
      description: 'Of the last 60 seconds; null before any window.',
    }),
    minutes: list(named<VerdictRow>('VerdictRow'), 'The last 24 hours by the minute, the oldest first.'),
    bufferbloat: list(named<BufferbloatRow>('BufferbloatRow'), 'Latency under load, by direction.'),
  },
  { description: 'Whose fault it is.' },
);
