import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaptureWorker } from '../../src/commands/capture-worker.ts';
import { serveCapture } from '../../src/commands/serving.ts';
import { readConfig } from '../../src/config/effective.ts';
import { emptyEnrichment } from '../support/enrichment.ts';
import { RECENT_TIMES, STATUS, TOTALS } from '../support/fake-probe.ts';

const OPTIONS = {
  mode: 'live',
  modeReason: null,
  listen: { host: '127.0.0.1', port: 0 },
  allowedHosts: [],
  insecure: false,
  logLevel: 'silent',
  enrichment: emptyEnrichment(),
  system: readConfig({ environment: {} }).config.system,
} as const;

const { firstFrameAt, accounting, losses, tables, problems, unknown, source } = STATUS;
const FIRST_REPORT = {
  source,
  points: [],
  lineWindows: [],
  firstFrameAt,
  accounting,
  losses,
  tables,
  problems,
  unknown,
  totals: TOTALS,
  recentTimes: RECENT_TIMES,
};

function workerThat(crashed: Promise<Error>): { worker: CaptureWorker; stop: ReturnType<typeof vi.fn> } {
  const stop = vi.fn(async () => {});
  return { worker: { firstReport: FIRST_REPORT, crashed, send: () => {}, listen: () => {}, stop }, stop };
}

let printed = '';
let said = '';

beforeEach(() => {
  printed = '';
  said = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

describe('serveCapture', () => {
  it('ends with status 1 and a clear line when the capture thread breaks', async () => {
    const { worker, stop } = workerThat(Promise.resolve(new TypeError('a bug')));
    expect(await serveCapture(worker, OPTIONS)).toBe(1);
    expect(printed).toMatch(/^wanprobe: open http:\/\/127\.0\.0\.1:\d+\/ \(capturing on eth0; Ctrl\+C stops\)\n$/);
    expect(said).toBe('wanprobe: the capture thread broke, so there is nothing left to serve: a bug\n');
    expect(stop).toHaveBeenCalled();
  });

  it('stops the thread when it cannot listen, and listens to no more signals', async () => {
    const { worker, stop } = workerThat(new Promise(() => {}));
    const before = process.listenerCount('SIGTERM');
    await expect(
      serveCapture(worker, { ...OPTIONS, listen: { host: '192.0.2.1', port: 0 }, insecure: true }),
    ).rejects.toMatchObject({
      code: 'address-not-here',
    });
    expect(stop).toHaveBeenCalled();
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });

  it('prints the figures after a signal', async () => {
    const { worker, stop } = workerThat(new Promise(() => {}));
    const serving = serveCapture(worker, OPTIONS);
    await vi.waitUntil(() => printed.includes('open http'));
    process.emit('SIGTERM');
    expect(await serving).toBe(0);
    expect(printed).toMatch(/\nwanprobe: 100 frames, 9,000 bytes on the wire in [\d.]+ s; dropped: kernel 5, probe 0\n$/);
    expect(stop).toHaveBeenCalled();
  });
});
