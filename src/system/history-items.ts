import { HistoryColumn } from './history-column.ts';
import type { ItemFigureName, ItemKind } from './history-figures.ts';
import type { SystemSnapshot } from './snapshot.ts';

export const MOST_ITEMS = 8;

/** One of several things of a kind, and what is kept of it. */
export interface HistoryItem {
  readonly name: string;
  readonly columns: Readonly<Partial<Record<ItemFigureName, HistoryColumn>>>;
}

interface Item extends HistoryItem {
  lastSeenAtMillis: number;
}

/** Where the values of a snapshot go: a new point, or one that already stands for some time. */
export interface Place {
  readonly place: number;
  /** Of the time that the point stands for; 1 for a new point. */
  readonly share: number;
}

/** What is kept of several things of a kind: of the first few, the most important first. One that was not there for as long as is kept gives way. */
export class HistoryItems<Reading extends { readonly name: string }> {
  readonly #kind: ItemKind<Reading>;
  readonly #size: number;
  readonly #millisKept: number;
  #items: Item[] = [];

  constructor(kind: ItemKind<Reading>, size: number, millisKept: number) {
    this.#kind = kind;
    this.#size = size;
    this.#millisKept = millisKept;
  }

  get list(): readonly HistoryItem[] {
    return this.#items;
  }

  add(snapshot: SystemSnapshot, { place, share }: Place): void {
    const { atMillis } = snapshot;
    this.#items = this.#items.filter((item) => item.lastSeenAtMillis > atMillis - this.#millisKept);
    if (share === 1) for (const item of this.#items) for (const column of Object.values(item.columns)) column.set(place, null);
    for (const reading of this.#kind.readings(snapshot)) {
      const item = this.#itemOf(reading.name);
      if (item === null) continue;
      item.lastSeenAtMillis = atMillis;
      for (const [figure, read] of this.#figures()) item.columns[figure]?.blend(place, read(reading), share);
    }
  }

  /** The clock was set. */
  shift(millis: number): void {
    for (const item of this.#items) item.lastSeenAtMillis += millis;
  }

  #itemOf(name: string): Item | null {
    const known = this.#items.find((item) => item.name === name);
    if (known !== undefined || this.#items.length >= MOST_ITEMS) return known ?? null;
    const columns = Object.fromEntries(this.#figures().map(([figure]) => [figure, new HistoryColumn(this.#size)]));
    const item = { name, lastSeenAtMillis: 0, columns };
    this.#items.push(item);
    return item;
  }

  #figures(): [ItemFigureName, (reading: Reading) => number][] {
    return Object.entries(this.#kind.figures) as [ItemFigureName, (reading: Reading) => number][];
  }
}
