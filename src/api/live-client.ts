import type { WebSocket } from 'ws';
import type { LiveChoice } from './live-request.ts';

export interface ReadingLimits {
  /** With more than this waiting to be sent, the client misses windows. */
  readonly skipBytes: number;
  /** With more than this it is closed. */
  readonly closeBytes: number;
  /** So long may it miss windows before it is closed. */
  readonly stuckMillis: number;
  /** So long may it take to answer the closing of its connection before it is cut off. */
  readonly closingMillis: number;
}

/** One connection of the live feed. */
export class LiveClient {
  choice: LiveChoice | null = null;
  /** Whether there is a window, or a snapshot of the machine, that it has not been sent yet. */
  isDue = false;
  isMachineDue = false;

  readonly #socket: WebSocket;
  readonly #limits: ReadingLimits;
  #behindSinceMillis: number | null = null;
  #hasAnswered = true;

  constructor(socket: WebSocket, limits: ReadingLimits) {
    this.#socket = socket;
    this.#limits = limits;
    socket.on('pong', () => {
      this.#hasAnswered = true;
    });
  }

  /** Sends `text`, or leaves it out because the client is behind, or closes the connection because it stays behind. */
  send(text: string, nowMillis: number): void {
    const waiting = this.#socket.bufferedAmount;
    if (waiting <= this.#limits.skipBytes) {
      this.#behindSinceMillis = null;
      this.#socket.send(text);
      return;
    }
    this.#behindSinceMillis ??= nowMillis;
    const isStuck = nowMillis - this.#behindSinceMillis > this.#limits.stuckMillis;
    if (isStuck || waiting > this.#limits.closeBytes) this.close(1013, 'reading too slowly');
  }

  /** Asks whether the other end is still there; one that has not answered the last time is cut off. */
  ping(): void {
    if (!this.#hasAnswered) {
      this.#socket.terminate();
      return;
    }
    this.#hasAnswered = false;
    this.#socket.ping();
  }

  close(code: number, reason: string): void {
    this.choice = null;
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), this.#limits.closingMillis).unref();
  }
}
