import { getEventListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import type { Frame } from '../../src/capture/frame.ts';
import { openCaptures, readCaptures } from '../../src/commands/read-captures.ts';
import { consumer } from '../support/consumer.ts';

/** When the first frame of every fixture was captured: 2026-03-01T19:00:00Z. */
const FIRST_MICROS = Date.UTC(2026, 2, 1, 19) * 1000;

const FIXTURES = join(import.meta.dirname, '../../fixtures');
const SESSIONS = join(FIXTURES, 'pppoe-lifecycle/sessions.pcap');
const OVERLAYS = join(FIXTURES, 'tunnels/overlays.pcap');

describe('readCaptures', () => {
  it('reads one file after the other and says of each what it was', async () => {
    let frames = 0;
    const count = (): void => {
      frames += 1;
    };
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    const rows = await readCaptures(await openCaptures([SESSIONS, OVERLAYS]), consumer(count), options);
    expect(frames).toBe(131 + 41);
    expect(rows[0]).toEqual({
      path: SESSIONS,
      format: 'pcap',
      timestampResolution: 'us',
      complete: true,
      damage: null,
      interfaces: [{ linkType: 1, linkTypeName: 'EN10MB', snapLength: 262_144, isDecoded: true }],
    });
    expect(rows[1]!.path).toBe(OVERLAYS);
  });

  it('ends when it is interrupted while it waits for more, and keeps what it has read', async () => {
    const stream = new PassThrough();
    // The last frame is still on its way.
    stream.write(readFileSync(SESSIONS).subarray(0, -1));
    const source = await openCaptureFile('-', { standardInput: stream });
    const interruption = new AbortController();
    let frames = 0;
    const rows = await readCaptures(
      [source],
      consumer(() => {
        frames += 1;
        if (frames === 130) interruption.abort();
      }),
      { signal: interruption.signal, onProgress: () => undefined },
    );
    expect(frames).toBe(130);
    expect(rows).toMatchObject([{ path: '-', complete: false, damage: null }]);
    expect(stream.destroyed).toBe(true);
  });

  it('tells how far it is, also through many files of which none takes long', async () => {
    const sources = await openCaptures(Array.from({ length: 20 }, () => OVERLAYS));
    const fractions: (number | null)[] = [];
    // Half a turn for each file.
    let busyUntil = 0;
    const work = (frame: Frame): void => {
      if (frame.timestampMicros !== FIRST_MICROS) return;
      busyUntil = performance.now() + 25;
      while (performance.now() < busyUntil);
    };
    const onProgress = (fraction: number | null): void => void fractions.push(fraction);
    await readCaptures(sources, consumer(work), { signal: new AbortController().signal, onProgress });
    expect(fractions.length).toBeGreaterThan(4);
    expect(fractions).toEqual([...fractions].sort((a, b) => a! - b!));
    expect(fractions[0]).toBeGreaterThan(0);
    expect(fractions.at(-1)).toBeLessThanOrEqual(1);
  });

  it('asks the signal for no more than it gives back, however many files there are', async () => {
    const { signal } = new AbortController();
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    const sources = await openCaptures(Array.from({ length: 20 }, () => OVERLAYS));
    await readCaptures(sources, consumer(), { signal, onProgress: () => undefined });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    await setImmediate();
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });

  it('waits no longer for a stream that has gone quiet when it is interrupted', async () => {
    const stream = new PassThrough();
    stream.write(readFileSync(SESSIONS).subarray(0, 24));
    const source = await openCaptureFile('-', { standardInput: stream });
    const interruption = new AbortController();
    const reading = readCaptures([source], consumer(), { signal: interruption.signal, onProgress: () => undefined });
    interruption.abort();
    expect(await reading).toMatchObject([{ complete: false, damage: null }]);
  });
});

describe('openCaptures', () => {
  it('opens all files or none', async () => {
    await expect(openCaptures([SESSIONS, '/nonexistent/line.pcap'])).rejects.toMatchObject({ code: 'not-found' });
  });
});
