import { Packet } from '../../../src/decode/packet.ts';
import { Reading, type StreamReader, StreamView } from '../../../src/inspect/stream-view.ts';
import { concatenate } from '../frames/drawing.ts';
import { latin1, watchBytes } from './text-bytes.ts';

export interface ReadStream {
  /** What the reader wanted last. */
  readonly reading: keyof typeof Reading;
  /** What it was shown last and has not consumed, and what came behind. */
  readonly rest: string;
  /** How many bytes it has read, in all its calls. */
  readonly reads: number;
  readonly calls: number;
}

/** Shows segments of one direction to a reader, as the contract of `StreamView` has it. Ends when the reader is done or another is to begin. */
export function readStream(reader: StreamReader, segments: readonly (string | Uint8Array)[]): ReadStream {
  let pending = new Uint8Array(0);
  let reading: Reading = Reading.More;
  let needed = 1;
  let memo = 0;
  let reads = 0;
  let calls = 0;
  for (const segment of segments) {
    const content = typeof segment === 'string' ? latin1(segment) : segment;
    if (reading === Reading.Skip) {
      const watched = watchBytes(content);
      const begins = reader.begins?.(watched.bytes, watched.start, watched.end) ?? false;
      reads += watched.reads();
      if (!begins) continue;
      reading = Reading.More;
    }
    pending = Uint8Array.from(concatenate(pending, content));
    if (reading !== Reading.More || pending.length < needed) continue;

    const watched = watchBytes(pending);
    const view = new StreamView();
    view.show(watched.bytes, watched.start, watched.end);
    view.memo = memo;
    reading = reader.read(view, new Packet());
    reads += watched.reads();
    calls += 1;
    if (view.consumed < 0 || view.consumed > pending.length)
      throw new Error(`consumed ${view.consumed} of ${pending.length} bytes`);
    if (reading === Reading.More && view.needed <= pending.length - view.consumed)
      throw new Error(`needs ${view.needed}, which is there`);
    pending = pending.slice(view.consumed);
    memo = view.consumed > 0 ? 0 : view.memo;
    needed = view.needed;
    if (reading === Reading.Skip) pending = new Uint8Array(0);
  }
  const name = Object.entries(Reading).find(([, value]) => value === reading)![0] as keyof typeof Reading;
  return { reading: name, rest: Buffer.from(pending).toString('latin1'), reads, calls };
}

/** Segments of so many bytes each. */
export function cutInto(content: string, bytesEach: number): string[] {
  return Array.from({ length: Math.ceil(content.length / bytesEach) }, (_, index) =>
    content.slice(index * bytesEach, (index + 1) * bytesEach),
  );
}
