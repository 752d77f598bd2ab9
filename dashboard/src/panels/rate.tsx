import { type Signal, useSignal } from '@preact/signals';
import type { TrafficPoint } from '../../../src/api/messages.ts';
import { RateChart } from '../chart/rate-chart.tsx';
import { isDirectionKnown, unknownBytes } from '../chart/rate-series.ts';
import { formatClock } from '../format/time.ts';
import { formatBitRate } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { Theme } from '../theme/theme.ts';
import { Figures } from './figures.tsx';
import { Panel } from './panel.tsx';

interface RatePanelProps {
  readonly state: ProbeState;
  readonly theme: Signal<Theme>;
}

const SPANS_MINUTES = [1, 5, 15, 60] as const;

export function RatePanel({ state, theme }: RatePanelProps) {
  const spanSeconds = useSignal(300);
  const pointedSeconds = useSignal<number | null>(null);
  state.seriesVersion.value;
  const window = state.series.window(spanSeconds.value);
  const status = state.shown.status.value;
  const isDemonstration = status?.mode === 'demonstration';
  return (
    <Panel
      id="rate"
      title="The line’s rate"
      {...(isDemonstration ? { note: <span class="demo-badge">Demonstration data</span> } : {})}
      tools={<SpanChoice spanSeconds={spanSeconds} />}
    >
      <Figures last={state.series.last} window={window} status={status} />
      <RateChart
        state={state}
        theme={theme}
        spanSeconds={spanSeconds}
        pointedSeconds={pointedSeconds}
        label={spokenSummary(window, spanSeconds.value, isDemonstration)}
      />
      <Legend
        window={window}
        pointedSeconds={pointedSeconds.value}
        isDemonstration={isDemonstration}
        lastWord={status?.source.condition === 'ended' ? 'at the end' : 'now'}
      />
    </Panel>
  );
}

function SpanChoice({ spanSeconds }: { readonly spanSeconds: Signal<number> }) {
  return (
    <fieldset class="choice">
      <legend class="unseen">Minutes shown</legend>
      {SPANS_MINUTES.map((minutes) => (
        <button
          key={minutes}
          type="button"
          class="choice-item"
          aria-pressed={spanSeconds.value === minutes * 60}
          onClick={() => {
            spanSeconds.value = minutes * 60;
          }}
        >
          {minutes} min
        </button>
      ))}
    </fieldset>
  );
}

interface LegendProps {
  readonly window: readonly TrafficPoint[];
  readonly pointedSeconds: number | null;
  readonly isDemonstration: boolean;
  /** When the newest window was. */
  readonly lastWord: string;
}

function Legend({ window, pointedSeconds, isDemonstration, lastWord }: LegendProps) {
  const pointed = pointedSeconds === null ? undefined : window.find((point) => Math.abs(endOf(point) - pointedSeconds) < 0.01);
  const point = pointed ?? window.at(-1);
  const rate = (bytes: number | undefined) =>
    point === undefined || bytes === undefined ? '–' : formatBitRate(bytes / point.seconds);
  const hasUnknown = window.some((each) => unknownBytes(each) > 0);
  const isLossy = window.some(({ dropped }) => (dropped ?? 0) > 0);
  return (
    <div class="legend">
      <span class="legend-time">
        {isDemonstration && 'Demonstration, '}
        {pointed === undefined ? lastWord : formatClock(endOf(pointed))}
      </span>
      <LegendItem colour="down" name="Down" value={rate(point?.downBytes)} />
      <LegendItem colour="up" name="Up" value={rate(point?.upBytes)} />
      {hasUnknown && <LegendItem colour="rest" name="Direction not known" value={rate(point && unknownBytes(point))} />}
      {isLossy && <span class="legend-loss">Red marks: frames were lost, the rate shown is too low</span>}
      <span class="legend-peak">{peakText(window)}</span>
    </div>
  );
}

function LegendItem({ colour, name, value }: { readonly colour: string; readonly name: string; readonly value: string }) {
  return (
    <span class="legend-item">
      <span class={`swatch swatch-${colour}`} aria-hidden="true" />
      {name} <b>{value}</b>
    </span>
  );
}

function endOf(point: TrafficPoint): number {
  return Date.parse(point.at) / 1000 + point.seconds;
}

function peakText(window: readonly TrafficPoint[]): string {
  if (window.length === 0) return '';
  const peakOf = (bytesOf: (point: TrafficPoint) => number) =>
    formatBitRate(Math.max(...window.map((point) => bytesOf(point) / point.seconds)));
  if (!isDirectionKnown(window)) return `peak ${peakOf((point) => point.wireBytes)}`;
  return `peak ${peakOf((point) => point.downBytes)} down, ${peakOf((point) => point.upBytes)} up`;
}

/** The chart in a sentence, for whoever cannot see it. */
function spokenSummary(window: readonly TrafficPoint[], spanSeconds: number, isDemonstration: boolean): string {
  const what = `${isDemonstration ? 'Demonstration data. ' : ''}Rate of the line over the last ${spanSeconds / 60} minutes`;
  return window.length === 0 ? `${what}: nothing yet` : `${what}: ${peakText(window)}`;
}
