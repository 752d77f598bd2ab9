import { type Signal, useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { Theme } from '../theme/theme.ts';

interface ChartUse {
  readonly theme: Signal<Theme>;
  /** Asked once, when the chart is mounted; what changes later is for functions in the options to say. */
  readonly options: (element: HTMLElement) => uPlot.Options;
  /** Takes in what is to be shown, and returns its columns. Called again when colours change. Signals that it reads have it called again, too. */
  readonly columns: (element: HTMLElement) => uPlot.AlignedData;
  /** Has it called again when one of these is another one. */
  readonly dependsOn?: readonly unknown[];
}

/** A chart in the element that gets the returned reference: as large as that, in the colours of the theme, until it is unmounted. */
export function useChart({ theme, options, columns, dependsOn = [] }: ChartUse): RefObject<HTMLDivElement | null> {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const draw = () => {
    if (holder.current !== null) chart.current?.setData(columns(holder.current));
  };
  const drawLatest = useRef(draw);
  drawLatest.current = draw;

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const first = columns(element);
    chart.current = new uPlot(options(element), first, element);
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

  useEffect(draw, dependsOn);
  useSignalEffect(() => {
    theme.value;
    drawLatest.current();
  });
  return holder;
}
