import type { SystemEvent } from '../event-row.ts';

/** An event that is over. */
export interface KeptEvent {
  readonly key: string;
  readonly endedAtMonotonicMillis: number;
  readonly event: SystemEvent;
}

/** The events that are over, the oldest first. They give way to those that are not. */
export class KeptEvents {
  #list: readonly KeptEvent[] = [];

  get list(): readonly SystemEvent[] {
    return this.#list.map(({ event }) => event);
  }

  get count(): number {
    return this.#list.length;
  }

  countOf(metric: string): number {
    return this.#list.reduce((count, { event }) => count + Number(event.metric === metric), 0);
  }

  /** How often the same ended since then. */
  countEnded(key: string, sinceMonotonicMillis: number): number {
    return this.#list.reduce(
      (count, kept) => count + Number(kept.key === key && kept.endedAtMonotonicMillis >= sinceMonotonicMillis),
      0,
    );
  }

  keep(kept: KeptEvent): void {
    this.#list = [...this.#list, kept];
  }

  /** Gives up the oldest, or the oldest of a metric. */
  giveUpOldest(metric: string | null): void {
    const place = this.#list.findIndex(({ event }) => metric === null || event.metric === metric);
    if (place >= 0) this.#list = this.#list.toSpliced(place, 1);
  }

  /** As Glances clears: what was no worse than a warning, or all. */
  clear(what: 'warning' | 'all'): void {
    this.#list = what === 'all' ? [] : this.#list.filter(({ event }) => event.level === 'critical');
  }
}
