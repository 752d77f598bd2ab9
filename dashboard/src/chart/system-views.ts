import type { SystemPoint } from '../../../src/api/messages.ts';
import { formatByteRate, formatLoad } from '../format/measured.ts';
import { axisLabels, roundTop } from './scale.ts';

type Figure = Exclude<keyof SystemPoint, 'at'>;

interface Line {
  readonly name: string;
  readonly figure: Figure;
  /** From the point's unit to the chart's. */
  readonly factor?: number;
}

interface View {
  readonly title: string;
  readonly first: Line;
  readonly second: Line | null;
  /** The top of the scale for the highest value drawn. */
  readonly top: (highest: number) => number;
  readonly labels: (values: readonly number[]) => readonly string[];
}

const percentLabels = (values: readonly number[]) => values.map((value) => `${value} %`);

/** What can be drawn of the last hour, two figures at a time. */
export const SYSTEM_VIEWS = {
  cpu: {
    title: 'CPU',
    first: { name: 'CPU', figure: 'cpuPercent' },
    second: { name: 'waits for disks', figure: 'iowaitPercent' },
    top: () => 100,
    labels: percentLabels,
  },
  memory: {
    title: 'Memory',
    first: { name: 'memory', figure: 'memoryPercent' },
    second: { name: 'swap', figure: 'swapPercent' },
    top: () => 100,
    labels: percentLabels,
  },
  load: {
    title: 'Load',
    first: { name: 'load over one minute', figure: 'load1' },
    second: null,
    top: (highest) => roundAbove(highest, 1),
    labels: (values) => values.map((value) => (value === 0 ? '0' : formatLoad(value))),
  },
  network: {
    title: 'Network',
    first: { name: 'received', figure: 'receivedBytesPerSecond', factor: 8 },
    second: { name: 'sent', figure: 'sentBytesPerSecond', factor: 8 },
    top: roundTop,
    labels: axisLabels,
  },
  disks: {
    title: 'Disks',
    first: { name: 'read', figure: 'readBytesPerSecond' },
    second: { name: 'written', figure: 'writeBytesPerSecond' },
    top: (highest) => roundAbove(highest, 10_000),
    labels: (values) => values.map((value) => (value === 0 ? '0' : formatByteRate(value))),
  },
  temperature: {
    title: 'Heat',
    first: { name: 'highest temperature', figure: 'temperature' },
    second: null,
    top: (highest) => Math.max(60, Math.ceil(highest / 10) * 10),
    labels: (values) => values.map((value) => `${value} °C`),
  },
} as const satisfies Readonly<Record<string, View>>;
export type SystemView = keyof typeof SYSTEM_VIEWS;

/** Aligned columns as uPlot wants them. */
export interface SystemColumns {
  /** Epoch seconds, rising. */
  readonly times: readonly number[];
  readonly first: readonly (number | null)[];
  readonly second: readonly (number | null)[];
}

export function systemColumns(points: readonly SystemPoint[], view: SystemView): SystemColumns {
  const { first, second }: View = SYSTEM_VIEWS[view];
  return {
    times: points.map(({ at }) => Date.parse(at) / 1000),
    first: points.map((point) => figureOf(point, first)),
    second: second === null ? points.map(() => null) : points.map((point) => figureOf(point, second)),
  };
}

/** Those the machine says something of. */
export function viewsOf(points: readonly SystemPoint[]): readonly SystemView[] {
  const all = Object.keys(SYSTEM_VIEWS) as SystemView[];
  return all.filter((view) => points.some((point) => point[SYSTEM_VIEWS[view].first.figure] !== null));
}

function figureOf(point: SystemPoint, { figure, factor = 1 }: Line): number | null {
  const value = point[figure];
  return value === null ? null : value * factor;
}

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const;

/** A round number a little above the highest value, so that the scale rarely changes. */
function roundAbove(highest: number, smallest: number): number {
  const wanted = highest * 1.05;
  if (!Number.isFinite(wanted) || wanted <= smallest) return smallest;
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  return (STEPS.find((step) => step * magnitude >= wanted) ?? 10) * magnitude;
}
