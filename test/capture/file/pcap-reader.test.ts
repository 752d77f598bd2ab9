import { describe, expect, it } from 'vitest';
import { buildPcap } from '../../support/capture-files.ts';
import { openBytes, readFrames } from './read-frames.ts';

const FRAME = Uint8Array.of(1, 2, 3, 4, 5);
const NOON = 1_700_000_000_123_456;

describe('PcapReader', () => {
  for (const byteOrder of ['little', 'big'] as const) {
    for (const resolution of ['us', 'ns'] as const) {
      it(`reads ${byteOrder}-endian files with ${resolution} timestamps`, async () => {
        const timestampMicros = resolution === 'ns' ? NOON + 0.75 : NOON;
        const source = await openBytes(
          buildPcap({ byteOrder, resolution, linkType: 113, frames: [{ bytes: FRAME, timestampMicros, wireLength: 1500 }] }),
        );
        expect(await readFrames(source)).toEqual([
          { bytes: [1, 2, 3, 4, 5], wireLength: 1500, timestampMicros, linkType: 113, interfaceIndex: 0 },
        ]);
        expect(source).toMatchObject({ format: 'pcap', timestampResolution: resolution, complete: true, damage: null });
        expect(source.interfaces).toEqual([{ name: null, linkType: 113, snapLength: 262_144 }]);
      });
    }
  }

  it('skips the longer record headers of modified files', async () => {
    const frames = [{ bytes: FRAME }, { bytes: Uint8Array.of(9) }];
    for (const byteOrder of ['little', 'big'] as const) {
      const source = await openBytes(buildPcap({ byteOrder, modified: true, frames }));
      expect((await readFrames(source)).map((frame) => frame.bytes)).toEqual([[1, 2, 3, 4, 5], [9]]);
    }
  });

  it('takes the wire length first in files before version 2.3', async () => {
    const source = await openBytes(
      buildPcap({ version: [2, 2], wireLengthFirst: true, frames: [{ bytes: FRAME, wireLength: 90 }, { bytes: FRAME }] }),
    );
    expect((await readFrames(source)).map((frame) => [frame.bytes.length, frame.wireLength])).toEqual([
      [5, 90],
      [5, 5],
    ]);
  });

  it('takes the shorter length as the captured one in files of version 2.3', async () => {
    for (const wireLengthFirst of [true, false]) {
      const source = await openBytes(buildPcap({ version: [2, 3], wireLengthFirst, frames: [{ bytes: FRAME, wireLength: 90 }] }));
      expect((await readFrames(source)).map((frame) => [frame.bytes.length, frame.wireLength])).toEqual([[5, 90]]);
    }
  });

  it('leaves the check sequence bits out of the link type and the wire length alone', async () => {
    const source = await openBytes(buildPcap({ linkType: 0x4400_0001, frames: [{ bytes: FRAME, wireLength: 64 }] }));
    expect(await readFrames(source)).toMatchObject([{ linkType: 1, wireLength: 64 }]);
  });

  it('never reports a frame shorter on the wire than captured', async () => {
    const source = await openBytes(buildPcap({ frames: [{ bytes: FRAME, wireLength: 3 }] }));
    expect(await readFrames(source)).toMatchObject([{ wireLength: 5 }]);
  });

  it('reads frames longer than the snap length and longer than the chunk', async () => {
    const bytes = new Uint8Array(200_000).fill(7);
    const source = await openBytes(buildPcap({ snapLength: 96, frames: [{ bytes: FRAME }, { bytes }, { bytes: FRAME }] }), {
      chunkBytes: 64,
    });
    expect((await readFrames(source)).map((frame) => frame.bytes.length)).toEqual([5, 200_000, 5]);
    expect(source.complete).toBe(true);
  });

  it('believes longer frames only where the snap length announces them', async () => {
    const bytes = new Uint8Array(300_000);
    const announced = await openBytes(buildPcap({ snapLength: 300_000, frames: [{ bytes }] }));
    expect((await readFrames(announced)).length).toBe(1);
    const unannounced = await openBytes(buildPcap({ frames: [{ bytes: FRAME }, { bytes }] }));
    expect((await readFrames(unannounced)).length).toBe(1);
    expect(unannounced.damage).toEqual({
      offset: 45,
      reason: 'a frame claims 300,000 bytes, more than the 262,144 believed of this file',
    });
  });

  it('never believes more than 16 MiB, whatever the snap length', async () => {
    const source = await openBytes(buildPcap({ snapLength: 0xffffffff, frames: [{ bytes: FRAME, capturedLength: 16_777_217 }] }));
    expect(await readFrames(source)).toEqual([]);
    expect(source.damage).toMatchObject({ offset: 24 });
  });

  it('says where a file ends inside a frame and inside its header', async () => {
    const whole = buildPcap({ frames: [{ bytes: FRAME }, { bytes: new Uint8Array(1514) }] });
    const inFrame = await openBytes(whole.subarray(0, 45 + 16 + 200));
    expect((await readFrames(inFrame)).length).toBe(1);
    expect(inFrame).toMatchObject({
      complete: false,
      damage: { offset: 45, reason: 'file ends inside a frame: 1,514 bytes promised, 200 there' },
    });
    const inHeader = await openBytes(whole.subarray(0, 45 + 7));
    expect((await readFrames(inHeader)).length).toBe(1);
    expect(inHeader.damage).toEqual({ offset: 45, reason: "file ends inside a frame's header: 7 of its 16 bytes there" });
  });

  it('reads timestamps beyond 2038', async () => {
    const timestampMicros = 4_294_967_295_999_999;
    const source = await openBytes(buildPcap({ frames: [{ bytes: FRAME, timestampMicros }] }));
    expect(await readFrames(source)).toMatchObject([{ timestampMicros }]);
  });

  it('refuses versions that do not exist', async () => {
    await expect(openBytes(buildPcap({ version: [3, 0] }))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('version 3.0'),
    });
  });

  it('is complete without any frame', async () => {
    const source = await openBytes(buildPcap());
    expect(await readFrames(source)).toEqual([]);
    expect(source.complete).toBe(true);
  });
});
