import { Readable } from 'node:stream';
import fc from 'fast-check';
import { parse } from 'pcap-parser';
import { describe, expect, it } from 'vitest';
import { buildPcap } from '../../support/capture-files.ts';
import { openBytes, type ReadFrame, readFrames } from './read-frames.ts';

type Seen = Pick<ReadFrame, 'bytes' | 'wireLength' | 'timestampMicros' | 'linkType'>;

/** Reads a file with the npm package pcap-parser, which knows microseconds and version 2.4 only. */
function readWithPcapParser(file: Uint8Array): Promise<Seen[]> {
  return new Promise((resolve, reject) => {
    const frames: Seen[] = [];
    let linkType = -1;
    const parser = parse(Readable.from([Buffer.from(file)]));
    parser.on('globalHeader', (header) => {
      linkType = header.linkLayerType;
    });
    parser.on('packet', ({ header, data }) => {
      const timestampMicros = header.timestampSeconds * 1e6 + header.timestampMicroseconds;
      frames.push({ bytes: [...data], wireLength: header.originalLength, timestampMicros, linkType });
    });
    parser.on('error', reject);
    parser.on('end', () => resolve(frames));
  });
}

const frame = fc.record({
  bytes: fc.uint8Array({ maxLength: 200 }),
  timestampMicros: fc.integer({ min: 0, max: 4_294_967_295_999_999 }),
  beyondCaptured: fc.nat(70_000),
});

describe('PcapReader beside pcap-parser', () => {
  it('reads the same frames', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(frame, { maxLength: 30 }),
        fc.constantFrom('little', 'big'),
        fc.nat(65_535),
        async (described, byteOrder, linkType) => {
          const frames = described.map(({ beyondCaptured, ...rest }) => ({
            ...rest,
            wireLength: rest.bytes.length + beyondCaptured,
          }));
          const file = buildPcap({ frames, byteOrder, linkType });
          const expected = await readWithPcapParser(file);
          expect(expected.length).toBe(frames.length);
          const read = await readFrames(await openBytes(file, { chunkBytes: 64 }));
          expect(read.map(({ interfaceIndex: _, ...seen }) => seen)).toEqual(expected);
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });
});
