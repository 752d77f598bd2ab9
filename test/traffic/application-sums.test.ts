import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { type FrameBytes, Packet } from '../../src/decode/packet.ts';
import type { Counts, Rest } from '../../src/traffic/summary.ts';
import { Traffic } from '../../src/traffic/traffic.ts';
import type { TrafficWindow } from '../../src/traffic/window.ts';
import { readFixtureFrames } from '../support/fixture-frames.ts';
import { buildFrame, payload } from '../support/frames/build-frame.ts';
import { ethernet } from '../support/frames/ethernet.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { tcp } from '../support/frames/tcp.ts';
import { MutatedFrames } from '../support/mutated-frames.ts';
import { fixedRandom, observeAll, START_SECONDS } from '../support/observe.ts';
import { httpRequest } from '../support/payloads/http-request.ts';
import { Random } from '../support/random.ts';
import { replayFiles } from '../support/replay.ts';
import { SEED_FRAMES } from '../support/seed-frames.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures');
const CAPTURES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(pcap|pcapng)(\.gz)?$/.test(name) && !name.startsWith('damaged'))
  .sort();
const MUTATED_FRAMES = 30_000;

function sumOf({ list, other }: { readonly list: readonly Counts[]; readonly other: Rest }): Counts {
  return list.reduce<Counts>((sum, row) => ({ frames: sum.frames + row.frames, wireBytes: sum.wireBytes + row.wireBytes }), {
    frames: other.frames,
    wireBytes: other.wireBytes,
  });
}

function twice({ frames, wireBytes }: Counts): Counts {
  return { frames: 2 * frames, wireBytes: 2 * wireBytes };
}

describe('in every window of every fixture', () => {
  it.each(CAPTURES)('%s: applications have the frames of all conversations, and hosts twice as many', async (name) => {
    const { windows, report } = await replayFiles([join(FOLDER, name)]);
    for (const window of windows) {
      const applications = sumOf(window.applications);
      expect(twice(applications), window.startAt).toEqual(sumOf(window.hosts));
      expect(applications.wireBytes, window.startAt).toBe(window.ipv4Bytes + window.ipv6Bytes);
    }
    const all = report.applications.reduce((sum, { frames }) => sum + frames, 0);
    expect(all).toBe(report.flows.list.reduce((sum, { frames }) => sum + frames, 0));
    expect(report.applications.reduce((sum, { conversations }) => sum + conversations, 0)).toBe(report.flows.total);
  });
});

describe('applications', () => {
  it('count a conversation once, whatever it is taken for in one window after the other', () => {
    const layers = (flags: string, sequenceNumber: number) =>
      [ethernet(), ipv4(), tcp({ destinationPort: 443, flags, sequenceNumber })] as const;
    const request = payload(httpRequest());
    const windows: TrafficWindow[] = [];
    const traffic = observeAll(
      [
        { bytes: buildFrame(...layers('syn', 0)) },
        { at: 2, bytes: buildFrame(...layers('psh ack', 1), request) },
        { at: 4, bytes: buildFrame(...layers('syn', 90_000_000)) },
        { at: 6, bytes: buildFrame(...layers('psh ack', 90_000_001), request) },
      ],
      { onWindow: (window) => windows.push(window) },
    );
    const named = windows.map(({ applications }) => applications.list.map(({ application, frames }) => [application, frames]));
    expect(named.filter((list) => list.length > 0)).toEqual([[['TLS', 1]], [['HTTP', 1]], [['TLS', 1]], [['HTTP', 1]]]);
    expect(
      traffic.summary().applications.list.map(({ application, conversations, frames }) => [application, conversations, frames]),
    ).toEqual(
      expect.arrayContaining([
        ['HTTP', 1, 2],
        ['TLS', 0, 2],
      ]),
    );
  });

  it('and names come out the same however frames are put together before they are counted', async () => {
    const seeds = [...SEED_FRAMES, ...(await readFixtureFrames())];
    const [single, ...others] = [1, 7, 32].map((batch) => countInBatches(seeds, batch));
    for (const other of others) expect(other).toEqual(single);
  });
});

/** All that is known of some mutated frames, and every window of theirs. */
function countInBatches(seeds: ConstructorParameters<typeof MutatedFrames>[0], batch: number): unknown {
  const source = new MutatedFrames(seeds, new Random(11));
  const windows: TrafficWindow[] = [];
  const limits = { flows: 256, hosts: 256, tunnels: 16 };
  const traffic = new Traffic({ limits, random: fixedRandom(), onWindow: (window) => windows.push(window) });
  const packets = Array.from({ length: batch }, () => new Packet());
  let prepared = 0;
  for (let index = 0; index < MUTATED_FRAMES; index += 1) {
    const packet = packets[prepared]!;
    decodeFrame(copyOf(source.next(), START_SECONDS * 1e6 + index * 500), packet);
    if (!traffic.covers(packet)) {
      traffic.countPrepared();
      traffic.moveTo(packet);
      [packets[0], packets[prepared]] = [packet, packets[0]!];
      prepared = 0;
    }
    traffic.prepare(packet);
    prepared += 1;
    if (prepared < batch) continue;
    traffic.countPrepared();
    prepared = 0;
  }
  traffic.countPrepared();
  traffic.finish();
  return { summary: traffic.summary(), windows };
}

function copyOf(frame: FrameBytes, timestampMicros: number): FrameBytes {
  return { ...frame, bytes: frame.bytes.slice(), timestampMicros };
}
