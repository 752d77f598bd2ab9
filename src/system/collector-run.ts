import type { Collector, Moment, Schedule } from './collect/collector.ts';
import type { CollectorName, CollectorState, Readings } from './snapshot.ts';

export interface RunOptions {
  readonly monotonicMillis: () => number;
  readonly schedule: Schedule;
  /** How long a run may take that waits for something. */
  readonly limitMillis: number;
}

/** What a collector has to say in a snapshot. */
export interface Outcome<Name extends CollectorName = CollectorName> {
  readonly reading: Readings[Name];
  readonly state: CollectorState;
}

const LONGEST_FAILURE = 300;

/**
 * Runs one collector, times it, and keeps its failures to itself. One that waits longer than it may leaves its last reading standing, and is not
 * started again before it came back.
 */
export class CollectorRun<Name extends CollectorName> {
  readonly #name: Name;
  readonly #collector: Collector<Name> | null;
  readonly #options: RunOptions;
  #last: Readings[Name] | null = null;
  #isWaiting = false;

  constructor(name: Name, collector: Collector<Name> | null, options: RunOptions) {
    this.#name = name;
    this.#collector = collector;
    this.#options = options;
  }

  /** Never rejects. What can be read without waiting was read when this returns. */
  async run(moment: Moment): Promise<Outcome<Name>> {
    if (this.#collector === null) return this.#outcome(null, { millis: 0, failure: 'not collected' });
    if (this.#isWaiting) return this.#outcome(this.#last, { millis: 0, failure: 'still waiting for the run before' });

    const startMillis = this.#options.monotonicMillis();
    const millis = () => this.#options.monotonicMillis() - startMillis;
    try {
      const answer = this.#collector.collect(moment);
      const reading = answer instanceof Promise ? await this.#inTime(answer) : answer;
      const failure = reading === null ? 'nothing to read here' : (this.#collector.trouble?.() ?? null);
      this.#last = reading;
      return this.#outcome(reading, { millis: millis(), failure });
    } catch (error) {
      if (!(error instanceof RunTimeout)) this.#last = null;
      return this.#outcome(this.#last, { millis: millis(), failure: reasonOf(error) });
    }
  }

  async #inTime(answer: Promise<Readings[Name]>): Promise<Readings[Name]> {
    const { schedule, limitMillis } = this.#options;
    this.#isWaiting = true;
    let cancel = () => {};
    const limit = new Promise<never>((_, reject) => {
      cancel = schedule(() => reject(new RunTimeout(`no answer within ${limitMillis} ms`)), limitMillis);
    });
    const ended = () => {
      this.#isWaiting = false;
    };
    answer.then(ended, ended);
    try {
      return await Promise.race([answer, limit]);
    } finally {
      cancel();
    }
  }

  #outcome(reading: Readings[Name] | null, { millis, failure }: Omit<CollectorState, 'name'>): Outcome<Name> {
    return { reading: reading as Readings[Name], state: { name: this.#name, millis, failure: failure && oneLine(failure) } };
  }
}

class RunTimeout extends Error {
  override readonly name = 'RunTimeout';
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A message may quote a file's name, which may be anything. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_FAILURE);
}
