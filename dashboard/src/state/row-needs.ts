import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** The fewest and the most rows a live request may ask for usefully. */
export const FEWEST_ROWS = 20;
export const MOST_ROWS = 200;

/** How many rows the tables together need of the feed, which has one limit for all lists. */
export class RowNeeds {
  readonly #byTable = signal<Readonly<Record<string, number>>>({});
  readonly limit: ReadonlySignal<number> = computed(() => {
    const most = Math.max(FEWEST_ROWS, ...Object.values(this.#byTable.value));
    return Math.min(MOST_ROWS, most);
  });

  need(table: string, rows: number): void {
    if (this.#byTable.peek()[table] !== rows) this.#byTable.value = { ...this.#byTable.peek(), [table]: rows };
  }
}
