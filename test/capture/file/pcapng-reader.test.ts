import { describe, expect, it } from 'vitest';
import { buildBlock, buildPcapng, concat } from '../../support/capture-files.ts';
import { openBytes, readFrames } from './read-frames.ts';

const FRAME = Uint8Array.of(1, 2, 3, 4, 5);
const NOON = 1_700_000_000_123_456;
const NAME_RESOLUTION_BLOCK = 4;
const CUSTOM_BLOCK = 0xbad;
// A section header and an interface without options.
const FIRST_PACKET = 28 + 20;

describe('PcapngReader', () => {
  for (const byteOrder of ['little', 'big'] as const) {
    it(`reads ${byteOrder}-endian enhanced, simple and obsolete packets`, async () => {
      const source = await openBytes(
        buildPcapng({
          byteOrder,
          interfaces: [{ name: 'eth0', linkType: 101, snapLength: 96 }],
          frames: [
            { bytes: FRAME, timestampMicros: NOON, wireLength: 1500 },
            { bytes: FRAME, block: 'obsolete', timestampMicros: NOON + 1 },
            { bytes: FRAME, block: 'simple' },
          ],
        }),
      );
      const common = { bytes: [1, 2, 3, 4, 5], linkType: 101, interfaceIndex: 0 };
      expect(await readFrames(source)).toEqual([
        { ...common, timestampMicros: NOON, wireLength: 1500 },
        { ...common, timestampMicros: NOON + 1, wireLength: 5 },
        { ...common, timestampMicros: NOON + 1, wireLength: 5 },
      ]);
      expect(source).toMatchObject({ format: 'pcapng', complete: true, damage: null, timestampResolution: 'us' });
      expect(source.interfaces).toMatchObject([{ name: 'eth0', linkType: 101, snapLength: 96 }]);
    });
  }

  it('cuts simple packets at the snap length', async () => {
    const bytes = new Uint8Array(8).fill(7);
    const source = await openBytes(
      buildPcapng({ interfaces: [{ snapLength: 8 }], frames: [{ bytes, block: 'simple', wireLength: 1500 }] }),
    );
    expect(await readFrames(source)).toMatchObject([{ bytes: [7, 7, 7, 7, 7, 7, 7, 7], wireLength: 1500, timestampMicros: 0 }]);
  });

  it('numbers interfaces through all sections, each in its own byte order', async () => {
    const first = buildPcapng({ interfaces: [{ linkType: 1 }, { linkType: 101 }], frames: [{ bytes: FRAME, interfaceId: 1 }] });
    const second = buildPcapng({
      byteOrder: 'big',
      interfaces: [{ linkType: 113 }],
      frames: [{ bytes: FRAME }, { bytes: FRAME, block: 'simple' }],
    });
    const source = await openBytes(concat([first, second]));
    expect((await readFrames(source)).map((frame) => [frame.interfaceIndex, frame.linkType])).toEqual([
      [1, 101],
      [2, 113],
      [2, 113],
    ]);
    expect(source.interfaces.map((each) => each.linkType)).toEqual([1, 101, 113]);
  });

  it('passes over blocks it does not know, and custom blocks, however long', async () => {
    const before = buildPcapng({ frames: [{ bytes: FRAME }] });
    const unknown = [
      buildBlock(NAME_RESOLUTION_BLOCK, new Uint8Array(4)),
      buildBlock(CUSTOM_BLOCK, new Uint8Array(70_000)),
      buildBlock(0x4242, new Uint8Array(0)),
    ];
    const after = buildPcapng({ frames: [{ bytes: FRAME }] }).subarray(FIRST_PACKET);
    const source = await openBytes(concat([before, ...unknown, after]), { pieceBytes: 999, chunkBytes: 64 });
    expect((await readFrames(source)).length).toBe(2);
    expect(source.complete).toBe(true);
  });

  it('names the resolution of interfaces that differ', async () => {
    const source = await openBytes(buildPcapng({ interfaces: [{ resolution: 9 }, { resolution: 6 }] }));
    await readFrames(source);
    expect(source.timestampResolution).toBe('mixed');
  });

  const damaged: [string, Uint8Array, string][] = [
    [
      'a frame longer than its block',
      buildPcapng({ frames: [{ bytes: FRAME, capturedLength: 9 }] }),
      'a frame claims 9 bytes in a block with room for 8',
    ],
    [
      'a simple frame longer than its block',
      buildPcapng({ frames: [{ bytes: FRAME, block: 'simple', wireLength: 9 }] }),
      'a frame claims 9 bytes in a block with room for 8',
    ],
    [
      'an interface nobody described',
      buildPcapng({ frames: [{ bytes: FRAME, interfaceId: 1 }] }),
      'a frame is from interface 1 of a section that has described 1',
    ],
    [
      'a length that is no multiple of four',
      concat([buildPcapng(), buildBlock(6, FRAME, { length: 33 })]),
      'a block claims the impossible length of 33 bytes',
    ],
    [
      'a length that is too short',
      concat([buildPcapng(), buildBlock(4, FRAME, { length: 8 })]),
      'a block claims the impossible length of 8 bytes',
    ],
    [
      'a packet block beyond 16 MiB',
      concat([buildPcapng(), buildBlock(6, FRAME, { length: 16_777_220 })]),
      'a block claims the impossible length of 16,777,220 bytes',
    ],
    [
      'a packet block without room for its fields',
      concat([buildPcapng(), buildBlock(6, FRAME)]),
      'a block claims the impossible length of 20 bytes',
    ],
    [
      'a different length at the end',
      concat([buildPcapng(), buildBlock(4, FRAME, { trailer: 24 })]),
      'a block says 20 bytes at its start and 24 at its end',
    ],
    [
      'a different length at the end of a packet',
      concat([buildPcapng(), buildBlock(6, new Uint8Array(20), { trailer: 24 })]),
      'a block says 32 bytes at its start and 24 at its end',
    ],
    [
      'a section of another version',
      concat([buildPcapng(), buildPcapng({ version: 2 })]),
      'a section is of pcapng version 2, only version 1 is known',
    ],
    [
      'a section without byte order',
      concat([buildPcapng(), buildBlock(0x0a0d0d0a, new Uint8Array(16))]),
      'a section does not say its byte order',
    ],
    [
      'an end inside a block',
      concat([buildPcapng(), buildBlock(6, new Uint8Array(30)).subarray(0, 20)]),
      'file ends inside a block: 44 bytes promised, 20 there',
    ],
    [
      'an end inside an unknown block',
      concat([buildPcapng(), buildBlock(4, new Uint8Array(30)).subarray(0, 20)]),
      'file ends inside a block: 44 bytes promised, 20 there',
    ],
    ["an end inside a block's header", concat([buildPcapng(), FRAME]), "file ends inside a block's header: 5 bytes there"],
  ];
  for (const [what, bytes, reason] of damaged) {
    it(`stops at ${what}`, async () => {
      const source = await openBytes(bytes);
      expect(await readFrames(source)).toEqual([]);
      expect(source).toMatchObject({ complete: false, damage: { offset: FIRST_PACKET, reason } });
    });
  }

  it('stops at more interfaces than anybody has', async () => {
    const one = buildPcapng().subarray(28);
    const source = await openBytes(concat([buildPcapng(), ...Array.from({ length: 65_536 }, () => one)]));
    await readFrames(source);
    expect(source.interfaces.length).toBe(65_536);
    expect(source.damage?.reason).toBe('the file describes more than 65,536 interfaces');
  });
});
