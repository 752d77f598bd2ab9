import type { EchoRow, PppSessionRow } from '../../../src/api/messages.ts';

type Samples = EchoRow['samples'];

interface Kept {
  echo: Samples;
  serverEcho: Samples;
}

const MOST_SAMPLES = 512;

/** Echo samples of the sessions that are still told of. The live feed brings the latest of open sessions only; what it brought before is kept. */
export class EchoHistory {
  #kept: ReadonlyMap<string, Kept> = new Map();

  add(sessions: readonly PppSessionRow[]): void {
    const kept = new Map<string, Kept>();
    for (const session of sessions) {
      const key = keyOf(session);
      const known = this.#kept.get(key);
      kept.set(key, {
        echo: joined(known?.echo ?? [], session.echo.samples),
        serverEcho: joined(known?.serverEcho ?? [], session.serverEcho.samples),
      });
    }
    this.#kept = kept;
  }

  /** The same sessions with all samples that are kept of them. */
  whole(sessions: readonly PppSessionRow[]): readonly PppSessionRow[] {
    return sessions.map((session) => {
      const kept = this.#kept.get(keyOf(session));
      if (kept === undefined) return session;
      return {
        ...session,
        echo: { ...session.echo, samples: kept.echo },
        serverEcho: { ...session.serverEcho, samples: kept.serverEcho },
      };
    });
  }
}

/** A probe that was started again numbers its sessions anew. */
function keyOf({ serial, firstSeenAt }: PppSessionRow): string {
  return `${serial} ${firstSeenAt}`;
}

/** Both are sorted by time, written alike, so that text order is time order. */
function joined(known: Samples, latest: Samples): Samples {
  const first = latest[0]?.at;
  if (first === undefined) return known;
  return [...known.filter(({ at }) => at < first), ...latest].slice(-MOST_SAMPLES);
}
