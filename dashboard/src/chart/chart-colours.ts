/** Colours for the canvas, which cannot read custom properties. */
export interface ChartColours {
  readonly down: string;
  readonly downSoft: string;
  readonly up: string;
  readonly upSoft: string;
  readonly rest: string;
  readonly grid: string;
  readonly label: string;
  readonly loss: string;
}

/** Reads the colours that hold inside `element` now; again after every change of theme. */
export function readChartColours(element: HTMLElement): ChartColours {
  const probe = document.createElement('span');
  element.append(probe);
  const resolve = (property: string): string => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
  const colours: ChartColours = {
    down: resolve('--down'),
    downSoft: resolve('--down-soft'),
    up: resolve('--up'),
    upSoft: resolve('--up-soft'),
    rest: resolve('--rest'),
    grid: resolve('--grid'),
    label: resolve('--ink-quiet'),
    loss: resolve('--bad'),
  };
  probe.remove();
  return colours;
}
