import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFixtureFrames } from '../../support/fixture-frames.ts';
import { QualityRun } from '../../support/line-quality.ts';
import { MutatedFrames } from '../../support/mutated-frames.ts';
import { frameBytes } from '../../support/observe.ts';
import { Random } from '../../support/random.ts';
import { SEED_FRAMES } from '../../support/seed-frames.ts';
import { ROUTER_MAC, TcpScript } from '../../support/tcp-script.ts';

const FLAGS = ['', 'ack', 'psh ack', 'syn', 'syn ack', 'fin ack', 'rst', 'rst ack', 'fin rst'];

const segment = fc.record({
  isUp: fc.boolean(),
  step: fc.integer({ min: -20, max: 4000 }),
  sequence: fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 0xffffffff })),
  acknowledgment: fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 0xffffffff })),
  length: fc.constantFrom(0, 0, 1, 2, 100, 1400),
  flags: fc.constantFrom(...FLAGS),
  window: fc.constantFrom(0, 1, 500, 65535),
});

/** Every number in a value, with where it stands. */
function numbersIn(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}.${key}`));
}

function expectSound(run: QualityRun): void {
  const { summary, windows } = run.finish();
  for (const [path, number] of numbersIn([summary, windows])) {
    expect(Number.isFinite(number) && number >= 0, `${path}: ${number}`).toBe(true);
  }
  for (const counts of [summary.tcp.down, summary.tcp.up, summary.tcp.unknown]) {
    expect(counts.retransmissions + counts.outOfOrder).toBeLessThanOrEqual(counts.dataSegments);
    expect(counts.dataSegments).toBeLessThanOrEqual(counts.segments);
    expect(counts.retransmissionsOfUnseen + counts.spuriousRetransmissions).toBeLessThanOrEqual(counts.retransmissions);
  }
  const names = Object.keys(summary.tcp.down) as (keyof typeof summary.tcp.down)[];
  for (const direction of ['down', 'up', 'unknown'] as const) {
    for (const name of names) {
      const sum = windows.reduce((total, { tcp }) => total + tcp[direction][name], 0);
      expect(sum, `${direction} ${name}`).toBe(summary.tcp[direction][name]);
    }
  }
}

describe('any frames', () => {
  it('of one connection leave sound figures, whose windows add up to the summary', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 80 }), (segments) => {
        const script = new TcpScript();
        let at = 10;
        for (const { isUp, step, sequence, acknowledgment, ...say } of segments) {
          at += step / 1000;
          if (isUp) script.up(at, sequence, acknowledgment, say);
          else script.down(at, sequence, acknowledgment, say);
        }
        const run = new QualityRun({ routerMac: ROUTER_MAC, connections: 16 });
        for (const frame of script.frames) run.observe(frameBytes(frame));
        expectSound(run);
      }),
      { numRuns: 150 },
    );
  });

  it('however damaged, in tables that overflow, never throw', async () => {
    const seeds = [...SEED_FRAMES, ...(await readFixtureFrames())];
    const random = new Random(7);
    const frames = new MutatedFrames(seeds, random);
    const run = new QualityRun({ routerMac: ROUTER_MAC, connections: 64 });
    for (let count = 0; count < 60_000; count += 1) run.observe(frames.next());
    expectSound(run);
  });
});
