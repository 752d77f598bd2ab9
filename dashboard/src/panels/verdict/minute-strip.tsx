import { useSignal } from '@preact/signals';
import type { VerdictRow } from '../../../../src/api/messages.ts';
import { formatClock } from '../../format/time.ts';
import { type Tone, toneOf, verdictWord } from '../../format/verdict-words.ts';
import type { ProbeState } from '../../state/probe-state.ts';
import type { StripSlot } from '../../state/verdict-history.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../../text/visible-text.ts';

const SPANS = [
  { name: '3 h', minutes: 1 },
  { name: '24 h', minutes: 8 },
] as const;
const SLOTS = 180;
const FEWEST_SLOTS = 30;

const MOST_COUNTS = 6;
const HEIGHT = 10;
// Height says as much as colour does.
const BAR_HEIGHTS: Readonly<Record<Tone, number>> = { quiet: 1.5, good: 3.5, warn: 6, bad: 8.5, outage: HEIGHT };

/** The last hours minute by minute; who points at one, touches it or goes there with the arrow keys reads what was so. */
export function MinuteStrip({ state }: { readonly state: ProbeState }) {
  const span = useSignal<(typeof SPANS)[number]>(SPANS[0]);
  const pointedMillis = useSignal<number | null>(null);
  // The minutes are no signal themselves: they change with what the line says.
  state.shown.line.value;
  const { minutes } = span.value;
  const known = Math.ceil(state.verdicts.size / minutes);
  const slots = state.verdicts.strip(Math.min(SLOTS, Math.max(FEWEST_SLOTS, known)), minutes);
  if (slots.length === 0) return null;
  const pointedIndex = slots.findIndex(({ atMillis }) => atMillis === pointedMillis.value);
  const point = (index: number | null) => {
    pointedMillis.value = index === null ? null : (slots[Math.min(slots.length - 1, Math.max(0, index))]?.atMillis ?? null);
  };
  const pointAt = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    point(Math.floor(((event.clientX - left) / width) * slots.length));
  };
  return (
    <div class="strip">
      <div
        class="strip-bars"
        role="slider"
        tabIndex={0}
        aria-label="Verdict of each minute"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={slots.length - 1}
        aria-valuenow={pointedIndex < 0 ? slots.length - 1 : pointedIndex}
        aria-valuetext={slotText(slots[pointedIndex] ?? slots.at(-1))}
        onPointerMove={pointAt}
        onPointerDown={pointAt}
        onPointerLeave={(event) => {
          if (event.pointerType === 'mouse') point(null);
        }}
        onKeyDown={(event) => {
          const next = nextIndex(event.key, pointedIndex < 0 ? slots.length - 1 : pointedIndex, slots.length);
          if (next === undefined) return;
          event.preventDefault();
          point(next);
        }}
        onBlur={() => point(null)}
      >
        <Bars slots={slots} pointedIndex={pointedIndex} />
      </div>
      <div class="strip-foot">
        <span>{formatClock((slots[0]?.atMillis ?? 0) / 1000).slice(0, 5)}</span>
        <fieldset class="choice">
          <legend class="unseen">Hours shown</legend>
          {SPANS.map((each) => (
            <button
              key={each.name}
              type="button"
              class="choice-item choice-small"
              aria-pressed={span.value === each}
              onClick={() => {
                span.value = each;
              }}
            >
              {each.name}
            </button>
          ))}
        </fieldset>
        <span>{formatClock((slots.at(-1)?.atMillis ?? 0) / 1000).slice(0, 5)}</span>
      </div>
      <p class="strip-word">
        {pointedIndex < 0 ? <Summary slots={slots} minutes={minutes} /> : <SlotWords slot={slots[pointedIndex]} />}
      </p>
    </div>
  );
}

function nextIndex(key: string, index: number, length: number): number | null | undefined {
  const moves: Readonly<Record<string, number | null>> = {
    ArrowLeft: Math.max(0, index - 1),
    ArrowRight: index + 1,
    PageUp: index + 15,
    PageDown: Math.max(0, index - 15),
    Home: 0,
    End: length - 1,
    Escape: null,
  };
  return moves[key];
}

function Bars({ slots, pointedIndex }: { readonly slots: readonly StripSlot[]; readonly pointedIndex: number }) {
  return (
    <svg viewBox={`0 0 ${slots.length} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {pointedIndex >= 0 && <rect class="strip-pointer" x={pointedIndex} y={0} width={1} height={HEIGHT} />}
      {runsOf(slots).map(({ tone, from, length }) => (
        <rect
          key={from}
          class={`bar-${tone}`}
          x={from}
          y={HEIGHT - BAR_HEIGHTS[tone]}
          width={length}
          height={BAR_HEIGHTS[tone]}
        />
      ))}
    </svg>
  );
}

interface Run {
  readonly tone: Tone;
  readonly from: number;
  length: number;
}

function runsOf(slots: readonly StripSlot[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [index, { row }] of slots.entries()) {
    if (row === null) continue;
    const tone = toneOf(row);
    const last = runs.at(-1);
    if (last !== undefined && last.tone === tone && last.from + last.length === index) last.length += 1;
    else runs.push({ tone, from: index, length: 1 });
  }
  return runs;
}

function slotText(slot: StripSlot | undefined): string {
  if (slot === undefined) return 'nothing';
  const time = formatClock(slot.atMillis / 1000).slice(0, 5);
  return `${time}: ${slot.row === null ? 'not known' : verdictWord(slot.row)}`;
}

function SlotWords({ slot }: { readonly slot: StripSlot | undefined }) {
  if (slot === undefined) return null;
  return (
    <>
      <b>{slotText(slot)}.</b> {slot.row !== null && <Captured text={slot.row.text} limit={TOOLTIP_CHARACTERS} />}
    </>
  );
}

/** How often each verdict was given, the worst first. */
function Summary({ slots, minutes }: { readonly slots: readonly StripSlot[]; readonly minutes: number }) {
  const counts = new Map<string, { row: VerdictRow; count: number }>();
  for (const { row } of slots) {
    if (row === null) continue;
    const word = verdictWord(row);
    const counted = counts.get(word);
    if (counted === undefined) counts.set(word, { row, count: 1 });
    else counted.count += 1;
  }
  const order: readonly Tone[] = ['outage', 'bad', 'warn', 'good', 'quiet'];
  const sorted = [...counts].sort(([, one], [, other]) => order.indexOf(toneOf(one.row)) - order.indexOf(toneOf(other.row)));
  return (
    <>
      {sorted.slice(0, MOST_COUNTS).map(([word, { row, count }]) => (
        <span key={word} class="strip-count">
          <span class={`strip-swatch swatch-${toneOf(row)}`} aria-hidden="true" />
          {word} <b>{count * minutes} min</b>
        </span>
      ))}
      {sorted.length > MOST_COUNTS && <span class="quiet">and {sorted.length - MOST_COUNTS} more kinds</span>}
    </>
  );
}
