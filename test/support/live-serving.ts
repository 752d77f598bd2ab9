import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { LiveMessage, StatusMessage } from '../../src/api/messages.ts';
import { buildFrame, payload } from './frames/build-frame.ts';
import { ethernet } from './frames/ethernet.ts';

const END_TYPE = 0x88b6;
export const END_TEXT = 'the end of what is compared';
/** Nobody else sends it: whoever has seen it has seen all that was sent before. */
export const END_FRAME = buildFrame(ethernet({ etherType: END_TYPE, minimumLength: 60 }), payload(END_TEXT));

export function hasSeenEnd({ unknown }: StatusMessage): boolean {
  return unknown.some(({ identifier }) => identifier === `0x${END_TYPE.toString(16)}`);
}

/** Rates are of the moment; each socket may stamp frames with a time of its own, and a capture that is sent anew has other times. */
const OF_THE_MOMENT = ['bytesPerSecond', 'firstSeenAt', 'lastSeenAt', 'responseMillis'];
/** What files on this machine say, which a report leaves out of conversations. */
const OF_THE_MACHINE = ['listed', 'portName'];
const PASSING = new Set([...OF_THE_MOMENT, ...OF_THE_MACHINE]);

/** What of rows is the same whenever their frames came, and on whatever machine. */
export function lasting(rows: unknown): unknown {
  return JSON.parse(JSON.stringify(rows, (key, value: unknown) => (PASSING.has(key) ? undefined : value)));
}

const CLI = join(import.meta.dirname, '../../dist/cli.js');

/** `wanprobe serve --interface near` in this thread's network, running. */
export class Serving {
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;
  #stdout = '';

  /** With this network's sysfs, which has the card's counters. */
  constructor(...args: string[]) {
    const script = 'mount -t sysfs sysfs /sys && exec "$@"';
    const words = [process.execPath, CLI, 'serve', '--interface', 'near', '--listen', '127.0.0.1:0', ...args];
    this.#process = spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process.stdout?.on('data', (chunk) => (this.#stdout += String(chunk)));
    this.#ended = once(this.#process, 'close').then(([status]) => status as number | null);
  }

  async url(): Promise<string> {
    for (;;) {
      const url = /open (http:\S+)/.exec(this.#stdout)?.[1];
      if (url !== undefined) return url;
      const hasEnded = await Promise.race([once(this.#process.stdout!, 'data').then(() => false), this.#ended.then(() => true)]);
      if (hasEnded) throw new Error('it ended instead');
    }
  }

  async get<Message>(path: string): Promise<Message> {
    return (await (await fetch(`${await this.url()}${path}`)).json()) as Message;
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  async terminate(): Promise<{ readonly status: number | null; readonly lastLine: string }> {
    this.#process.kill('SIGTERM');
    return { status: await this.#ended, lastLine: this.#stdout.trimEnd().split('\n').at(-1)! };
  }
}

/** The live feed, and when its messages came. */
export class Feed {
  readonly messages: { readonly message: LiveMessage; readonly atMillis: number }[] = [];
  readonly #socket: WebSocket;

  constructor(url: string) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}api/v1/live`);
    this.#socket.on('open', () => this.#socket.send(JSON.stringify({ topics: ['status', 'traffic'] })));
    this.#socket.on('message', (data) => {
      this.messages.push({ message: JSON.parse(String(data)) as LiveMessage, atMillis: Date.now() });
    });
  }

  /** Waits for a message, one that has come already included, whose status is as wanted. */
  async until(isWanted: (status: StatusMessage) => boolean): Promise<StatusMessage> {
    for (let next = 0; ; next += 1) {
      while (this.messages.length <= next) await once(this.#socket, 'message');
      const { status } = this.messages[next]!.message;
      if (isWanted(status!)) return status!;
    }
  }

  /** Waits until the source is in this condition, from now on. */
  async condition(wanted: StatusMessage['source']['condition']): Promise<StatusMessage> {
    this.messages.length = 0;
    return await this.until(({ source }) => source.condition === wanted);
  }

  close(): void {
    this.#socket.terminate();
  }
}
