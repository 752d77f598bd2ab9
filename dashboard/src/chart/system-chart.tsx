import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { formatClock } from '../format/time.ts';
import type { Theme } from '../theme/theme.ts';
import { type ChartColours, readChartColours } from './chart-colours.ts';
import { SYSTEM_VIEWS, type SystemColumns, type SystemView } from './system-views.ts';
import { useChart } from './use-chart.ts';

interface SystemChartProps {
  readonly columns: SystemColumns;
  readonly view: SystemView;
  readonly theme: Signal<Theme>;
  readonly label: string;
}

const FONT = '11px system-ui, sans-serif';
const SHORTEST_SPAN_SECONDS = 300;
const LONGEST_SPAN_SECONDS = 3600;

/** The last hour of two figures. Mounted anew for another view: its scale is another one. */
export function SystemChart({ columns, view, theme, label }: SystemChartProps) {
  const colours = useRef<ChartColours | null>(null);
  const holder = useChart({
    theme,
    options: (element) => optionsFor(element, view, () => colours.current!),
    columns: (element) => {
      colours.current = readChartColours(element);
      return [[...columns.times], [...columns.first], [...columns.second]];
    },
    dependsOn: [columns.times.at(-1), columns.times.length],
  });

  return <div class="chart chart-system" ref={holder} role="img" aria-label={label} />;
}

function optionsFor(element: HTMLElement, view: SystemView, colours: () => ChartColours): uPlot.Options {
  const { top, labels } = SYSTEM_VIEWS[view];
  const line = (stroke: 'down' | 'up', fill: 'downSoft' | 'upSoft'): uPlot.Series => ({
    stroke: () => colours()[stroke],
    fill: () => colours()[fill],
    width: 1.5,
    points: { show: false },
  });
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    padding: [10, 28, 0, 0],
    scales: {
      x: { range: (_chart, min, max) => [Math.min(max - SHORTEST_SPAN_SECONDS, Math.max(min, max - LONGEST_SPAN_SECONDS)), max] },
      y: { range: (_chart, _min, max) => [0, top(max ?? 0)] },
    },
    axes: [
      {
        stroke: () => colours().label,
        font: FONT,
        size: 26,
        space: 84,
        grid: { show: false },
        ticks: { stroke: () => colours().grid, width: 1, size: 4 },
        values: (_chart, splits) => splits.map((seconds) => formatClock(seconds).slice(0, 5)),
        incrs: [60, 120, 300, 600, 900],
      },
      {
        stroke: () => colours().label,
        font: FONT,
        size: 72,
        gap: 6,
        space: 30,
        grid: { stroke: () => colours().grid, width: 1 },
        ticks: { show: false },
        values: (_chart, splits) => [...labels(splits)],
      },
    ],
    series: [{}, line('down', 'downSoft'), line('up', 'upSoft')],
  };
}
