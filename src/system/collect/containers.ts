import { realpathSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { listNames } from '../file-reader.ts';
import type { ContainerReading } from '../snapshot.ts';
import { type Collector, type Moment, NothingToRead, type SystemRoots } from './collector.ts';
import { ContainerEngine } from './container-engine.ts';

const MILLIS_BETWEEN_SEARCHES = 10_000;
const LIMIT_MILLIS = 2000;
const MOST_USERS = 16;
/** There is an engine's socket, and nobody behind it, or not for us: that is as it should be. */
const NO_ENGINE = ['ENOENT', 'ECONNREFUSED', 'EACCES', 'EPERM'];

export interface ContainerOptions {
  /** How long an engine may take for all it is asked. */
  readonly limitMillis?: number;
  /** From an arbitrary start; never goes backwards. */
  readonly now?: () => number;
}

/**
 * The running containers of Docker and Podman, asked over their sockets, the superuser's and the users' own, in the background. Only the
 * first look is waited for, and not longer than the limit. An empty list means that an engine runs no container; without an engine there is
 * nothing to read.
 */
export function createContainerCollector(
  { run }: SystemRoots,
  { limitMillis = LIMIT_MILLIS, now = () => performance.now() }: ContainerOptions = {},
): Collector<'containers'> {
  let engines: ReadonlyMap<string, ContainerEngine> = new Map();
  let searchAtMillis = Number.NEGATIVE_INFINITY;

  function search(): void {
    const found = new Map<string, ContainerEngine>();
    for (const socketPath of findSockets(run)) {
      // Podman may be there under Docker's name too: the link's target tells.
      const kind = socketPath.includes('podman') ? 'podman' : 'docker';
      found.set(socketPath, engines.get(socketPath) ?? new ContainerEngine({ kind, socketPath, limitMillis, now }));
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
        if (engine.readings === null && engine.failure === null) await look;
      });
      await Promise.all(asked);
      return joinReadings(engines);
    },
  };
}

/** An engine that fails leaves the containers of the others; where all fail, one of them says why. */
function joinReadings(engines: ReadonlyMap<string, ContainerEngine>): readonly ContainerReading[] {
  const working = [...engines.values()].filter(({ failure }) => failure === null);
  if (working.length > 0) return working.flatMap(({ readings }) => readings ?? []);
  for (const [socketPath, { failure }] of engines) {
    if (!isNoEngine(failure))
      throw new Error(`the engine at ${socketPath}: ${failure instanceof Error ? failure.message : failure}`);
  }
  const [silent] = engines.keys();
  throw new NothingToRead(silent === undefined ? 'no Docker or Podman here' : `no engine answers this user at ${silent}`);
}

function isNoEngine(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && NO_ENGINE.includes(String(failure.code));
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
