import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CaptureError } from '../capture/source.ts';
import type { CaptureCommand, CaptureNews, CaptureReport, CaptureThreadData } from './capture-messages.ts';

/** Where the build puts the thread's entry: beside whatever this file ends up in. */
const THREAD = new URL('./capture-thread.js', import.meta.url);
const STOPPING_MILLIS = 3000;

/** The capture thread, running. */
export interface CaptureWorker {
  /** How things stood when the source had been opened. */
  readonly firstReport: CaptureReport;
  /** Resolves with what went wrong when the thread ends although nobody stopped it. Never rejects. */
  readonly crashed: Promise<Error>;
  readonly send: (command: CaptureCommand) => void;
  /** Sets who hears what the thread says from now on. */
  readonly listen: (listener: (news: CaptureNews) => void) => void;
  /** Lets the thread report a last time and end; it is cut off when it does not. */
  readonly stop: () => Promise<void>;
}

/** Starts the capture thread. Throws `CaptureError` when its source cannot be opened. */
export async function startCaptureWorker(data: CaptureThreadData, thread: URL = THREAD): Promise<CaptureWorker> {
  const worker = new Worker(thread, { workerData: data, name: 'capture' });
  const [news] = (await once(worker, 'message')) as [CaptureNews];
  if (news.kind === 'failed') {
    await worker.terminate();
    throw new CaptureError(news.code, news.message);
  }
  if (news.kind !== 'opened') throw new Error(`the capture thread began with "${news.kind}"`);

  let isStopping = false;
  // From now on: a thread that broke may be gone before somebody stops it.
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const crashed = new Promise<Error>((resolve) => {
    worker.once('error', resolve);
    worker.once('exit', (status) => {
      if (!isStopping) resolve(new Error(`the capture thread ended by itself with status ${status}`));
    });
  });
  return {
    firstReport: news.report,
    crashed,
    send: (command) => worker.postMessage(command),
    listen: (listener) => worker.on('message', listener),
    stop: async () => {
      if (isStopping) return;
      isStopping = true;
      worker.postMessage({ kind: 'stop' } satisfies CaptureCommand);
      const deadline = setTimeout(() => void worker.terminate(), STOPPING_MILLIS);
      await exited;
      clearTimeout(deadline);
    },
  };
}
