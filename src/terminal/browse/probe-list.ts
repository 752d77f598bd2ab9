import { setMaxListeners } from 'node:events';
import { askProbe } from '../feed/ask-probe.ts';
import { type KnownProbe, troubleOf } from './known-probe.ts';
import { type ProbeSummary, summarizeProbe } from './probe-summary.ts';

/** A line of the list. */
export interface ListedProbe {
  readonly probe: KnownProbe;
  /** Of the last time it answered; null before. */
  readonly summary: ProbeSummary | null;
  /** Why it did not answer the last time; null when it did. */
  readonly trouble: string | null;
}

/** No network has more of them. */
const MOST_PROBES = 128;
const REFRESH_MILLIS = 4_000;
/** Less than the time between two rounds, so that rounds do not pile up. */
const TIMEOUT_MILLIS = 3_000;

/** The probes there are, asked every few seconds, all at once, each with its own time limit. */
export class ProbeList {
  #entries: readonly ListedProbe[] = [];
  readonly #onChange: () => void;
  readonly #asking = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  readonly #closing = new AbortController();

  constructor(probes: readonly KnownProbe[], onChange: () => void) {
    this.#onChange = onChange;
    // Every question listens to it, one for each probe: as many as that are no leak, and a warning would be written across the screen.
    setMaxListeners(0, this.#closing.signal);
    for (const probe of probes) this.add(probe);
    this.#timer = setInterval(() => {
      for (const { probe } of this.#entries) void this.#ask(probe);
    }, REFRESH_MILLIS);
  }

  get entries(): readonly ListedProbe[] {
    return this.#entries;
  }

  /** One that is there already, by its address, stays as it is: what the configuration says comes before what the network says. */
  add(probe: KnownProbe): void {
    const isKnown = this.#entries.some((entry) => entry.probe.base.href === probe.base.href);
    if (isKnown || this.#closing.signal.aborted || this.#entries.length >= MOST_PROBES) return;
    this.#entries = [...this.#entries, { probe, summary: null, trouble: null }];
    this.#onChange();
    void this.#ask(probe);
  }

  close(): void {
    this.#closing.abort();
    clearInterval(this.#timer);
  }

  async #ask({ base }: KnownProbe): Promise<void> {
    if (this.#asking.has(base.href)) return;
    this.#asking.add(base.href);
    const { signal } = this.#closing;
    let news: Partial<ListedProbe>;
    try {
      news = {
        summary: await summarizeProbe((question) => askProbe(base, { ...question, signal }), TIMEOUT_MILLIS),
        trouble: null,
      };
    } catch (error) {
      news = { trouble: troubleOf(error) };
    }
    this.#asking.delete(base.href);
    if (signal.aborted) return;
    this.#entries = this.#entries.map((entry) => (entry.probe.base.href === base.href ? { ...entry, ...news } : entry));
    this.#onChange();
  }
}
