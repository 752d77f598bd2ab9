import type { OtherMachines } from '../api/machine-source.ts';
import type { MachineRow } from '../api/messages.ts';
import { visibleText } from '../decode/hostile-text.ts';
import { askMachine, type MachineFigures } from './ask-machine.ts';

/** A probe that the configuration names. */
export interface NamedMachine {
  /** The host in its address, unless said. */
  readonly name?: string | null;
  /** Where its dashboard is: http or https. */
  readonly url: string;
}

export interface MachinesOptions {
  readonly machines: readonly NamedMachine[];
  readonly fetch: typeof fetch;
  readonly wallMillis: () => number;
  /** How long each may take to answer; five seconds unless said. */
  readonly limitMillis?: number;
}

const INTERVAL_MILLIS = 10_000;
const LIMIT_MILLIS = 5_000;
/** So many are asked; more are left out. */
export const MOST_MACHINES = 32;
const NAME_CHARACTERS = 80;
const TROUBLE_CHARACTERS = 200;

const NOTHING_KNOWN: MachineFigures = {
  cpuPercent: null,
  memoryPercent: null,
  load: null,
  temperature: null,
  worstLevel: null,
  lineState: null,
  downBytesPerSecond: null,
  upBytesPerSecond: null,
};

/**
 * Asks the other probes how they are, every ten seconds from its start on. Only what the configuration names is asked,
 * never what an answer names. Throws `TypeError` for what is no address.
 */
export class OtherProbes implements OtherMachines {
  readonly #options: MachinesOptions;
  readonly #machines: readonly { readonly url: URL; readonly name: string }[];
  readonly #rows: MachineRow[];
  /** One for each that is being asked. A lasting signal that others are made from would keep them all. */
  readonly #asking = new Set<AbortController>();
  #timer: NodeJS.Timeout | null = null;
  #isAsking = false;

  constructor(options: MachinesOptions) {
    this.#options = options;
    this.#machines = options.machines.slice(0, MOST_MACHINES).map(({ name, url }) => {
      const address = addressOf(url);
      return { url: address, name: visibleText(name ?? address.host, NAME_CHARACTERS) };
    });
    this.#rows = this.#machines.map(({ url, name }) => ({
      name,
      url: url.href,
      state: 'waiting',
      ...NOTHING_KNOWN,
      seenAt: null,
      trouble: null,
    }));
  }

  rows(): readonly MachineRow[] {
    return [...this.#rows];
  }

  start(): void {
    if (this.#timer !== null || this.#machines.length === 0) return;
    this.#timer = setInterval(() => void this.askAll(), INTERVAL_MILLIS).unref();
    void this.askAll();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    for (const asking of this.#asking) asking.abort(new Error('the probe is stopping'));
  }

  /** Asks all at once; does nothing while that is under way. */
  async askAll(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      await Promise.all(this.#machines.map(async (_, index) => await this.#ask(index)));
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(index: number): Promise<void> {
    const { fetch, wallMillis, limitMillis = LIMIT_MILLIS } = this.#options;
    const before = this.#rows[index]!;
    const asking = new AbortController();
    const giveUp = () => asking.abort(new Error(`no answer within ${limitMillis / 1000} seconds`));
    const timer = setTimeout(giveUp, limitMillis);
    this.#asking.add(asking);
    try {
      const figures = await askMachine(this.#machines[index]!.url, { fetch, signal: asking.signal });
      const seenAt = `${new Date(wallMillis()).toISOString().slice(0, -1)}000Z`;
      this.#rows[index] = { ...before, ...figures, state: 'here', seenAt, trouble: null };
    } catch (error) {
      const trouble = visibleText(describeTrouble(error), TROUBLE_CHARACTERS);
      this.#rows[index] = { ...before, state: 'away', trouble };
    } finally {
      clearTimeout(timer);
      this.#asking.delete(asking);
      // Where one answer was wrong, the others are not waited for.
      asking.abort();
    }
  }
}

/** The folder that the API is below. User name and password are left out: they would be shown. */
function addressOf(text: string): URL {
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new TypeError(`${text} is neither http nor https`);
  const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  return new URL(`${url.protocol}//${url.host}${path}`);
}

/** What fetch throws says why in its cause. */
function describeTrouble(error: unknown): string {
  if (!(error instanceof Error)) return 'it could not be asked';
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return 'code' in cause && cause.code === 'ECONNREFUSED' ? 'nothing answers there' : cause.message || error.message;
}
