import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { Analysis } from '../../src/commands/analysis.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Packet } from '../../src/decode/packet.ts';
import { Traffic } from '../../src/traffic/traffic.ts';
import type { TrafficWindow } from '../../src/traffic/window.ts';
import { consumer } from '../support/consumer.ts';
import { fixedRandom } from '../support/observe.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures');
// Tables so small that rows are evicted while their packets wait to be counted.
const LIMITS = { flows: 16, hosts: 8 };

describe('Analysis', () => {
  it.each(['home-line/home-line.pcap.gz', 'fragments/ipv4.pcap', 'tunnels/overlays.pcap'])(
    'gives the same windows and rows wherever the batches of %s end',
    async (path) => {
      const oneByOne = await countOneByOne(path);
      expect(oneByOne.windows.length).toBeGreaterThan(0);
      for (const every of [1, 3, 31, 32, 33, 1000]) expect(await countInBatches(path, every), `${every}`).toEqual(oneByOne);
    },
  );
});

interface Counted {
  readonly windows: readonly TrafficWindow[];
  readonly summary: ReturnType<Traffic['summary']>;
}

async function countOneByOne(path: string): Promise<Counted> {
  const windows: TrafficWindow[] = [];
  const traffic = new Traffic({ limits: LIMITS, random: fixedRandom(), onWindow: (window) => windows.push(window) });
  const packet = new Packet();
  const source = await openCaptureFile(join(FIXTURES, path));
  const { sink } = consumer((frame) => {
    decodeFrame(frame, packet);
    traffic.observe(packet);
  });
  while ((await source.step(sink)) !== 'ended');
  traffic.finish();
  return { windows, summary: traffic.summary() };
}

async function countInBatches(path: string, every: number): Promise<Counted> {
  const windows: TrafficWindow[] = [];
  const traffic = new Traffic({ limits: LIMITS, random: fixedRandom(), onWindow: (window) => windows.push(window) });
  const analysis = new Analysis(traffic);
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
  return { windows, summary: traffic.summary() };
}
