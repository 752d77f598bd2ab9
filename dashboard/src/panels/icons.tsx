import type { SourceCondition } from '../../../src/api/messages.ts';
import type { Tone } from '../format/verdict-words.ts';

// Shapes differ as well as colours: a ring, a disc, a broken line, a cross, a square.
const CONDITION_SHAPES: Readonly<Record<SourceCondition, string>> = {
  waiting: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11M8 5v3.4l2.2 1.4',
  capturing: 'M8 3a5 5 0 1 1 0 10a5 5 0 0 1 0-10',
  down: 'M1.5 8h4M10.5 8h4M6.5 5l3 6',
  gone: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  ended: 'M4 4h8v8H4z',
};
const FILLED: ReadonlySet<SourceCondition> = new Set(['capturing', 'ended']);

export function ConditionIcon({ condition }: { readonly condition: SourceCondition }) {
  const shape = CONDITION_SHAPES[condition] ?? CONDITION_SHAPES.waiting;
  return (
    <svg class={FILLED.has(condition) ? 'icon icon-filled' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shape} />
    </svg>
  );
}

/** Three frames, one inside the other: what the probe takes apart. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect class="mark-outer" x="3" y="3" width="26" height="26" rx="5" />
      <rect class="mark-middle" x="9.5" y="9.5" width="19.5" height="19.5" rx="4" />
      <rect class="mark-inner" x="17" y="17" width="12" height="12" rx="3" />
    </svg>
  );
}

// For those who do not see the colours: a tick, a line, a triangle, an octagon, a broken line.
const TONE_SHAPES: Readonly<Record<Tone, string>> = {
  good: 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 0 1 0-12.4M5.2 8.2l2 2l3.8-4.2',
  quiet: 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 0 1 0-12.4M5.4 8h5.2',
  warn: 'M8 2.2l6.4 11.3H1.6zM8 6.4v3.4M8 11.6v.4',
  bad: 'M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM8 4.8v3.8M8 11v.3',
  outage: 'M1 8h4.2M10.8 8H15M5.6 4.6l4.8 6.8M10.4 4.6l-4.8 6.8',
};

export function ToneIcon({ tone }: { readonly tone: Tone }) {
  return (
    <svg class="icon tone-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={TONE_SHAPES[tone]} />
    </svg>
  );
}

const SIGNS = {
  pause: 'M5 3v10M11 3v10',
  play: 'M4.5 3l8 5l-8 5z',
  system: 'M8 2.5a5.5 5.5 0 1 1 0 11zM8 2.5a5.5 5.5 0 0 0 0 11',
  light:
    'M8 5.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.1 1.1M11.9 11.9L13 13M13 3l-1.1 1.1M4.1 11.9L3 13',
  dark: 'M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z',
  warning: 'M8 2.2l6.4 11.3H1.6zM8 6.4v3.4M8 11.6v.4',
} as const;

export function Sign({ name }: { readonly name: keyof typeof SIGNS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SIGNS[name]} />
    </svg>
  );
}
