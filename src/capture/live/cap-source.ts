import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Frame, type FrameSink } from '../frame.ts';
import { CaptureError, type CaptureInterface, type Losses, type SourceState } from '../source.ts';
import { type CapMessage, type CapRequest, FRAMES_DESCRIPTOR } from './cap-messages.ts';
import { RecordReader } from './cap-records.ts';
import { explainCapFailure } from './explain-cap-failure.ts';
import type { LinkState, LiveOptions, LiveSource } from './live-source.ts';

const OPEN_MILLIS = 10_000;
const STEP_MILLIS = 20;
const WAIT_MILLIS = 30;
const MAX_QUEUED_BYTES = 8 * 1024 * 1024;
const MAX_COMPLAINT_LENGTH = 2000;

// As the module calls them.
const LINK_TYPES: Readonly<Record<string, number>> = {
  NULL: 0,
  ETHERNET: 1,
  RAW: 101,
  LINKTYPE_LINUX_SLL: 113,
  IEEE802_11_RADIO: 127,
};

export interface CapOptions extends LiveOptions {
  /** Where the child program lies; beside this module unless said otherwise. */
  readonly childPath?: string;
}

/**
 * Captures with the module cap (libpcap) in a child process, because the module aborts its process when the link goes down. Timestamps
 * are taken when the child is handed a frame, and the module tells neither the kernel's losses nor the length of a frame over 65,535
 * bytes.
 */
export class CapSource implements LiveSource {
  readonly name: string;
  readonly remarks: readonly string[] = [
    'The driver cap stamps frames when they reach it, up to some milliseconds late.',
    'The driver cap cannot tell how many frames the kernel dropped.',
  ];

  readonly #child: ChildProcess;
  readonly #frames: Readable;
  readonly #reader = new RecordReader();
  readonly #frame = new Frame();
  #interfaces: readonly CaptureInterface[] = [];
  #complaint = '';
  #droppedFrames = 0;
  #failure: unknown = null;
  #wake: (() => void) | null = null;
  #isClosed = false;

  /** Starts the child and waits until it captures. Throws `CaptureError` saying what is missing. */
  static async open(options: CapOptions): Promise<CapSource> {
    const source = new CapSource(options);
    const until = performance.now() + OPEN_MILLIS;
    while (source.#interfaces.length === 0 && source.#failure === null && performance.now() < until)
      await source.#waitForFrames();
    if (source.#interfaces.length > 0) return source;
    source.close();
    const late = `the capture child for ${options.interface} did not start within ${OPEN_MILLIS / 1000} s`;
    throw source.#failure ?? new CaptureError('capture-child-failed', late);
  }

  private constructor(options: CapOptions) {
    this.name = options.interface;
    const request: CapRequest = { interface: options.interface, filter: options.filter ?? '', snapLength: options.snapLength };
    this.#child = fork(options.childPath ?? defaultChildPath(), [JSON.stringify(request)], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#frames = this.#child.stdio[FRAMES_DESCRIPTOR] as Readable;
    this.#frames.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#child.stderr?.on('data', (text: Buffer) => {
      this.#complaint = (this.#complaint + text.toString()).slice(-MAX_COMPLAINT_LENGTH);
    });
    this.#child.on('message', (message: CapMessage) => this.#hear(message, options.snapLength));
    this.#child.on('error', (cause) => {
      this.#fail(new CaptureError('capture-child-failed', `the capture child cannot be started: ${cause.message}`, { cause }));
    });
    this.#child.on('close', (status, signal) => this.#fail(deathOf(this.name, signal ?? `status ${status}`, this.#complaint)));
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#interfaces;
  }

  get state(): LinkState {
    return this.#failure === null ? 'up' : 'gone';
  }

  /** Waits by promise, for frames arrive only while the event loop runs. */
  step(sink: FrameSink): SourceState | Promise<SourceState> {
    if (this.#isClosed) return 'ended';
    if (this.#deliver(sink)) return this.#isClosed ? 'ended' : 'more';
    if (this.#failure !== null) {
      this.close();
      throw this.#failure;
    }
    return this.#waitForFrames();
  }

  losses(): Losses {
    return { card: null, kernel: null, freezes: null, probe: this.#droppedFrames };
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#frames.destroy();
    this.#child.kill('SIGKILL');
    this.#wake?.();
  }

  /** Stops reading while too much is queued: then the child's own queue fills up, and it counts what it drops. */
  #receive(chunk: Buffer): void {
    this.#reader.push(chunk);
    if (this.#reader.pending > MAX_QUEUED_BYTES) this.#frames.pause();
    this.#wake?.();
  }

  #hear(message: CapMessage, snapLength: number): void {
    if (message.kind === 'dropped') {
      this.#droppedFrames = message.frames;
      return;
    }
    const linkType = message.kind === 'opened' ? LINK_TYPES[message.linkType] : undefined;
    if (linkType === undefined) {
      this.#fail(explainCapFailure(message, this.name));
      return;
    }
    this.#frame.linkType = linkType;
    this.#interfaces = [{ name: this.name, linkType, snapLength }];
    this.#wake?.();
  }

  #fail(failure: unknown): void {
    this.#failure ??= failure;
    this.#wake?.();
  }

  #deliver(sink: FrameSink): boolean {
    const until = performance.now() + STEP_MILLIS;
    let delivered = 0;
    try {
      while (!this.#isClosed && this.#next()) {
        delivered++;
        sink(this.#frame);
        if (delivered % 64 === 0 && performance.now() >= until) break;
      }
    } finally {
      if (this.#frames.isPaused() && this.#reader.pending < MAX_QUEUED_BYTES / 2) this.#frames.resume();
    }
    return delivered > 0;
  }

  #next(): boolean {
    try {
      return this.#reader.next(this.#frame);
    } catch (cause) {
      this.close();
      throw new CaptureError('capture-child-failed', `the capture child for ${this.name} sent what no frame is: start anew`, {
        cause,
      });
    }
  }

  #waitForFrames(): Promise<SourceState> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#wake = null;
        if (this.#isClosed) resolve('ended');
        else resolve(this.#reader.pending > 0 || this.#failure !== null ? 'more' : 'idle');
      };
      const timer = setTimeout(finish, WAIT_MILLIS);
      this.#wake = finish;
    });
  }
}

/** The built child beside the built program, or the source beside this source. */
function defaultChildPath(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './cap-child.ts' : './cap-child.js', import.meta.url));
}

function deathOf(name: string, how: string, complaint: string): CaptureError {
  const lastWords = complaint.trim().split('\n').at(-1) ?? '';
  const why = lastWords === '' ? '' : ` (${lastWords})`;
  return new CaptureError(
    'capture-child-died',
    `the capture child for ${name} ended with ${how}${why}: the module cap does so when the link goes down; start anew once ${name} is up, or use the driver "ring"`,
  );
}
