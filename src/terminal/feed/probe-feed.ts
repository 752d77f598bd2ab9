import type { WebSocket as Socket } from 'ws';
import { ProbeError } from '../probe-error.ts';
import { emptyModel, type TopModel, withLine, withProcessesOf } from '../top-model.ts';
import type { ScreenName } from '../view-state.ts';
import { askProbe } from './ask-probe.ts';
import { describeMachineTrouble, describeSocketError } from './feed-trouble.ts';
import { addressText } from './probe-address.ts';
import { readLineParts } from './shown-line.ts';
import { readEvents, readMachine } from './shown-machine.ts';
import { choiceFor, type TopicAge } from './topics.ts';

/** How a probe refuses a choice that it does not understand. */
const POLICY_VIOLATION = 1008;

const BACK_OFF_SECONDS = [1, 2, 4, 8, 15] as const;
/** The probe sends something, at least a ping, every 15 seconds. */
const SILENCE_MILLIS = 40_000;
/** A machine that was heard of so long ago is asked for by itself. */
const STALE_MILLIS = 5_000;
const CHECK_MILLIS = 2_000;
const REST_LIMIT = 200;

export interface FeedOptions {
  readonly base: URL;
  readonly onChange: () => void;
  readonly openSocket: (url: URL) => Socket;
  readonly monotonicMillis: () => number;
}

/** Which processes are looked at. */
export interface ProcessQuestion {
  readonly sortBy: 'cpu' | 'memory' | 'io';
  readonly filter: string;
}

/** Follows one probe: its live feed, and what that does not have by asking. Connects again when it is cut off. */
export class ProbeFeed {
  model: TopModel;
  readonly #options: FeedOptions;
  #socket: Socket | null = null;
  #screen: ScreenName = 'machine';
  #question: ProcessQuestion = { sortBy: 'cpu', filter: '' };
  #topics: TopicAge = 'newer';
  readonly #closing = new AbortController();
  #isAsking = false;
  #failures = 0;
  #heardAtMillis = 0;
  #machineAtMillis = Number.NEGATIVE_INFINITY;
  #reconnecting: NodeJS.Timeout | null = null;
  readonly #checking: NodeJS.Timeout;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.model = emptyModel(addressText(options.base));
    this.#checking = setInterval(() => this.#check(), CHECK_MILLIS);
    this.#connect();
  }

  /** Says which screen and which processes are looked at, so that what that needs is sent. */
  choose(screen: ScreenName, question: ProcessQuestion): void {
    if (screen !== this.#screen) {
      this.#screen = screen;
      this.#sendChoice();
    }
    const { sortBy, filter } = this.#question;
    if (question.sortBy === sortBy && question.filter === filter) return;
    this.#question = question;
    if (this.#hasToAsk) void this.#ask();
  }

  close(): void {
    this.#closing.abort();
    clearInterval(this.#checking);
    if (this.#reconnecting !== null) clearTimeout(this.#reconnecting);
    this.#socket?.terminate();
  }

  /** The feed has the processes that take the most CPU time. Where there are more, those with the most memory may not be among them. */
  get #hasToAsk(): boolean {
    const { sortBy, filter } = this.#question;
    const processes = this.model.machine?.processes ?? null;
    if (processes === null || this.#screen !== 'machine' || (sortBy === 'cpu' && filter === '')) return false;
    return processes.list.length < processes.counts.total;
  }

  #connect(): void {
    if (this.#closing.signal.aborted) return;
    const { base, openSocket, monotonicMillis } = this.#options;
    const url = new URL('api/v1/live', base);
    url.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = openSocket(url);
    this.#socket = socket;
    this.#heardAtMillis = monotonicMillis();
    let trouble: string | null = null;
    socket.on('open', () => {
      this.#failures = 0;
      this.#sendChoice();
      this.#update({ ...this.model, trouble: null });
    });
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('ping', () => {
      this.#heardAtMillis = monotonicMillis();
    });
    socket.on('error', (error) => {
      trouble = describeSocketError(this.model.address, error);
    });
    socket.on('close', (code) => this.#reconnect(code, trouble));
  }

  #sendChoice(): void {
    if (this.#socket?.readyState !== 1) return;
    this.#socket.send(JSON.stringify(choiceFor(this.#screen, this.#topics)));
  }

  #reconnect(code: number, trouble: string | null): void {
    if (this.#closing.signal.aborted) return;
    this.#socket = null;
    if (code === POLICY_VIOLATION && this.#topics === 'newer') {
      this.#topics = 'older';
      this.#connect();
      return;
    }
    const seconds = BACK_OFF_SECONDS[Math.min(this.#failures, BACK_OFF_SECONDS.length - 1)]!;
    this.#failures += 1;
    const what = trouble ?? `the probe at ${this.model.address} ended the connection`;
    this.#update({ ...this.model, trouble: `${what}; trying again in ${seconds} s` });
    this.#reconnecting = setTimeout(() => this.#connect(), seconds * 1000);
  }

  #hear(text: string): void {
    this.#heardAtMillis = this.#options.monotonicMillis();
    let received: unknown;
    try {
      received = JSON.parse(text);
    } catch {
      return;
    }
    if (typeof received !== 'object' || received === null) return;
    const parts = received as Readonly<Record<string, unknown>>;
    const { machine } = this.model;
    const model = this.#withMachine(this.model, parts);
    // What was asked for stays until it was asked for again.
    const isKept = this.#hasToAsk && model.machine !== machine;
    this.#update(withLine(isKept ? withProcessesOf(model, machine) : model, readLineParts(parts)));
  }

  #withMachine(model: TopModel, parts: Readonly<Record<string, unknown>>): TopModel {
    const machine = readMachine(parts.system);
    const events = readEvents(parts.events);
    if (machine !== undefined) this.#machineAtMillis = this.#options.monotonicMillis();
    return {
      ...model,
      ...(machine !== undefined && { machine, machineTrouble: null }),
      ...(events !== undefined && { events: events.list }),
    };
  }

  #check(): void {
    const now = this.#options.monotonicMillis();
    if (this.#socket?.readyState !== 1) return;
    if (now - this.#heardAtMillis > SILENCE_MILLIS) {
      this.#socket.terminate();
      return;
    }
    if (this.#hasToAsk || now - this.#machineAtMillis > STALE_MILLIS) void this.#ask();
  }

  /** For what the live feed does not have, or has not at the moment. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const question = this.#question;
    try {
      const { base } = this.#options;
      const { signal } = this.#closing;
      const { sortBy, filter } = question;
      const processes = new URLSearchParams({ limit: String(REST_LIMIT), sort: sortBy, ...(filter !== '' && { filter }) });
      const [system, events] = await Promise.all([
        askProbe(base, { path: `api/v1/system?${processes}`, signal }),
        askProbe(base, { path: `api/v1/events?limit=${REST_LIMIT}`, signal }),
      ]);
      if (this.#closing.signal.aborted) return;
      if (readMachine(system) === undefined)
        throw new ProbeError('not-a-probe', 'the probe tells of its machine in another way: it is of another version');
      this.#update(this.#withMachine(this.model, { system, events }));
      this.#machineAtMillis = Number.NEGATIVE_INFINITY;
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#update({ ...this.model, machineTrouble: describeMachineTrouble(error) });
    } finally {
      this.#isAsking = false;
      // Something else was typed meanwhile.
      if (!this.#closing.signal.aborted && question !== this.#question && this.#hasToAsk) void this.#ask();
    }
  }

  #update(model: TopModel): void {
    this.model = model;
    this.#options.onChange();
  }
}
