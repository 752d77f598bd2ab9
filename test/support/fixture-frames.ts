import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { CaptureError } from '../../src/capture/source.ts';
import type { SeedFrame } from './seed-frames.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
/** A long capture's frames resemble each other. */
const FRAMES_PER_FILE = 20;

/** The first frames of every capture among the fixtures, damaged ones as far as they go. */
export async function readFixtureFrames(): Promise<SeedFrame[]> {
  const frames: SeedFrame[] = [];
  const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    if (/\.(pcap|pcapng)(\.gz)?$/.test(name)) frames.push(...(await readFirstFrames(join(FIXTURES, name))));
  }
  return frames;
}

async function readFirstFrames(path: string): Promise<SeedFrame[]> {
  const frames: SeedFrame[] = [];
  try {
    const source = await openCaptureFile(path, { chunkBytes: 16 * 1024 });
    let state = 'more';
    while (state === 'more' && frames.length < FRAMES_PER_FILE) {
      state = await source.step((frame) => {
        const { bytes, start, capturedLength, linkType } = frame;
        if (frames.length < FRAMES_PER_FILE) frames.push({ linkType, bytes: bytes.slice(start, start + capturedLength) });
      });
    }
    await source.close();
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
  }
  return frames;
}
