import type { LiveMessage, LiveRequest } from '../../../src/api/messages.ts';
import { backOffMillis } from './back-off.ts';

export type FeedState = 'connecting' | 'open' | 'lost';

/** What the feed needs of a WebSocket. */
export interface FeedSocket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface LiveFeedOptions {
  readonly connect: () => FeedSocket;
  readonly random: () => number;
  readonly onState: (state: FeedState) => void;
  readonly onMessage: (message: LiveMessage) => void;
  /** The feed is there (again): what was missed meanwhile can be loaded. */
  readonly onOpen: () => void;
  /** Whether a message every second is due: a source that waits or has ended may rightly be silent. */
  readonly expectsMessages: () => boolean;
}

// A probe that captures pushes every second, busy line or not: a socket that says nothing for this long is dead.
const SILENCE_MILLIS = 20_000;

/** The live feed, connected again and again with growing pauses until it is closed. */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  #request: LiveRequest;
  #socket: FeedSocket | null = null;
  #isOpen = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(request: LiveRequest, options: LiveFeedOptions) {
    this.#request = request;
    this.#options = options;
  }

  open(): void {
    if (this.#isClosed || this.#socket !== null) return;
    this.#options.onState('connecting');
    let socket: FeedSocket;
    try {
      socket = this.#options.connect();
    } catch {
      this.#tryLater();
      return;
    }
    this.#socket = socket;
    socket.onopen = () => this.#opened(socket);
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = () => this.#lost(socket);
    this.#watchSilence();
  }

  /** Tries at once, for instance because the machine is online again. */
  retryNow(): void {
    if (this.#socket !== null || this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.open();
  }

  ask(request: LiveRequest): void {
    this.#request = request;
    if (this.#isOpen) this.#socket?.send(JSON.stringify(request));
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #opened(socket: FeedSocket): void {
    this.#isOpen = true;
    socket.send(JSON.stringify(this.#request));
    this.#options.onState('open');
    this.#options.onOpen();
  }

  #received(data: unknown): void {
    const message = parseLiveMessage(data);
    if (message === null) return;
    // Only a feed that delivers counts as well: one that opens and closes at once keeps backing off.
    this.#failures = 0;
    this.#watchSilence();
    this.#options.onMessage(message);
  }

  #lost(socket: FeedSocket): void {
    if (this.#socket !== socket) return;
    clearTimeout(this.#timer);
    this.#socket = null;
    this.#isOpen = false;
    this.#options.onState('lost');
    if (!this.#isClosed) this.#tryLater();
  }

  #tryLater(): void {
    this.#timer = setTimeout(() => this.open(), backOffMillis(this.#failures, this.#options.random));
    this.#failures += 1;
  }

  #watchSilence(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    if (socket === null) return;
    this.#timer = setTimeout(() => {
      if (this.#isOpen && !this.#options.expectsMessages()) return this.#watchSilence();
      // The close event of a dead connection can take minutes; this does not wait for it.
      socket.close();
      this.#lost(socket);
    }, SILENCE_MILLIS);
  }
}

/** `null` for what is no message of the feed: another version's, or a proxy's. */
export function parseLiveMessage(data: unknown): LiveMessage | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null) return null;
    return typeof (value as { endAt?: unknown }).endAt === 'string' ? (value as LiveMessage) : null;
  } catch {
    return null;
  }
}
