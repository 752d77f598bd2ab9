import type { WebSocket as Socket } from 'ws';
import { ProbeError } from '../probe-error.ts';
import { emptyModel, type TopModel, withLine } from '../top-model.ts';
import type { ScreenName } from '../view-state.ts';
import { askProbe, RefusedError, unreachable } from './ask-probe.ts';
import { addressText } from './probe-address.ts';
import { readLineParts } from './shown-line.ts';
import { readEvents, readMachine } from './shown-machine.ts';

/** What each screen needs; nothing else is sent over the network. */
const TOPICS: Readonly<Record<ScreenName, { readonly topics: readonly string[]; readonly limit: number }>> = {
  machine: { topics: ['status', 'traffic', 'system', 'events'], limit: 200 },
  line: { topics: ['status', 'traffic', 'hosts', 'flows', 'protocols', 'applications', 'tunnels', 'line', 'system'], limit: 40 },
};
/** Probes older than these topics refuse a choice that names them. */
const NEWER_TOPICS = ['system', 'events'];
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

/** Follows one probe: its live feed, and what that does not have by asking. Connects again when it is cut off. */
export class ProbeFeed {
  model: TopModel;
  readonly #options: FeedOptions;
  #socket: Socket | null = null;
  #screen: ScreenName = 'machine';
  #knowsNewerTopics = true;
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

  /** Says which screen is looked at, so that what it needs is sent. */
  choose(screen: ScreenName): void {
    if (screen === this.#screen) return;
    this.#screen = screen;
    this.#sendChoice();
  }

  close(): void {
    this.#closing.abort();
    clearInterval(this.#checking);
    if (this.#reconnecting !== null) clearTimeout(this.#reconnecting);
    this.#socket?.terminate();
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
    const { topics, limit } = TOPICS[this.#screen];
    const known = this.#knowsNewerTopics ? topics : topics.filter((topic) => !NEWER_TOPICS.includes(topic));
    this.#socket.send(JSON.stringify({ topics: known, limit }));
  }

  #reconnect(code: number, trouble: string | null): void {
    if (this.#closing.signal.aborted) return;
    this.#socket = null;
    if (code === POLICY_VIOLATION && this.#knowsNewerTopics) {
      this.#knowsNewerTopics = false;
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
    this.#update(withLine(this.#withMachine(this.model, parts), readLineParts(parts)));
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
    if (now - this.#machineAtMillis > STALE_MILLIS) void this.#ask();
  }

  /** For probes whose live feed does not have the machine, or has not at the moment. */
  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      const { base } = this.#options;
      const { signal } = this.#closing;
      const [system, events] = await Promise.all([
        askProbe(base, { path: `api/v1/system?limit=${REST_LIMIT}`, signal }),
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
    }
  }

  #update(model: TopModel): void {
    this.model = model;
    this.#options.onChange();
  }
}

function describeMachineTrouble(error: unknown): string {
  if (error instanceof RefusedError && error.status === 404)
    return 'This probe does not tell of its machine: it is of an older version.';
  return error instanceof ProbeError ? error.message : 'The probe does not tell of its machine.';
}

/** `ws` says `Unexpected server response: 401`. */
function describeSocketError(address: string, error: Error): string {
  const status = /server response: (\d{3})/.exec(error.message)?.[1];
  if (status === '503') return `the probe at ${address} has too many viewers`;
  if (status === '401' || status === '403') return `the probe at ${address} wants a login, which top does not have`;
  if (status !== undefined) return `what answers at ${address} has no live feed (HTTP ${status})`;
  return unreachable(address, error, 0).message;
}
