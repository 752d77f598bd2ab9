import { type Signal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { ProbeState } from '../state/probe-state.ts';
import type { Theme } from '../theme/theme.ts';
import { readChartColours } from './chart-colours.ts';
import { type ChartView, chartOptions } from './chart-options.ts';

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
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const view = useRef<ChartView | null>(null);

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const draw = () => drawNow(element);
    chart.current = new uPlot(
      chartOptions({
        width: element.clientWidth,
        height: element.clientHeight,
        view: () => view.current ?? emptyView(element),
        onCursor: (index) => {
          pointedSeconds.value = index === null ? null : (chart.current?.data[0][index] ?? null);
        },
      }),
      [[], [], [], []],
      element,
    );
    draw();
    const resized = new ResizeObserver(() => {
      chart.current?.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    resized.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', draw);
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);

  /** A replay that is over fills the chart; while windows come, a fixed span keeps it from rescaling every second. */
  const drawnSpan = (times: readonly number[]): number => {
    const [first = 0] = times;
    if (state.shown.status.peek()?.source.condition !== 'ended' || times.length < 2) return spanSeconds.peek();
    return Math.min(spanSeconds.peek(), Math.max(SHORTEST_SPAN_SECONDS, (times.at(-1) ?? 0) - first));
  };

  const drawNow = (element: HTMLElement) => {
    const columns = state.series.columns(spanSeconds.peek());
    view.current = {
      endSeconds: state.series.endSeconds ?? Date.now() / 1000,
      spanSeconds: drawnSpan(columns.times),
      lossy: columns.lossy,
      colours: readChartColours(element),
    };
    chart.current?.setData([[...columns.times], [...columns.unknown], [...columns.down], [...columns.up]]);
  };

  useSignalEffect(() => {
    // What the drawing depends on.
    state.seriesVersion.value;
    theme.value;
    spanSeconds.value;
    if (holder.current !== null && chart.current !== null) drawNow(holder.current);
  });

  return <div class="chart" ref={holder} role="img" aria-label={label} />;
}

function emptyView(element: HTMLElement): ChartView {
  return { endSeconds: Date.now() / 1000, spanSeconds: 300, lossy: [], colours: readChartColours(element) };
}
