import { describe, expect, it } from 'vitest';
import type { CaptureNews } from '../../src/commands/capture-messages.ts';
import { startCaptureWorker } from '../../src/commands/capture-worker.ts';

const DATA = { plan: { kind: 'demonstration', path: '/nowhere' }, limits: {}, line: {}, services: [] } as const;
const OPEN = `parentPort.postMessage({ kind: 'opened', report: {} });`;

/** A thread that does what `code` says. */
function threadOf(code: string): URL {
  return new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${code}`)}`);
}

describe('startCaptureWorker', () => {
  it('passes on why the source could not be opened', async () => {
    const thread = threadOf(`parentPort.postMessage({ kind: 'failed', code: 'not-permitted', message: 'run with sudo' });`);
    await expect(startCaptureWorker(DATA, thread)).rejects.toMatchObject({
      name: 'CaptureError',
      code: 'not-permitted',
      message: 'run with sudo',
    });
  });

  it('passes on what breaks before the source is open', async () => {
    await expect(startCaptureWorker(DATA, threadOf(`throw new TypeError('a bug');`))).rejects.toThrow('a bug');
  });

  it('tells when the thread breaks later', async () => {
    const worker = await startCaptureWorker(
      DATA,
      threadOf(`${OPEN} parentPort.on('message', () => { throw new TypeError('a bug'); });`),
    );
    worker.send({ kind: 'stop' });
    expect((await worker.crashed).message).toBe('a bug');
    await worker.stop();
  });

  it('does not wait for a thread that is gone', async () => {
    const worker = await startCaptureWorker(DATA, threadOf(`${OPEN} parentPort.once('message', () => process.exit(3));`));
    worker.send({ kind: 'stop' });
    await worker.crashed;
    await new Promise((resolve) => setImmediate(resolve));
    await worker.stop();
  });

  it('tells when the thread just ends', async () => {
    const worker = await startCaptureWorker(DATA, threadOf(`${OPEN} parentPort.once('message', () => process.exit(3));`));
    worker.send({ kind: 'stop' });
    expect((await worker.crashed).message).toBe('the capture thread ended by itself with status 3');
  });

  it('lets the thread say a last word when it is stopped', async () => {
    const thread = threadOf(
      `${OPEN} parentPort.once('message', (command) => parentPort.postMessage({ kind: 'answer', id: 9, tables: command }));`,
    );
    const worker = await startCaptureWorker(DATA, thread);
    const heard: CaptureNews[] = [];
    worker.listen((news) => heard.push(news));
    await worker.stop();
    expect(heard).toEqual([{ kind: 'answer', id: 9, tables: { kind: 'stop' } }]);
  });
});
