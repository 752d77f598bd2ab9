import { type Signal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { formatClock } from '../format/time.ts';
import type { Theme } from '../theme/theme.ts';
import { type ChartColours, readChartColours } from './chart-colours.ts';
import { SYSTEM_VIEWS, type SystemColumns, type SystemView } from './system-views.ts';

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
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const colours = useRef<ChartColours | null>(null);

  const draw = () => {
    if (holder.current === null || chart.current === null) return;
    colours.current = readChartColours(holder.current);
    chart.current.setData([[...columns.times], [...columns.first], [...columns.second]]);
  };
  const drawLatest = useRef(draw);
  drawLatest.current = draw;

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    colours.current = readChartColours(element);
    chart.current = new uPlot(
      optionsFor(element, view, () => colours.current!),
      [[], [], []],
      element,
    );
    drawLatest.current();
    const resized = new ResizeObserver(() => {
      chart.current?.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    resized.observe(element);
    const redraw = () => drawLatest.current();
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', redraw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', redraw);
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(draw, [columns.times.at(-1), columns.times.length]);
  useSignalEffect(() => {
    theme.value;
    drawLatest.current();
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
