import type { Severity, Suspect, VerdictFigure, VerdictKind, VerdictRow } from '../../../src/api/messages.ts';
import { formatMillis, formatSeconds } from './time.ts';
import { formatBitRate, formatCount } from './units.ts';

/** How bad something is, as colour, shape and height say it; a word always stands beside them. */
export type Tone = 'good' | 'quiet' | 'warn' | 'bad' | 'outage';

/** Whose fault it is, in a word or two. A kind that a newer probe knows is shown under its own name. */
const KIND_WORDS: Readonly<Record<VerdictKind, string>> = {
  line: 'Provider’s line',
  'line-full': 'Line is full',
  home: 'Home network',
  'far-end': 'A far end',
  dns: 'Name servers',
  mirror: 'Cannot tell',
  'nothing-wrong': 'Nothing wrong',
  idle: 'Too quiet to tell',
};

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { none: '', minor: 'slight', major: 'serious', outage: 'outage' };

const SUSPECT_WORDS: Readonly<Record<Suspect, string>> = {
  provider: 'on the provider’s side',
  router: 'at the router',
  home: 'at home',
  unknown: 'whose side is not known',
};

export function kindWord(kind: VerdictKind): string {
  return KIND_WORDS[kind] ?? kind;
}

export function suspectWord(suspect: Suspect): string {
  return SUSPECT_WORDS[suspect] ?? suspect;
}

/** The outage that decided a verdict. */
interface OutageNote {
  /** Of an outage the probe may see that it is the router's doing, where else it cannot tell the router from the home. */
  readonly suspect: Suspect | null;
  readonly isOver: boolean;
}

/** `Provider’s line, serious`; an outage is one, whatever else is so. */
export function verdictWord(
  { verdict, severity }: Pick<VerdictRow, 'verdict' | 'severity'>,
  { suspect, isOver }: OutageNote = { suspect: null, isOver: false },
): string {
  const whose = suspect === 'router' && verdict === 'home' ? 'Router' : kindWord(verdict);
  if (severity === 'outage') return `${isOver ? 'Outage, over now' : 'Outage'}: ${whose.toLowerCase()}`;
  const how = SEVERITY_WORDS[severity] ?? severity;
  return how === '' ? whose : `${whose}, ${how}`;
}

export function toneOf({ verdict, severity }: Pick<VerdictRow, 'verdict' | 'severity'>): Tone {
  if (severity === 'outage') return 'outage';
  if (severity === 'major') return 'bad';
  if (severity === 'minor') return 'warn';
  return verdict === 'nothing-wrong' ? 'good' : 'quiet';
}

const RANK: Readonly<Record<Tone, number>> = { quiet: 0, good: 1, warn: 2, bad: 3, outage: 4 };

export function isWorse(one: Pick<VerdictRow, 'verdict' | 'severity'>, other: Pick<VerdictRow, 'verdict' | 'severity'>): boolean {
  return RANK[toneOf(one)] > RANK[toneOf(other)];
}

/** A figure's value in its unit. Shares come in percent. */
export function figureValue({ value, unit }: Pick<VerdictFigure, 'value' | 'unit'>): string {
  switch (unit) {
    case 'ms':
      return formatMillis(value);
    case 's':
      return formatSeconds(value);
    case 'bit/s':
      return formatBitRate(value / 8);
    case '%':
      return Number.isFinite(value) ? `${value < 10 ? Number(value.toFixed(1)) : value.toFixed(0)} %` : '–';
    default:
      return Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(3)));
  }
}

/** What a figure is held against: `usually 12.0 ms, trouble from 40.0 ms`. */
export function figureContext({ baseline, threshold, unit }: VerdictFigure): string {
  const parts = [
    baseline === null ? '' : `usually ${figureValue({ value: baseline, unit })}`,
    threshold === null ? '' : `trouble from ${figureValue({ value: threshold, unit })}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

export type Stop = 'home' | 'router' | 'line' | 'far-end' | 'dns';
export type StopState = 'culprit' | 'full' | 'possible' | 'also' | 'fine' | 'not-it' | 'not-known';

/** The places a packet passes and one it asks, in the order of the path. */
export const STOPS: readonly (readonly [Stop, string])[] = [
  ['home', 'Home and Wi-Fi'],
  ['router', 'Router'],
  ['line', 'Provider’s line'],
  ['far-end', 'Far end'],
  ['dns', 'Name servers'],
];

export const STOP_WORDS: Readonly<Record<StopState, string>> = {
  culprit: 'here',
  full: 'full, of your own traffic',
  possible: 'or here',
  also: 'here too',
  fine: 'fine',
  'not-it': 'not the cause',
  'not-known': 'cannot tell',
};

const STOP_BY_KIND: Readonly<Partial<Record<VerdictKind, Stop>>> = {
  home: 'home',
  line: 'line',
  'line-full': 'line',
  'far-end': 'far-end',
  dns: 'dns',
};

/** What a verdict says of each stop; `suspect` is that of the outage that decided it. */
export function stopState(stop: Stop, row: Pick<VerdictRow, 'verdict' | 'also'> | null, suspect: Suspect | null): StopState {
  if (row === null) return 'not-known';
  if (suspect === 'router') return stop === 'router' ? 'culprit' : 'not-known';
  const { verdict, also } = row;
  if (verdict === 'nothing-wrong') return 'fine';
  const culprit = STOP_BY_KIND[verdict];
  if (culprit === undefined) return 'not-known';
  if (culprit === stop) return verdict === 'line-full' ? 'full' : 'culprit';
  // The probe sits behind the router: what is wrong on its side may be the router too.
  if (culprit === 'home' && stop === 'router') return 'possible';
  if (also.some((kind) => STOP_BY_KIND[kind] === stop)) return 'also';
  return suspect === null ? 'not-it' : 'not-known';
}
