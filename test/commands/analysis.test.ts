import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { Analysis } from '../../src/commands/analysis.ts';
import type { LineSummary } from '../../src/line/line-summary.ts';
import type { LineWindow } from '../../src/line/line-window.ts';
import type { TrafficSummary } from '../../src/traffic/summary.ts';
import type { TrafficWindow } from '../../src/traffic/window.ts';
import { fixedRandom } from '../support/observe.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
// Tables so small that rows are evicted while their packets wait to be counted.
const LIMITS = { flows: 16, hosts: 8 };

describe('Analysis', () => {
  it.each([
    'home-line/home-line.pcap.gz',
    'fragments/ipv4.pcap',
    'tunnels/overlays.pcap',
    // Frames that say who is home, close to others.
    'pppoe-lifecycle/sessions.pcap',
    'line-quality/mirror-one-direction.pcap.gz',
  ])('gives the same windows and rows wherever the batches of %s end', async (path) => {
    const oneByOne = await countInBatches(path, 1);
    expect(oneByOne.windows.length).toBeGreaterThan(0);
    for (const every of [3, 31, 32, 33, 1000]) expect(await countInBatches(path, every), `${every}`).toEqual(oneByOne);
  });
});

interface Counted {
  readonly windows: readonly TrafficWindow[];
  readonly lineWindows: readonly LineWindow[];
  readonly traffic: TrafficSummary;
  readonly line: LineSummary;
}

async function countInBatches(path: string, every: number): Promise<Counted> {
  const windows: TrafficWindow[] = [];
  const lineWindows: LineWindow[] = [];
  const analysis = new Analysis({
    limits: LIMITS,
    random: fixedRandom(),
    onWindow: (window) => windows.push(window),
    onLineWindow: (window) => lineWindows.push(window),
  });
  const source = await openCaptureFile(join(FIXTURES, path));
  let taken = 0;
  let state = 'more';
  while (state !== 'ended') {
    state = await source.step((frame) => {
      analysis.sink(frame);
      taken += 1;
      if (taken % every === 0) analysis.settle();
    });
    analysis.settle();
  }
  analysis.finish();
  return { windows, lineWindows, traffic: analysis.traffic.summary(), line: analysis.line.summary() };
}
