import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { DemonstrationSupply } from '../../src/commands/demonstration-supply.ts';
import { buildPcap } from '../support/capture-files.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { UDP_FRAME } from '../support/scripted-source.ts';

const directory = mkdtempSync(join(tmpdir(), 'wanprobe-demonstration-'));
afterAll(() => rmSync(directory, { recursive: true }));

const SEAM_MICROS = 20_000;

/** A capture of long ago, with frames at these seconds. */
async function supplyOf(clock: FakeClock, seconds: readonly number[]): Promise<DemonstrationSupply> {
  const path = join(directory, `${seconds.join('-')}.pcap`);
  writeFileSync(
    path,
    buildPcap({ frames: seconds.map((second) => ({ bytes: UDP_FRAME, timestampMicros: 1e12 + second * 1e6 })) }),
  );
  return await DemonstrationSupply.open({ open: () => openCaptureFile(path), clock });
}

/** Plays until `untilMillis` on the clock, and returns every frame's time relative to `zeroMicros`. */
async function play(supply: DemonstrationSupply, clock: FakeClock, untilMillis: number): Promise<number[]> {
  const times: number[] = [];
  for (;;) {
    const state = await supply.step((frame) => {
      expect(frame.timestampMicros).toBeLessThanOrEqual(clock.nowMillis * 1000);
      times.push(frame.timestampMicros);
    });
    if (state !== 'idle') continue;
    if (clock.nowMillis >= untilMillis) return times;
    await clock.pause(supply.idleMillis());
  }
}

describe('DemonstrationSupply', () => {
  it('delivers a first round that has just ended, then goes on as time does, without a gap at the seam', async () => {
    const clock = new FakeClock();
    const start = clock.nowMillis * 1000;
    const supply = await supplyOf(clock, [0, 1, 2.5]);
    const round = 2.5e6 + SEAM_MICROS;
    expect((await play(supply, clock, clock.nowMillis)).map((time) => time - start)).toEqual([
      -round,
      1e6 - round,
      2.5e6 - round,
      0,
    ]);
    const later = (await play(supply, clock, clock.nowMillis + 5500)).map((time) => time - start);
    expect(later).toEqual([1e6, 2.5e6, round, round + 1e6, round + 2.5e6, 2 * round]);
  });

  it('asks for short waits only, so that questions are answered', async () => {
    const clock = new FakeClock();
    const supply = await supplyOf(clock, [0, 100]);
    await play(supply, clock, clock.nowMillis);
    expect(supply.idleMillis()).toBe(50);
  });

  it('does not play all that was missed while the machine slept', async () => {
    const clock = new FakeClock();
    const supply = await supplyOf(clock, [0, 1, 2.5]);
    await play(supply, clock, clock.nowMillis);
    clock.nowMillis += 3_600_000;
    expect((await play(supply, clock, clock.nowMillis + 3000)).length).toBeLessThan(8);
  });

  it('goes on when the clock is set back', async () => {
    const clock = new FakeClock();
    const supply = await supplyOf(clock, [0, 1, 2.5]);
    await play(supply, clock, clock.nowMillis);
    clock.nowMillis -= 3_600_000;
    expect((await play(supply, clock, clock.nowMillis + 3000)).length).toBeGreaterThan(1);
  });

  it('knows of no losses', async () => {
    const supply = await supplyOf(new FakeClock(), [0, 1]);
    expect(supply.losses()).toEqual({ card: null, kernel: null, freezes: null, probe: null });
  });

  it('refuses a capture without frames', async () => {
    await expect(supplyOf(new FakeClock(), [])).rejects.toMatchObject({ code: 'empty' });
  });
});
