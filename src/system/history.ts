import { clockJump } from './clock-jump.ts';
import { HistoryColumn } from './history-column.ts';
import { DISKS, FIGURE_NAMES, FIGURES, type FigureName, INTERFACES, type ItemFigureName } from './history-figures.ts';
import { HistoryItems } from './history-items.ts';
import type { SystemSnapshot } from './snapshot.ts';

const MILLIS_KEPT = 3_600_000;
const MOST_POINTS = 1800;
/** Snapshots that are closer together than this are one point: their mean. */
const POINT_SECONDS = MILLIS_KEPT / 1000 / MOST_POINTS;
/** A snapshot is never taken at the very millisecond. */
const TOLERANCE = 1.05;

/** Which points are wanted: those in [from, to), as means over `stepSeconds`, which start at multiples of it since 1970; without it as they are. */
export interface HistoryQuestion {
  readonly fromMillis: number;
  readonly toMillis: number;
  readonly stepSeconds?: number;
}

/** The main figures of the machine over some time. Null is what was not known. */
export interface HistoryPoint {
  /** When it was measured; of several, the first. */
  readonly atMillis: number;
  /** How much time it stands for. */
  readonly seconds: number;
  readonly figures: Readonly<Record<FigureName, number | null>>;
  /** Bytes per second. */
  readonly interfaces: readonly { readonly name: string; readonly received: number | null; readonly sent: number | null }[];
  readonly disks: readonly { readonly name: string; readonly read: number | null; readonly written: number | null }[];
}

/** The main figures of the last hour, in memory of a fixed size (some 400 KiB, and 30 KiB for each interface and disk, at most 16 of them). */
export class SystemHistory {
  readonly #atMillis = new Float64Array(MOST_POINTS);
  readonly #seconds = new Float64Array(MOST_POINTS);
  readonly #columns = FIGURE_NAMES.map((name) => ({ name, column: new HistoryColumn(MOST_POINTS) }));
  readonly #items = {
    interfaces: new HistoryItems(INTERFACES, MOST_POINTS, MILLIS_KEPT),
    disks: new HistoryItems(DISKS, MOST_POINTS, MILLIS_KEPT),
  };
  /** How many points were ever begun; the latest is at `(count - 1) % MOST_POINTS`. */
  #count = 0;
  #latestAtMillis: number | null = null;

  add(snapshot: SystemSnapshot): void {
    if (this.#latestAtMillis !== null) this.#shift(clockJump(this.#latestAtMillis, snapshot));
    this.#latestAtMillis = snapshot.atMillis;
    const { place, share } = this.#open(snapshot);
    for (const { name, column } of this.#columns) {
      const value = FIGURES[name](snapshot);
      if (share === 1) column.set(place, value);
      else column.blend(place, value, share);
    }
    this.#items.interfaces.add(snapshot, { place, share });
    this.#items.disks.add(snapshot, { place, share });
  }

  /** The oldest first. */
  points({ fromMillis, toMillis, stepSeconds }: HistoryQuestion): HistoryPoint[] {
    const groups: number[][] = [];
    let openStep = Number.NaN;
    for (const place of this.#places()) {
      const atMillis = this.#atMillis[place]!;
      if (atMillis < fromMillis || atMillis >= toMillis) continue;
      const step = stepSeconds === undefined ? Number.NaN : Math.floor(atMillis / (stepSeconds * 1000));
      if (step === openStep) groups.at(-1)!.push(place);
      else groups.push([place]);
      openStep = step;
    }
    const interfaces = this.#items.interfaces.list;
    const disks = this.#items.disks.list;
    return groups.map((places) => {
      const mean = (column: HistoryColumn | undefined) => this.#meanOf(places, column);
      const figures: Partial<Record<FigureName, number | null>> = {};
      for (const { name, column } of this.#columns) figures[name] = mean(column);
      return {
        atMillis: this.#atMillis[places[0]!]!,
        seconds: places.reduce((sum, place) => sum + this.#seconds[place]!, 0),
        figures: figures as HistoryPoint['figures'],
        interfaces: interfaces.map(({ name, columns }) => ({ name, received: mean(columns.received), sent: mean(columns.sent) })),
        disks: disks.map(({ name, columns }) => ({ name, read: mean(columns.read), written: mean(columns.written) })),
      };
    });
  }

  /** One figure, or that of one interface or disk, for each point that knows it; the oldest first. */
  series(figure: FigureName | ItemFigureName, item?: string): [atMillis: number, value: number][] {
    const column = this.#columnOf(figure, item);
    return this.#places().flatMap((place) => {
      const value = column?.get(place) ?? null;
      return value === null ? [] : [[this.#atMillis[place]!, value] as [number, number]];
    });
  }

  /** The interfaces or disks that something is known of. */
  names(of: 'interfaces' | 'disks'): readonly string[] {
    return this.#items[of].list.map(({ name }) => name);
  }

  #open({ atMillis, seconds }: SystemSnapshot): { readonly place: number; readonly share: number } {
    const last = (this.#count - 1) % MOST_POINTS;
    const together = this.#count === 0 ? Number.POSITIVE_INFINITY : this.#seconds[last]! + seconds;
    if (together <= POINT_SECONDS * TOLERANCE) {
      this.#atMillis[last] = atMillis;
      this.#seconds[last] = together;
      return { place: last, share: seconds / together };
    }
    const place = this.#count % MOST_POINTS;
    this.#count += 1;
    this.#atMillis[place] = atMillis;
    this.#seconds[place] = seconds;
    return { place, share: 1 };
  }

  /** Where the points of the last hour are, the oldest first. */
  #places(): number[] {
    const oldest = (this.#latestAtMillis ?? 0) - MILLIS_KEPT;
    const length = Math.min(this.#count, MOST_POINTS);
    const places = Array.from({ length }, (_, index) => (this.#count - length + index) % MOST_POINTS);
    return places.filter((place) => this.#atMillis[place]! > oldest);
  }

  /** Weighed by the time that each stands for. */
  #meanOf(places: readonly number[], column: HistoryColumn | undefined): number | null {
    if (column === undefined) return null;
    if (places.length === 1) return column.get(places[0]!);
    let sum = 0;
    let seconds = 0;
    for (const place of places) {
      const value = column.get(place);
      if (value === null) continue;
      sum += value * this.#seconds[place]!;
      seconds += this.#seconds[place]!;
    }
    return seconds === 0 ? null : sum / seconds;
  }

  #columnOf(figure: FigureName | ItemFigureName, item: string | undefined): HistoryColumn | undefined {
    if (item === undefined) return this.#columns.find(({ name }) => name === figure)?.column;
    const items = [...this.#items.interfaces.list, ...this.#items.disks.list];
    return items.find(({ name, columns }) => name === item && figure in columns)?.columns[figure as ItemFigureName];
  }

  /** The clock was set: what was measured was measured that much later by it. */
  #shift(millis: number): void {
    if (millis === 0) return;
    for (let place = 0; place < MOST_POINTS; place++) this.#atMillis[place]! += millis;
    this.#items.interfaces.shift(millis);
    this.#items.disks.shift(millis);
  }
}
