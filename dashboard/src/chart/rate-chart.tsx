import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ProbeState } from '../state/probe-state.ts';
import type { Theme } from '../theme/theme.ts';
import { readChartColours } from './chart-colours.ts';
import { type ChartView, chartOptions } from './chart-options.ts';
import { useChart } from './use-chart.ts';

interface RateChartProps {
  readonly state: ProbeState;
  readonly theme: Signal<Theme>;
  readonly spanSeconds: Signal<number>;
  /** Packet time under the pointer, epoch seconds; `null` where there is none. */
  readonly pointedSeconds: Signal<number | null>;
  readonly label: string;
}

const SHORTEST_SPAN_SECONDS = 5;

export function RateChart({ state, theme, spanSeconds, pointedSeconds, label }: RateChartProps) {
  const view = useRef<ChartView | null>(null);

  /** A replay that is over fills the chart; while windows come, a fixed span keeps it from rescaling every second. */
  const drawnSpan = (times: readonly number[]): number => {
    const [first = 0] = times;
    if (state.shown.status.peek()?.source.condition !== 'ended' || times.length < 2) return spanSeconds.value;
    return Math.min(spanSeconds.value, Math.max(SHORTEST_SPAN_SECONDS, (times.at(-1) ?? 0) - first));
  };

  const holder = useChart({
    theme,
    options: (element) =>
      chartOptions({
        width: element.clientWidth,
        height: element.clientHeight,
        view: () => view.current!,
        onPointed: (seconds) => {
          pointedSeconds.value = seconds;
        },
      }),
    columns: (element) => {
      // That there is more to draw.
      state.seriesVersion.value;
      const columns = state.series.columns(spanSeconds.value);
      view.current = {
        endSeconds: state.series.endSeconds ?? Date.now() / 1000,
        spanSeconds: drawnSpan(columns.times),
        lossy: columns.lossy,
        colours: readChartColours(element),
      };
      return [[...columns.times], [...columns.unknown], [...columns.down], [...columns.up]];
    },
  });

  return <div class="chart" ref={holder} role="img" aria-label={label} />;
}
