import type { Schedule } from './collector.ts';
import { isOnNetwork, type Mount } from './mounts.ts';

/** What statfs(2) says, as far as it is read here. */
export interface StatFs {
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
}

export interface SizeQueryOptions {
  /** `fs.promises.statfs`. */
  readonly statfs: (path: string) => Promise<StatFs>;
  /** How long to wait for all answers together. */
  readonly limitMillis: number;
  readonly schedule: Schedule;
}

/** Node has four threads for such questions. A server that is gone holds on to one for each, and some must be left for what answers. */
const MOST_UNANSWERED = 2;

/**
 * Asks file systems for their size and waits only so long. One that does not answer is not asked again before it did, and what it answered last stands.
 * Those on the network are asked one after another, so that few can get stuck. Bounded by what is mounted.
 */
export class SizeQuery {
  readonly #options: SizeQueryOptions;
  readonly #answers = new Map<string, StatFs | null>();
  readonly #unanswered = new Set<string>();
  #round = 0;
  #silent: readonly string[] = [];

  constructor(options: SizeQueryOptions) {
    this.#options = options;
  }

  /** Mount points that did not answer in time in the last round, or were not asked because too many others do not. */
  get silent(): readonly string[] {
    return this.#silent;
  }

  /** What is known by mount point: null for one that refused to say; one that never answered is missing. */
  async ask(mounts: readonly Mount[]): Promise<ReadonlyMap<string, StatFs | null>> {
    this.#round += 1;
    this.#forgetOthers(new Set(mounts.map(({ mountPoint }) => mountPoint)));
    const heard = new Set<string>();
    const local = mounts.filter((mount) => !isOnNetwork(mount)).map(({ mountPoint }) => this.#askOne(mountPoint, heard));
    await this.#inTime(Promise.all([...local, this.#askInTurn(mounts.filter(isOnNetwork), heard)]));
    this.#silent = mounts.map(({ mountPoint }) => mountPoint).filter((mountPoint) => !heard.has(mountPoint));
    return this.#answers;
  }

  async #askOne(mountPoint: string, heard: Set<string>): Promise<void> {
    if (this.#unanswered.has(mountPoint)) return;
    this.#unanswered.add(mountPoint);
    const answer = await this.#options.statfs(mountPoint).catch(() => null);
    this.#unanswered.delete(mountPoint);
    this.#answers.set(mountPoint, answer);
    heard.add(mountPoint);
  }

  async #askInTurn(mounts: readonly Mount[], heard: Set<string>): Promise<void> {
    const round = this.#round;
    for (const { mountPoint } of mounts) {
      const stuck = mounts.filter((mount) => this.#unanswered.has(mount.mountPoint)).length;
      // An answer may come long after its round is over, when another one asks.
      if (stuck >= MOST_UNANSWERED || round !== this.#round) return;
      await this.#askOne(mountPoint, heard);
    }
  }

  async #inTime(answers: Promise<unknown>): Promise<void> {
    let cancel = () => {};
    const limit = new Promise<void>((resolve) => {
      cancel = this.#options.schedule(resolve, this.#options.limitMillis);
    });
    await Promise.race([answers, limit]);
    cancel();
  }

  #forgetOthers(wanted: ReadonlySet<string>): void {
    for (const mountPoint of this.#answers.keys()) if (!wanted.has(mountPoint)) this.#answers.delete(mountPoint);
  }
}
