import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/capture/frame.ts';
import { type RingFormat, RingReader } from '../../../src/capture/live/ring-reader.ts';
import { type BlockSpec, buildRing, writeBlock } from './ring-blocks.ts';

const BLOCK = 4096;
const WHOLE: RingFormat = { linkType: 1, snapLength: 0 };

const ADDRESSES = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2];
const IPV4_FRAME = Uint8Array.from([...ADDRESSES, 0x08, 0x00, 0x45, 0xff]);

interface Seen {
  readonly bytes: number[];
  readonly captured: number;
  readonly wire: number;
  readonly micros: number;
}

function copyOf(frame: Frame): Seen {
  return {
    bytes: [...frame.bytes.subarray(frame.start, frame.start + frame.capturedLength)],
    captured: frame.capturedLength,
    wire: frame.wireLength,
    micros: frame.timestampMicros,
  };
}

function readerOver(
  blocks: readonly BlockSpec[],
  format = WHOLE,
): { ring: ArrayBuffer; reader: RingReader; readAll: () => Seen[] } {
  const ring = buildRing(BLOCK, blocks);
  const reader = new RingReader(ring, { blockLength: BLOCK, blockCount: blocks.length }, format);
  const readAll = () => {
    const seen: Seen[] = [];
    for (let block = 0; block <= 2 * blocks.length; block++) reader.read((frame) => seen.push(copyOf(frame)));
    return seen;
  };
  return { ring, reader, readAll };
}

function statusOf(ring: ArrayBuffer, block: number): number {
  return new Uint32Array(ring)[(block * BLOCK) / 4 + 2]!;
}

function frameOf(length: number, fill: number): Uint8Array {
  return new Uint8Array(length).fill(fill);
}

describe('RingReader', () => {
  it('delivers the frames of all ready blocks in order and gives the blocks back', () => {
    const { ring, readAll } = readerOver([
      { packets: [{ frame: frameOf(60, 1) }, { frame: frameOf(61, 2) }] },
      { packets: [{ frame: frameOf(62, 3) }] },
      { packets: [], status: 0 },
    ]);
    expect(readAll().map((seen) => [seen.captured, seen.bytes[0]])).toEqual([
      [60, 1],
      [61, 2],
      [62, 3],
    ]);
    expect([statusOf(ring, 0), statusOf(ring, 1)]).toEqual([0, 0]);
    expect(readAll()).toEqual([]);
  });

  it('starts over at the first block behind the last', () => {
    const { ring, readAll } = readerOver([{ packets: [{ frame: frameOf(60, 1) }] }, { packets: [{ frame: frameOf(60, 2) }] }]);
    expect(readAll()).toHaveLength(2);
    writeBlock(ring, 0, { packets: [{ frame: frameOf(60, 3) }] });
    expect(readAll().map((seen) => seen.bytes[0])).toEqual([3]);
  });

  it('passes over blocks without packets', () => {
    const { ring, readAll } = readerOver([{ packets: [] }, { packets: [{ frame: frameOf(60, 7) }] }]);
    expect(readAll().map((seen) => seen.bytes[0])).toEqual([7]);
    expect(statusOf(ring, 0)).toBe(0);
  });

  it('reads one block at a time and keeps its bytes until the next is asked for', () => {
    const { ring, reader } = readerOver([
      { packets: [{ frame: frameOf(60, 1) }, { frame: frameOf(60, 2) }] },
      { packets: [{ frame: frameOf(60, 3) }] },
    ]);
    const fills: number[] = [];
    const sink = (frame: Frame) => void fills.push(frame.bytes[frame.start]!);
    expect(reader.read(sink)).toBe(2);
    expect(fills).toEqual([1, 2]);
    expect([statusOf(ring, 0), statusOf(ring, 1)]).toEqual([1, 1]);
    expect(reader.read(sink)).toBe(1);
    expect(fills).toEqual([1, 2, 3]);
    expect([statusOf(ring, 0), statusOf(ring, 1)]).toEqual([0, 1]);
    expect(reader.read(sink)).toBe(0);
    expect(statusOf(ring, 1)).toBe(0);
  });

  it('turns seconds and nanoseconds into microseconds with a fraction', () => {
    const { readAll } = readerOver([{ packets: [{ frame: frameOf(60, 1), seconds: 1_000_000, nanoseconds: 123_456_750 }] }]);
    expect(readAll()[0]!.micros).toBe(1_000_000_123_456.75);
  });

  it('keeps the wire length of a frame that was cut', () => {
    const { readAll } = readerOver([{ packets: [{ frame: frameOf(60, 1), wireLength: 1514 }] }]);
    expect(readAll()[0]).toMatchObject({ captured: 60, wire: 1514 });
  });

  it('goes on behind the frame at which the sink threw', () => {
    for (const last of [1, 2]) {
      const { reader, readAll } = readerOver([{ packets: [{ frame: frameOf(60, 1) }, { frame: frameOf(60, 2) }] }]);
      let count = 0;
      const failing = () => {
        if (++count === last) throw new Error('sink');
      };
      expect(() => reader.read(failing)).toThrow('sink');
      expect(readAll().map((seen) => seen.bytes[0])).toEqual([1, 2].slice(last));
    }
  });

  it('delivers nothing more once closed, even from within the sink', () => {
    const { reader } = readerOver([{ packets: [{ frame: frameOf(60, 1) }, { frame: frameOf(60, 2) }] }]);
    let delivered = 0;
    const closing = () => {
      delivered++;
      reader.close();
    };
    expect(reader.read(closing)).toBe(1);
    expect(reader.read(closing)).toBe(0);
    expect(delivered).toBe(1);
  });
});

describe('RingReader, VLAN tags', () => {
  it('puts the tag the kernel took out back between addresses and ether type', () => {
    const { readAll } = readerOver([{ packets: [{ frame: IPV4_FRAME, tag: { control: 0x6007, protocol: 0x88a8 } }] }]);
    expect(readAll()[0]).toMatchObject({
      bytes: [...ADDRESSES, 0x88, 0xa8, 0x60, 0x07, 0x08, 0x00, 0x45, 0xff],
      captured: IPV4_FRAME.length + 4,
      wire: IPV4_FRAME.length + 4,
    });
  });

  it('takes 0x8100 where the kernel does not say which tag it was', () => {
    const { readAll } = readerOver([{ packets: [{ frame: IPV4_FRAME, tag: { control: 0 } }] }]);
    expect(readAll()[0]!.bytes.slice(12, 16)).toEqual([0x81, 0x00, 0, 0]);
  });

  it('leaves the frames around it alone', () => {
    const packets = [{ frame: frameOf(61, 9) }, { frame: IPV4_FRAME, tag: { control: 7 } }, { frame: frameOf(61, 8) }];
    const seen = readerOver([{ packets }]).readAll();
    expect(seen[0]!.bytes).toEqual([...frameOf(61, 9)]);
    expect(seen[2]!.bytes).toEqual([...frameOf(61, 8)]);
  });

  it('still keeps no more than the snap length', () => {
    const cut = { frame: IPV4_FRAME, wireLength: 100, tag: { control: 7 } };
    const { readAll } = readerOver([{ packets: [cut] }], { linkType: 1, snapLength: IPV4_FRAME.length });
    expect(readAll()[0]).toMatchObject({ bytes: [...ADDRESSES, 0x81, 0x00, 0, 7], captured: 16, wire: 104 });
  });

  it('lets a frame that was cut grow no longer, whatever is kept of others', () => {
    const packets = [
      { frame: frameOf(64, 1), wireLength: 1000, tag: { control: 7 } },
      { frame: frameOf(64, 2), tag: { control: 7 } },
    ];
    const seen = readerOver([{ packets }], { linkType: 1, snapLength: 2048 }).readAll();
    expect(seen.map(({ captured, wire }) => [captured, wire])).toEqual([
      [64, 1004],
      [68, 68],
    ]);
  });

  it('counts the tag of a frame cut within the addresses', () => {
    const cut = { frame: IPV4_FRAME.subarray(0, 8), wireLength: 100, tag: { control: 7 } };
    expect(readerOver([{ packets: [cut] }]).readAll()[0]).toMatchObject({ bytes: ADDRESSES.slice(0, 8), captured: 8, wire: 104 });
  });

  it('puts none into frames that have no Ethernet header', () => {
    const packet = { frame: IPV4_FRAME, tag: { control: 7 } };
    const { readAll } = readerOver([{ packets: [packet] }], { linkType: 101, snapLength: 0 });
    expect(readAll()[0]!.bytes).toEqual([...IPV4_FRAME]);
  });
});

describe('RingReader, blocks that make no sense', () => {
  const good = { frame: frameOf(60, 1) };
  const broken: readonly [string, BlockSpec, number][] = [
    ['a captured length beyond the block', { packets: [good, { frame: frameOf(60, 2), capturedLength: BLOCK }] }, 1],
    ['the largest captured length', { packets: [good, { frame: frameOf(60, 2), capturedLength: 0xffff_ffff }] }, 1],
    ['a MAC offset beyond the block', { packets: [good, { frame: frameOf(60, 2), macOffset: 0xffff }] }, 1],
    ['a MAC offset within the header', { packets: [good, { frame: frameOf(60, 2), macOffset: 40 }] }, 1],
    ['a next offset beyond the block', { packets: [{ ...good, nextOffset: BLOCK }, good] }, 1],
    ['a next offset of zero', { packets: [{ ...good, nextOffset: 0 }, good] }, 1],
    ['an odd next offset', { packets: [{ ...good, nextOffset: 101 }, good] }, 1],
    ['a first offset within the block header', { packets: [good], firstOffset: 16 }, 0],
  ];

  for (const [what, block, readable] of broken) {
    it(`counts the frames behind ${what} as lost and goes on with the next block`, () => {
      const { ring, reader, readAll } = readerOver([block, { packets: [{ frame: frameOf(60, 5) }] }]);
      expect(readAll().map((seen) => seen.bytes[0])).toEqual([...Array(readable).fill(1), 5]);
      expect(reader.unreadable).toBe(1);
      expect(statusOf(ring, 0)).toBe(0);
    });
  }

  it('does not believe a packet count larger than a block could hold', () => {
    const { reader, readAll } = readerOver([{ packets: [good], packetCount: 0xffff_ffff }]);
    expect(readAll()).toHaveLength(1);
    expect(reader.unreadable).toBeLessThanOrEqual(BLOCK / 68);
  });

  it('never hands out a byte outside the block, whatever the block says', () => {
    let random = 12345;
    const next = () => {
      random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
      return random >>> 8;
    };
    for (let round = 0; round < 3000; round++) {
      const ring = buildRing(BLOCK, [{ packets: [] }, { packets: [good, good, good, good] }, { packets: [] }]);
      const words = new Uint32Array(ring, BLOCK, BLOCK / 4);
      // Only fields below the status, so that the block stays ours.
      for (let changes = 0; changes < 4; changes++) words[3 + (next() % 60)] = next() % 3 === 0 ? next() * 256 : next() % 5000;
      const reader = new RingReader(ring, { blockLength: BLOCK, blockCount: 3 }, WHOLE);
      const check = (frame: Frame) => {
        expect(frame.start).toBeGreaterThanOrEqual(BLOCK);
        expect(frame.start + frame.capturedLength).toBeLessThanOrEqual(2 * BLOCK);
        expect(frame.wireLength).toBeGreaterThanOrEqual(frame.capturedLength);
      };
      for (let block = 0; block <= 3; block++) reader.read(check);
    }
  });
});
