import type uPlot from 'uplot';
import { formatClock } from '../format/time.ts';
import type { ChartColours } from './chart-colours.ts';
import { axisLabels, roundTop } from './scale.ts';

export interface ChartView {
  /** The right edge, epoch seconds. */
  readonly endSeconds: number;
  readonly spanSeconds: number;
  readonly lossy: readonly (0 | 1)[];
  readonly colours: ChartColours;
}

interface ChartOptionsInput {
  readonly width: number;
  readonly height: number;
  /** Asked at every drawing. */
  readonly view: () => ChartView;
  /** Packet time under the pointer, epoch seconds; `null` where there is none. */
  readonly onPointed: (seconds: number | null) => void;
}

const FONT = '11px system-ui, sans-serif';
const LOSS_MARK_PIXELS = 5;

/** Two series from the same zero: what comes down as an area, what goes up as a line over it; what has no known direction lies behind. */
export function chartOptions({ width, height, view, onPointed }: ChartOptionsInput): uPlot.Options {
  const area = (stroke: keyof ChartColours, fill: keyof ChartColours, strokeWidth: number): uPlot.Series => ({
    stroke: () => view().colours[stroke],
    fill: () => view().colours[fill],
    width: strokeWidth,
    points: { show: false },
  });
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    // uPlot's types name these two by a const enum that its module does not have.
    drawOrder: ['series', 'axes'] as unknown as uPlot.DrawOrderKey[],
    padding: [10, 26, 0, 0],
    scales: {
      x: { range: () => [view().endSeconds - view().spanSeconds, view().endSeconds] },
      y: { range: (_chart, _min, max) => [0, roundTop(max ?? 0)] },
    },
    axes: [timeAxis(view), rateAxis(view, width)],
    series: [{}, area('rest', 'rest', 1), area('down', 'downSoft', 1.5), area('up', 'upSoft', 1.5)],
    hooks: {
      draw: [(chart) => drawLossMarks(chart, view())],
      setCursor: [({ cursor: { idx }, data: [times] }) => onPointed(typeof idx === 'number' ? (times[idx] ?? null) : null)],
    },
  };
}

function timeAxis(view: () => ChartView): uPlot.Axis {
  return {
    stroke: () => view().colours.label,
    font: FONT,
    size: 26,
    space: 84,
    grid: { show: false },
    ticks: { stroke: () => view().colours.grid, width: 1, size: 4 },
    values: (_chart, splits) => splits.map((seconds) => formatClock(seconds).slice(0, view().spanSeconds > 60 ? 5 : 8)),
    // Steps that are whole minutes, or whole parts of one.
    incrs: [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800],
  };
}

function rateAxis(view: () => ChartView, width: number): uPlot.Axis {
  return {
    stroke: () => view().colours.label,
    font: FONT,
    size: width < 480 ? 66 : 76,
    gap: 6,
    space: 44,
    grid: { stroke: () => view().colours.grid, width: 1 },
    ticks: { show: false },
    values: (_chart, splits) => [...axisLabels(splits)],
  };
}

/** A short red mark at the bottom of every window that lost frames: what the chart shows there is too little. */
function drawLossMarks(chart: uPlot, { lossy, colours }: ChartView): void {
  const { ctx, bbox } = chart;
  const height = LOSS_MARK_PIXELS * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colours.loss;
  for (const [index, isLossy] of lossy.entries()) {
    const time = chart.data[0][index];
    if (isLossy === 0 || time === undefined) continue;
    const x = chart.valToPos(time, 'x', true);
    if (x >= bbox.left) ctx.fillRect(x - devicePixelRatio, bbox.top + bbox.height - height, 2 * devicePixelRatio, height);
  }
  ctx.restore();
}
