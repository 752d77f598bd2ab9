import { Readable } from 'node:stream';
import type { FileSource } from '../../../src/capture/file/file-source.ts';
import { openCaptureFile } from '../../../src/capture/file/open-capture-file.ts';

/** A copy of a frame, for looking at after the sink returned. */
export interface ReadFrame {
  readonly bytes: readonly number[];
  readonly wireLength: number;
  readonly timestampMicros: number;
  readonly linkType: number;
  readonly interfaceIndex: number;
}

/** Reads a source to its end. */
export async function readFrames(source: FileSource): Promise<ReadFrame[]> {
  const frames: ReadFrame[] = [];
  for (;;) {
    const state = await source.step(({ bytes, start, capturedLength, wireLength, timestampMicros, linkType, interfaceIndex }) => {
      const copy = [...bytes.subarray(start, start + capturedLength)];
      frames.push({ bytes: copy, wireLength, timestampMicros, linkType, interfaceIndex });
    });
    if (state === 'ended') return frames;
  }
}

/** Opens bytes as standard input, cut into pieces of `pieceBytes`. */
export function openBytes(bytes: Uint8Array, { pieceBytes = 1 << 16, chunkBytes = 1 << 16 } = {}): Promise<FileSource> {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) pieces.push(bytes.subarray(at, at + pieceBytes));
  return openCaptureFile('-', { standardInput: Readable.from(pieces, { objectMode: true }), chunkBytes });
}
