import type { Level, ShownMachine } from '../feed/shown-machine.ts';
import { Style } from '../screen/style.ts';

const STYLES: Readonly<Record<Level, Style>> = {
  ok: Style.Ok,
  careful: Style.Careful,
  warning: Style.Warning,
  critical: Style.Critical,
};

export function styleOfLevel(level: Level): Style {
  return STYLES[level];
}

/** How a figure is to be drawn. Levels are the probe's, by its own thresholds; where it has none for a figure, the figure is plain. */
export interface FigureName {
  readonly metric: string;
  readonly figure: string;
  /** Which one of several. */
  readonly item?: string;
}

export function styleOf(machine: ShownMachine, { metric, figure, item }: FigureName): Style {
  const found = machine.levels.find(
    (each) => each.metric === metric && each.figure === figure && (item === undefined || each.item === item),
  );
  return found === undefined ? Style.Plain : STYLES[found.level];
}
