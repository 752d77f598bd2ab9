import { realpathSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { listNames } from '../file-reader.ts';
import type { ContainerReading } from '../process-readings.ts';
import { type Collector, type Moment, NothingToRead, type SystemRoots } from './collector.ts';
import { ContainerEngine } from './container-engine.ts';

const MILLIS_BETWEEN_SEARCHES = 10_000;
const LIMIT_MILLIS = 2000;
const MOST_USERS = 16;

export interface ContainerOptions {
  /** Begins the time that an engine may take for all it is asked, and ends the asking with it. */
  readonly limit?: () => AbortSignal;
  /** From an arbitrary start; never goes backwards. */
  readonly now?: () => number;
}

export interface ContainerCollector extends Collector<'containers'> {
  /** Why an engine failed while there is a reading: without its containers, or with those it had before. Null where none did. */
  trouble(): string | null;
}

/**
 * The running containers of Docker and Podman, asked over their sockets, the superuser's and the users' own, in the background. Only the
 * first look is waited for, and not longer than the limit. An empty list means that an engine runs no container; without an engine there is
 * nothing to read.
 */
export function createContainerCollector(
  { run }: SystemRoots,
  { limit = () => AbortSignal.timeout(LIMIT_MILLIS), now = () => performance.now() }: ContainerOptions = {},
): ContainerCollector {
  let engines: ReadonlyMap<string, ContainerEngine> = new Map();
  let searchAtMillis = Number.NEGATIVE_INFINITY;

  function search(): void {
    const found = new Map<string, ContainerEngine>();
    for (const socketPath of findSockets(run)) {
      // Podman may be there under Docker's name too: the link's target tells.
      const kind = socketPath.includes('podman') ? 'podman' : 'docker';
      found.set(socketPath, engines.get(socketPath) ?? new ContainerEngine({ kind, socketPath, limit, now }));
    }
    engines = found;
  }

  return {
    name: 'containers',
    collect: async (moment: Moment): Promise<readonly ContainerReading[]> => {
      if (moment.monotonicMillis >= searchAtMillis) {
        searchAtMillis = moment.monotonicMillis + MILLIS_BETWEEN_SEARCHES;
        search();
      }
      const asked = [...engines.values()].map(async (engine) => {
        const look = engine.refresh(moment);
        if (!engine.isKnown) await look;
      });
      await Promise.all(asked);
      return joinReadings(engines);
    },
    trouble: () => failureOf(engines),
  };
}

function joinReadings(engines: ReadonlyMap<string, ContainerEngine>): readonly ContainerReading[] {
  const known = [...engines.values()].flatMap(({ readings }) => (readings === null ? [] : [readings]));
  if (known.length > 0) return known.flat();
  const failure = failureOf(engines);
  if (failure !== null) throw new Error(failure);
  const [silent] = engines.keys();
  throw new NothingToRead(silent === undefined ? 'no Docker or Podman here' : `nobody answers this user at ${silent}`);
}

function failureOf(engines: ReadonlyMap<string, ContainerEngine>): string | null {
  for (const [socketPath, { failure }] of engines) if (failure !== null) return `the engine at ${socketPath}: ${failure}`;
  return null;
}

function findSockets(run: string): ReadonlySet<string> {
  const folders = [run, ...listNames(`${run}/user`, MOST_USERS).map((user) => `${run}/user/${user}`)];
  const sockets = new Set<string>();
  for (const folder of folders) {
    for (const name of ['docker.sock', 'podman/podman.sock']) {
      try {
        sockets.add(realpathSync(`${folder}/${name}`));
      } catch {
        // Not there, or not for us.
      }
    }
  }
  return sockets;
}
