import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { formatClock } from '../format/time.ts';
import type { Theme } from '../theme/theme.ts';
import { type ChartColours, readChartColours } from './chart-colours.ts';
import type { EchoPoints } from './echo-points.ts';
import { roundMillis } from './scale.ts';
import { useChart } from './use-chart.ts';

interface EchoChartProps {
  readonly points: EchoPoints;
  readonly theme: Signal<Theme>;
  readonly label: string;
}

const FONT = '11px system-ui, sans-serif';
const LONGEST_LINE_SECONDS = 90;

/** Round trips as dots; neighbours are joined only where they are close in time, so that a sparse series looks sparse. */
export function EchoChart({ points, theme, label }: EchoChartProps) {
  const shown = useRef<{ points: EchoPoints; colours: ChartColours } | null>(null);
  const holder = useChart({
    theme,
    options: (element) => optionsFor(element, () => shown.current!),
    columns: (element) => {
      shown.current = { points, colours: readChartColours(element) };
      return [[...points.times], [...points.router], [...points.provider]];
    },
    dependsOn: [points.times.length, points.times.at(-1), points.losses.length],
  });

  return <div class="chart chart-echo" ref={holder} role="img" aria-label={label} />;
}

type View = () => { readonly points: EchoPoints; readonly colours: ChartColours };

function optionsFor(element: HTMLElement, view: View): uPlot.Options {
  const dots = (colour: 'down' | 'up'): uPlot.Series => ({
    stroke: () => view().colours[colour],
    width: 1,
    spanGaps: true,
    gaps: (chart, series, first, last) => gapsOf(chart, { series, first, last, breaks: view().points.breaks }),
    points: { show: true, size: 5, fill: () => view().colours[colour] },
  });
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 28, 0, 0],
    scales: {
      x: { range: (_chart, min, max) => (min === max ? [min - 30, max + 30] : [min, max]) },
      y: { range: (_chart, _min, max) => [0, roundMillis(max ?? 0)] },
    },
    axes: [
      {
        stroke: () => view().colours.label,
        font: FONT,
        size: 26,
        space: 84,
        grid: { show: false },
        ticks: { stroke: () => view().colours.grid, width: 1, size: 4 },
        values: (_chart, splits) =>
          splits.map((seconds) => formatClock(seconds).slice(0, (splits[1] ?? 60) - (splits[0] ?? 0) < 60 ? 8 : 5)),
      },
      {
        stroke: () => view().colours.label,
        font: FONT,
        size: 56,
        gap: 6,
        space: 34,
        grid: { stroke: () => view().colours.grid, width: 1 },
        ticks: { show: false },
        values: (_chart, splits) => splits.map((millis) => (millis === 0 ? '0' : `${millis} ms`)),
      },
    ],
    series: [{}, dots('down'), dots('up')],
    hooks: { draw: [(chart) => drawLosses(chart, view())] },
  };
}

interface Stretch {
  readonly series: number;
  readonly first: number;
  readonly last: number;
  readonly breaks: readonly number[];
}

/** Pixel spans in which a series is not joined: where its neighbours are far apart in time, or of different sessions. */
function gapsOf(chart: uPlot, { series, first, last, breaks }: Stretch): uPlot.Series.Gaps {
  const gaps: uPlot.Series.Gaps = [];
  const [times] = chart.data;
  const values = chart.data[series];
  let before: number | null = null;
  for (let index = first; index <= last; index += 1) {
    const time = times[index];
    if (time === undefined || values?.[index] === null || values?.[index] === undefined) continue;
    const start = before;
    before = time;
    if (start === null) continue;
    const isApart = time - start > LONGEST_LINE_SECONDS || breaks.some((at) => at > start && at <= time);
    if (isApart) gaps.push([chart.valToPos(start, 'x', true), chart.valToPos(time, 'x', true)]);
  }
  return gaps;
}

/** A cross at the top where requests stayed without an answer. */
function drawLosses(chart: uPlot, { points, colours }: ReturnType<View>): void {
  const { ctx, bbox } = chart;
  const half = 4 * devicePixelRatio;
  const y = bbox.top + half + 2 * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = colours.loss;
  ctx.lineWidth = 2 * devicePixelRatio;
  for (const time of points.losses) {
    const x = Math.min(bbox.left + bbox.width - half, Math.max(bbox.left + half, chart.valToPos(time, 'x', true)));
    ctx.beginPath();
    ctx.moveTo(x - half, y - half);
    ctx.lineTo(x + half, y + half);
    ctx.moveTo(x + half, y - half);
    ctx.lineTo(x - half, y + half);
    ctx.stroke();
  }
  ctx.restore();
}
