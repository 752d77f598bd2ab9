import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Packet } from '../../src/decode/packet.ts';
import { Protocol } from '../../src/decode/protocol.ts';
import type { TrafficLimits } from '../../src/traffic/limits.ts';
import type { Counts, Rest, TrafficSummary } from '../../src/traffic/summary.ts';
import { Traffic } from '../../src/traffic/traffic.ts';
import type { TrafficWindow } from '../../src/traffic/window.ts';
import { expectSound } from '../support/decode-harness.ts';
import { readFixtureFrames } from '../support/fixture-frames.ts';
import { MutatedFrames } from '../support/mutated-frames.ts';
import { fixedRandom, START_SECONDS } from '../support/observe.ts';
import { Random } from '../support/random.ts';
import { SEED_FRAMES } from '../support/seed-frames.ts';

const FRAMES = 1_000_000;
const REPEATED_FRAMES = 50_000;

/** So small that every table overflows, over and over. */
const LIMITS: TrafficLimits = { flows: 64, hosts: 64, tunnels: 16, pppoeSessions: 16, stacks: 32, unknown: 16, windowRows: 8 };

const SEEDS = [...SEED_FRAMES, ...SEED_FRAMES, ...(await readFixtureFrames())];

/** What the tables must come to: counted here from the packets, without any table. */
class Tally {
  readonly seen = new Sum();
  readonly ip = new Sum();
  readonly vlans = new Sum();
  readonly pppoeSessions = new Sum();
  readonly tunnels = new Sum();
  readonly unknown = new Sum();

  add(packet: Packet): void {
    const { wireLength, protocols, layerCount } = packet;
    this.seen.add(wireLength);
    if (packet.ipLayer >= 0) this.ip.add(wireLength);
    if (packet.isUnknown) this.unknown.add(wireLength);
    for (let row = 0; row < packet.tunnelCount; row++) this.tunnels.add(wireLength);
    for (let layer = 0; layer < layerCount; layer++) {
      const protocol = protocols[layer];
      if (protocol === Protocol.Vlan || protocol === Protocol.ServiceVlan) this.vlans.add(wireLength);
      if (protocol === Protocol.PppoeSession) this.pppoeSessions.add(wireLength);
    }
  }
}

class Sum {
  frames = 0;
  wireBytes = 0;

  add(wireBytes: number): void {
    this.frames += 1;
    this.wireBytes += wireBytes;
  }
}

/** Time as captures have it: rising by less than a millisecond; some frames late, seldom a silence or a clock that is set back. */
class CaptureClock {
  #micros = START_SECONDS * 1e6;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): number {
    const kind = this.#random.below(20_000);
    if (kind === 0) this.#micros -= this.#random.below(200_000_000);
    else if (kind === 1) this.#micros += this.#random.below(8) === 0 ? 7_200_000_000 : this.#random.below(100_000_000);
    else this.#micros += this.#random.below(1_000);
    return kind < 200 ? this.#micros - this.#random.below(2_000_000) : this.#micros;
  }
}

interface Flood {
  readonly frames: number;
  readonly onPacket?: (packet: Packet) => void;
  readonly onWindow: (window: TrafficWindow) => void;
}

function flood({ frames, onPacket, onWindow }: Flood): TrafficSummary {
  const random = new Random(7);
  const source = new MutatedFrames(SEEDS, random);
  const traffic = new Traffic({ limits: LIMITS, random: fixedRandom(), onWindow });
  const packet = new Packet();
  const clock = new CaptureClock(random);
  for (let index = 0; index < frames; index++) {
    const frame = source.next();
    frame.timestampMicros = clock.next();
    decodeFrame(frame, packet);
    traffic.observe(packet);
    onPacket?.(packet);
  }
  traffic.finish();
  return traffic.summary();
}

/** Rows and what is not among them, added up. */
function sumOf(table: { readonly list: readonly Counts[]; readonly other: Rest }): Counts {
  let { frames, wireBytes } = table.other;
  for (const row of table.list) {
    frames += row.frames;
    wireBytes += row.wireBytes;
  }
  return { frames, wireBytes };
}

function plain({ frames, wireBytes }: Counts): Counts {
  return { frames, wireBytes };
}

function twice({ frames, wireBytes }: Counts): Counts {
  return { frames: 2 * frames, wireBytes: 2 * wireBytes };
}

describe('a million mutated frames', () => {
  it('are accounted for to the byte, in every window and in all, while every table overflows', { timeout: 120_000 }, () => {
    let open = new Tally();
    const all = new Tally();
    let windows = 0;
    const sums = new Map<string, Counts>();
    const summary = flood({
      frames: FRAMES,
      // A packet that closes windows is counted behind them, and only then tallied.
      onPacket: (packet) => {
        expectSound(packet);
        open.add(packet);
        all.add(packet);
      },
      onWindow: (window) => {
        windows += 1;
        expectWindow(window, open);
        open = new Tally();
        for (const name of ['protocols', 'vlans', 'pppoeSessions', 'tunnels', 'hosts', 'applications'] as const) {
          const { frames = 0, wireBytes = 0 } = sums.get(name) ?? {};
          const added = sumOf(window[name]);
          sums.set(name, { frames: frames + added.frames, wireBytes: wireBytes + added.wireBytes });
        }
      },
    });

    expect(windows).toBeGreaterThan(100);
    const { accounting } = summary;
    expect(accounting.seen).toEqual(plain(all.seen));
    expect(accounting.attributed + accounting.other + accounting.malformed).toBe(FRAMES);
    expect(sumOf(summary.protocols)).toEqual(plain(all.seen));
    expect(sumOf(summary.vlans)).toEqual(plain(all.vlans));
    expect(sumOf(summary.pppoeSessions)).toEqual(plain(all.pppoeSessions));
    expect(sumOf(summary.tunnels)).toEqual(plain(all.tunnels));
    expect(sumOf(summary.flows)).toEqual(plain(all.ip));
    expect(sumOf(summary.applications)).toEqual(plain(all.ip));
    expect(summary.applications.list.length).toBeGreaterThan(20);
    expect(sumOf(summary.hosts)).toEqual(twice(all.ip));
    expect(sums.get('protocols')).toEqual(plain(all.seen));
    expect(sums.get('hosts')).toEqual(twice(all.ip));
    expect(sums.get('applications')).toEqual(plain(all.ip));
    expect(sums.get('vlans')).toEqual(plain(all.vlans));
    expect(sums.get('tunnels')).toEqual(plain(all.tunnels));
    expect(sums.get('pppoeSessions')).toEqual(plain(all.pppoeSessions));
    const unknownFrames = summary.unknown.list.reduce((sum, { frames }) => sum + frames, summary.unknown.other.frames);
    expect(unknownFrames).toBe(all.unknown.frames);
    for (const name of ['protocols', 'tunnels', 'hosts', 'flows', 'unknown'] as const) {
      expect(summary[name].other.rows, name).toBeGreaterThan(100);
    }
  });

  it('come out the same each time', () => {
    const digest = (): string => {
      const hash = createHash('sha256');
      const summary = flood({ frames: REPEATED_FRAMES, onWindow: (window) => hash.update(JSON.stringify(window)) });
      return hash.update(JSON.stringify(summary)).digest('hex');
    };
    expect(digest()).toBe(digest());
  });
});

function expectWindow(window: TrafficWindow, tally: Tally): void {
  const { accounting } = window;
  const { attributed, other, malformed } = accounting;
  const agrees =
    isSame(accounting.seen, tally.seen) &&
    attributed + other + malformed === tally.seen.frames &&
    isSame(sumOf(window.protocols), tally.seen) &&
    isSame(sumOf(window.vlans), tally.vlans) &&
    isSame(sumOf(window.pppoeSessions), tally.pppoeSessions) &&
    isSame(sumOf(window.tunnels), tally.tunnels) &&
    isSame(sumOf(window.hosts), twice(tally.ip)) &&
    isSame(sumOf(window.applications), tally.ip) &&
    window.ipv4Bytes + window.ipv6Bytes === tally.ip.wireBytes;
  if (!agrees) expect.fail(`window from ${window.startAt}: ${JSON.stringify({ window, tally })}`);
}

function isSame(found: Counts, wanted: Counts): boolean {
  return found.frames === wanted.frames && found.wireBytes === wanted.wireBytes;
}
