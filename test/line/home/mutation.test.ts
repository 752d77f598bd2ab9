import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../src/decode/decode-frame.ts';
import { Packet } from '../../../src/decode/packet.ts';
import type { DirectionBytes } from '../../../src/line/home/direction-bytes.ts';
import { HomePart } from '../../../src/line/home/home-part.ts';
import { readFixtureFrames } from '../../support/fixture-frames.ts';
import { MutatedFrames } from '../../support/mutated-frames.ts';
import { fixedRandom, START_SECONDS } from '../../support/observe.ts';
import { Random } from '../../support/random.ts';
import { SEED_FRAMES } from '../../support/seed-frames.ts';

const FRAMES = 200_000;
const FRAMES_A_WINDOW = 1000;

const SEEDS = [...SEED_FRAMES, ...(await readFixtureFrames())];

function sumOf(parts: readonly DirectionBytes[]): { frames: number; wireBytes: number } {
  return parts.reduce((sum, part) => ({ frames: sum.frames + part.frames, wireBytes: sum.wireBytes + part.wireBytes }), {
    frames: 0,
    wireBytes: 0,
  });
}

function run(count: number): { home: HomePart; seen: { frames: number; wireBytes: number }; windows: string } {
  const home = new HomePart({ random: fixedRandom() });
  const packet = new Packet();
  const frames = new MutatedFrames(SEEDS, new Random(11));
  const seen = { frames: 0, wireBytes: 0 };
  const windows: DirectionBytes[] = [];
  let lastWindow = '';
  for (let n = 0; n < count; n += 1) {
    const frame = frames.next();
    frame.timestampMicros = START_SECONDS * 1e6 + n * 1000;
    decodeFrame(frame, packet);
    home.direct(packet);
    home.observe(packet);
    seen.frames += 1;
    seen.wireBytes += packet.wireLength;
    if ((n + 1) % FRAMES_A_WINDOW !== 0) continue;
    const endMicros = START_SECONDS * 1e6 + (n + 1) * 1000;
    const window = home.closeWindow({ startMicros: endMicros - 1e6, endMicros });
    windows.push(window.down, window.up, window.unknown);
    lastWindow = JSON.stringify(window);
  }
  expect(sumOf(windows)).toEqual(seen);
  return { home, seen, windows: lastWindow };
}

describe('frames of every kind, damaged', () => {
  it('are counted to the byte, in tables that stay small', () => {
    const { home, seen } = run(FRAMES);
    const summary = home.summary();

    const { down, up, unknown } = summary.overhead;
    expect(sumOf([down, up, unknown])).toEqual(seen);
    for (const part of [down, up, unknown]) {
      const { ethernetBytes, vlanBytes, pppoeBytes, mplsBytes, controlBytes, payloadBytes, tunnelBytes } = part;
      for (const bytes of [ethernetBytes, vlanBytes, pppoeBytes, mplsBytes, controlBytes, payloadBytes, tunnelBytes]) {
        expect(bytes).toBeGreaterThanOrEqual(0);
      }
      expect(ethernetBytes + vlanBytes + pppoeBytes + mplsBytes + controlBytes + payloadBytes).toBe(part.wireBytes);
    }
    expect(summary.home.prefixes.length).toBeLessThanOrEqual(16);
    expect(summary.home.events.length).toBeLessThanOrEqual(32);
    expect(summary.leases.timeline.length).toBeLessThanOrEqual(128);
    expect(JSON.stringify(summary).length).toBeLessThan(100_000);
  });

  it('say the same every time', () => {
    const [first, second] = [run(30_000), run(30_000)];

    expect(JSON.stringify(second.home.summary())).toBe(JSON.stringify(first.home.summary()));
    expect(second.windows).toBe(first.windows);
  });
});
