import { setMaxListeners } from 'node:events';
import { Agent } from 'node:http';
import { increase } from '../counts.ts';
import type { ContainerReading } from '../process-readings.ts';
import type { Moment } from './collector.ts';
import {
  type ContainerCounters,
  type ListedContainer,
  parseContainerCounters,
  parseContainerList,
  parseContainerStart,
} from './container-answers.ts';
import { askEngine } from './container-request.ts';

/** Podman is started by the system for each look, and ends itself after 5 seconds: that costs more than what it is asked. */
const MILLIS_BETWEEN_LOOKS = { docker: 10_000, podman: 30_000 } as const;
const MOST_REQUESTS_AT_ONCE = 8;
const NANOS_PER_MILLI = 1e6;
/** Nobody listens on the socket, or not to this user. */
const NOBODY = ['ENOENT', 'ECONNREFUSED', 'EACCES', 'EPERM'];

export interface EngineOptions {
  readonly kind: ContainerReading['engine'];
  readonly socketPath: string;
  /** Begins the time that one look may take for all it asks, and ends the look with it. */
  readonly limit: () => AbortSignal;
  /** From an arbitrary start; never goes backwards. */
  readonly now: () => number;
}

/** What is kept of a container between two looks. */
interface KnownContainer {
  readonly counters: ContainerCounters;
  readonly readAtMillis: number;
  readonly startedAtMillis: number | null;
}

/** One engine and its containers. It is asked in the background: one that hangs holds up nobody. */
export class ContainerEngine {
  readonly #options: EngineOptions;
  #known: ReadonlyMap<string, KnownContainer> = new Map();
  #look: Promise<void> | null = null;
  #lookAtMillis = Number.NEGATIVE_INFINITY;
  #readings: readonly ContainerReading[] | null = null;
  #failure: string | null = null;
  #isKnown = false;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Of the last look that succeeded; null before it, and where nobody is behind the socket. */
  get readings(): readonly ContainerReading[] | null {
    return this.#readings;
  }

  /** Why the last look failed; null where it did not, or where nobody is behind the socket. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Whether it answered, failed or turned out to be nobody. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Looks anew when it is time to. Resolves, in the limit of time, when the look that goes on is over; never rejects. */
  refresh(moment: Moment): Promise<void> {
    if (this.#look === null && moment.monotonicMillis >= this.#lookAtMillis) {
      this.#lookAtMillis = moment.monotonicMillis + MILLIS_BETWEEN_LOOKS[this.#options.kind];
      this.#look = this.#lookNow(moment).finally(() => {
        this.#look = null;
      });
    }
    return this.#look ?? Promise.resolve();
  }

  async #lookNow({ atMillis }: Moment): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: MOST_REQUESTS_AT_ONCE });
    const signal = this.#options.limit();
    // Every request listens to it, and there is one for each container: as many as that are no leak.
    setMaxListeners(0, signal);
    const ask = (path: string) => askEngine({ socketPath: this.#options.socketPath, path, agent, signal });
    try {
      const listed = parseContainerList(await ask('/containers/json'));
      if (listed === null) throw new Error('its answer is no list of containers');
      const known = new Map<string, KnownContainer>();
      this.#readings = await Promise.all(
        listed.map(async (container) => {
          const now = await this.#readContainer(container.id, ask);
          if (now !== null) known.set(container.id, now);
          return this.#tell(container, now, atMillis);
        }),
      );
      this.#known = known;
      this.#failure = null;
    } catch (error) {
      // An engine that is stopped has no containers; of one that fails, the last ones are the best that is known.
      const isNobody = isNobodyThere(error);
      if (isNobody) this.#readings = null;
      this.#failure = isNobody ? null : signal.aborted ? 'no answer in time' : reasonOf(error);
    } finally {
      this.#isKnown = true;
      agent.destroy();
    }
  }

  /** Null where the engine does not tell: the container may have ended since it was listed. */
  async #readContainer(id: string, ask: (path: string) => Promise<unknown>): Promise<KnownContainer | null> {
    try {
      // Without `one-shot` the engine would take two samples, a second apart.
      const counters = parseContainerCounters(await ask(`/containers/${id}/stats?stream=false&one-shot=true`));
      const readAtMillis = this.#options.now();
      const before = this.#known.get(id);
      const isSameRun = before !== undefined && (counters.cpuNanos ?? 0) >= (before.counters.cpuNanos ?? 0);
      const startedAtMillis = isSameRun ? before.startedAtMillis : parseContainerStart(await ask(`/containers/${id}/json`));
      return { counters, readAtMillis, startedAtMillis };
    } catch {
      return null;
    }
  }

  #tell(container: ListedContainer, now: KnownContainer | null, atMillis: number): ContainerReading {
    const before = this.#known.get(container.id);
    const perMilli = (counter: 'cpuNanos' | 'receivedBytes' | 'sentBytes'): number | null => {
      const [old, current] = [before?.counters[counter] ?? null, now?.counters[counter] ?? null];
      if (before === undefined || now === null || old === null || current === null) return null;
      return now.readAtMillis > before.readAtMillis ? increase(old, current) / (now.readAtMillis - before.readAtMillis) : null;
    };
    const [cpu, received, sent] = [perMilli('cpuNanos'), perMilli('receivedBytes'), perMilli('sentBytes')];
    const startedAtMillis = now?.startedAtMillis ?? null;
    return {
      ...container,
      engine: this.#options.kind,
      cpuPercent: cpu === null ? null : (100 * cpu) / NANOS_PER_MILLI,
      memoryBytes: now?.counters.memoryBytes ?? null,
      memoryLimitBytes: now?.counters.memoryLimitBytes ?? null,
      receivedBytesPerSecond: received === null ? null : 1000 * received,
      sentBytesPerSecond: sent === null ? null : 1000 * sent,
      uptimeSeconds: startedAtMillis === null ? null : Math.max(0, (atMillis - startedAtMillis) / 1000),
    };
  }
}

function isNobodyThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOBODY.includes(String(error.code));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
