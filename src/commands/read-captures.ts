import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { FileSource } from '../capture/file/file-source.ts';
import { openCaptureFile } from '../capture/file/open-capture-file.ts';
import type { FrameConsumer } from '../capture/frame.ts';
import { linkTypeName } from '../capture/link-type.ts';
import { isDecodedLinkType } from '../decode/link/link-types.ts';
import type { CaptureFileRow } from './report.ts';

/** How long frames are read before signals and progress get a turn. */
const TURN_MILLIS = 50;

/** What a reader of captures wants to hear while it goes on. */
export interface ReadingOptions {
  /** Stops the reading between two chunks, also where the next one is still being waited for; what was read stays true. */
  readonly signal: AbortSignal;
  /** Called about twenty times a second with how much of all files has been read, from 0 to 1; `null` where that cannot be known. */
  readonly onProgress: (fraction: number | null) => void;
}

/** Opens all files before the first is read, so that a wrong path is said at once. Throws `CaptureError`. */
export async function openCaptures(paths: readonly string[]): Promise<FileSource[]> {
  const sources: FileSource[] = [];
  try {
    for (const path of paths) sources.push(await openCaptureFile(path));
  } catch (error) {
    for (const source of sources) await source.close();
    throw error;
  }
  return sources;
}

/** Reads captures one after the other into `consumer` and closes them. Says of each what the report says of files. */
export async function readCaptures(
  sources: readonly FileSource[],
  consumer: FrameConsumer,
  options: ReadingOptions,
): Promise<CaptureFileRow[]> {
  const rows: CaptureFileRow[] = [];
  const totals = sources.map((source) => source.totalBytes);
  const all = totals.includes(null) ? null : totals.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  let before = 0;
  let turnEnds = performance.now() + TURN_MILLIS;
  for (const source of sources) {
    const pause = async (): Promise<void> => {
      options.onProgress(all === null || all === 0 ? null : (before + source.bytesRead) / all);
      await yieldToEvents();
      turnEnds = performance.now() + TURN_MILLIS;
    };
    try {
      await readOne(source, consumer, { signal: options.signal, isTurnOver: () => performance.now() >= turnEnds, pause });
      before += source.bytesRead;
      rows.push(describeFile(source));
    } finally {
      await source.close();
    }
  }
  return rows;
}

async function readOne(
  source: FileSource,
  consumer: FrameConsumer,
  options: { readonly signal: AbortSignal; readonly isTurnOver: () => boolean; readonly pause: () => Promise<void> },
): Promise<void> {
  const { signal, isTurnOver, pause } = options;
  // A step that waits for a quiet stream ends when the source is closed.
  const interrupt = (): void => source.close();
  signal.addEventListener('abort', interrupt);
  try {
    while (!signal.aborted) {
      const step = source.step(consumer.sink);
      const state = typeof step === 'string' ? step : await step;
      consumer.settle();
      // Also behind the last step: thousands of small files are no shorter than a long one.
      if (isTurnOver()) await pause();
      if (state === 'ended') return;
    }
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

function describeFile(source: FileSource): CaptureFileRow {
  return {
    path: source.name,
    format: source.format,
    timestampResolution: source.timestampResolution,
    complete: source.complete,
    damage: source.damage,
    interfaces: source.interfaces.map(({ linkType, snapLength }) => ({
      linkType,
      linkTypeName: linkTypeName(linkType),
      snapLength,
      isDecoded: isDecodedLinkType(linkType),
    })),
  };
}
