/** Colours for the canvas, which cannot read custom properties. */
export interface ChartColours {
  readonly ipv4: string;
  readonly ipv6: string;
  readonly other: string;
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
    ipv4: resolve('--ipv4'),
    ipv6: resolve('--ipv6'),
    other: resolve('--other'),
    grid: resolve('--grid'),
    label: resolve('--ink-quiet'),
    loss: resolve('--bad'),
  };
  probe.remove();
  return colours;
}
