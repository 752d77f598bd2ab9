import { describe, expect, it } from 'vitest';
import { type FrameRecord, MAX_CAPTURED, RecordReader, RecordWriter } from '../../../src/capture/live/cap-records.ts';

function recordOf(length: number, timestampMicros: number): FrameRecord {
  const bytes = Uint8Array.from({ length }, (_, i) => i & 0xff);
  return { bytes, start: 0, capturedLength: length, wireLength: length + 10, timestampMicros };
}

function readAll(reader: RecordReader): { bytes: Uint8Array; wireLength: number; timestampMicros: number }[] {
  const record: FrameRecord = { bytes: new Uint8Array(0), start: 0, capturedLength: 0, wireLength: 0, timestampMicros: 0 };
  const all = [];
  while (reader.next(record)) {
    const { bytes, start, capturedLength, wireLength, timestampMicros } = record;
    all.push({ bytes: Uint8Array.from(bytes.subarray(start, start + capturedLength)), wireLength, timestampMicros });
  }
  return all;
}

function expectedOf({ bytes, wireLength, timestampMicros }: FrameRecord): object {
  return { bytes, wireLength, timestampMicros };
}

describe('frame records', () => {
  const records = [recordOf(60, 1.5), recordOf(0, 2), recordOf(1514, 1_795_265_849_390_735.5), recordOf(MAX_CAPTURED, 4)];

  for (const pieceLength of [1, 7, 16, 100, 65_536, 1_000_000]) {
    it(`arrive whole in pieces of ${pieceLength} bytes`, () => {
      const writer = new RecordWriter(100_000);
      for (const record of records) writer.add(record);
      const batch = writer.take();
      const reader = new RecordReader();
      const seen: object[] = [];
      for (let at = 0; at < batch.length; at += pieceLength) {
        reader.push(batch.subarray(at, at + pieceLength));
        // A single byte at a time, asking after each is slow and shows nothing more.
        if (pieceLength > 1) seen.push(...readAll(reader));
      }
      seen.push(...readAll(reader));
      expect(seen).toEqual(records.map(expectedOf));
      expect(reader.pending).toBe(0);
    });
  }

  it('are refused where their length cannot be', () => {
    const reader = new RecordReader();
    const batch = Buffer.alloc(16);
    batch.writeUInt32LE(MAX_CAPTURED + 1, 0);
    reader.push(batch);
    expect(() => readAll(reader)).toThrow(RangeError);
  });

  it('are taken from the writer once', () => {
    const writer = new RecordWriter(1000);
    writer.add(recordOf(60, 1));
    expect(writer.take()).toHaveLength(76);
    expect(writer.take()).toHaveLength(0);
  });
});
