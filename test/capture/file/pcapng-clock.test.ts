import { describe, expect, it } from 'vitest';
import { buildPcapng } from '../../support/capture-files.ts';
import { openBytes, readFrames } from './read-frames.ts';

const NOON = 1_700_000_000_123_456;
const FRAME = Uint8Array.of(1);

/** What a timestamp of `ticks` is read as, and what its resolution is called. */
async function readTime(resolution: number, ticks: bigint, offsetSeconds = 0): Promise<[number, string]> {
  const source = await openBytes(buildPcapng({ interfaces: [{ resolution, offsetSeconds }], frames: [{ bytes: FRAME, ticks }] }));
  const [frame] = await readFrames(source);
  return [frame!.timestampMicros, source.timestampResolution];
}

describe('the clock of a pcapng interface', () => {
  it.each([
    ['seconds', 0, 1_700_000_000n, 1_700_000_000_000_000, 's'],
    ['milliseconds', 3, 1_700_000_000_123n, 1_700_000_000_123_000, 'ms'],
    ['microseconds', 6, 1_700_000_000_123_456n, 1_700_000_000_123_456, 'us'],
    ['nanoseconds', 9, 1_700_000_000_123_456_750n, NOON + 0.75, 'ns'],
    ['hundreds of nanoseconds', 7, 17_000_000_001_234_565n, 1_700_000_000_123_456.5, '10^-7'],
    ['picoseconds', 12, 18_000_000_123_456_750_000n, 18_000_000_123_456.75, '10^-12'],
    ['2^-20 seconds', 0x80 + 20, 1_700_000_000n * 2n ** 20n + 2n ** 19n, 1_700_000_000_500_000, '2^-20'],
    ['2^-30 seconds', 0x80 + 30, 1_700_000_000n * 2n ** 30n + 2n ** 28n, 1_700_000_000_250_000, '2^-30'],
    ['2^0 seconds', 0x80, 1_700_000_000n, 1_700_000_000_000_000, '2^-0'],
  ])('reads %s', async (_, resolution, ticks, micros, name) => {
    expect(await readTime(resolution, ticks)).toEqual([micros, name]);
  });

  it('adds the offset, before 1970 too', async () => {
    expect((await readTime(6, 5n, 1_700_000_000))[0]).toBe(1_700_000_000_000_005);
    expect((await readTime(6, 5n, -3600))[0]).toBe(-3_599_999_995);
  });

  it('goes no further than a time at which a second more is another number', async () => {
    const farthest = 2 ** 64;
    expect(farthest + 1e6).toBeGreaterThan(farthest);
    expect((await readTime(0, 2n ** 64n - 1n))[0]).toBe(farthest);
    expect((await readTime(6, 0n, 2 ** 62))[0]).toBe(farthest);
    expect((await readTime(6, 0n, -(2 ** 62)))[0]).toBe(-farthest);
  });

  it('gives a number for resolutions nobody can mean', async () => {
    for (const resolution of [0x7f, 0xff, 0x7e, 20, 0x80 + 64])
      expect((await readTime(resolution, 2n ** 64n - 1n))[0]).toBeGreaterThanOrEqual(0);
  });
});
