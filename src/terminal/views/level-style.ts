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

/**
 * How a figure is drawn. Levels are the probe's, by its own thresholds and under its names for them (`cpuIowait`, `fileSystem` ...); a figure
 * that it says nothing of is plain.
 */
export function styleOf({ levels }: Pick<ShownMachine, 'levels'>, metric: string, item: string | null = null): Style {
  const found = levels.find((each) => each.metric === metric && each.item === item);
  return found === undefined ? Style.Plain : STYLES[found.level];
}
