import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { Analysis } from '../../src/commands/analysis.ts';
import { readCaptures } from '../../src/commands/read-captures.ts';
import { createReport, type Report } from '../../src/commands/report.ts';
import type { LineWindow } from '../../src/line/line-window.ts';
import type { TrafficLimits } from '../../src/traffic/limits.ts';
import type { TrafficWindow } from '../../src/traffic/window.ts';
import { fixedRandom } from './observe.ts';

/** Tests look at small captures, and smaller tables are sooner made. */
export const SMALL_TABLES: Partial<TrafficLimits> = { flows: 8192, hosts: 8192, tunnels: 1024 };

export interface Replayed {
  /** With all rows of all lists. */
  readonly report: Report;
  readonly windows: readonly TrafficWindow[];
  readonly lineWindows: readonly LineWindow[];
}

export interface ReplayFilesOptions {
  readonly chunkBytes?: number;
  readonly limits?: Partial<TrafficLimits>;
}

/** Analyses capture files as one, as the command does. Throws `CaptureError` for a file that is none. */
export async function replayFiles(paths: readonly string[], options: ReplayFilesOptions = {}): Promise<Replayed> {
  const windows: TrafficWindow[] = [];
  const lineWindows: LineWindow[] = [];
  const { limits = {}, ...openOptions } = options;
  const analysis = new Analysis({
    limits,
    random: fixedRandom(),
    onWindow: (window) => windows.push(window),
    onLineWindow: (window) => lineWindows.push(window),
  });
  const sources = [];
  for (const path of paths) sources.push(await openCaptureFile(path, openOptions));
  const rows = await readCaptures(sources, analysis, {
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  analysis.finish();
  return { report: createReport(rows, analysis.traffic.summary(), analysis.line.summary()), windows, lineWindows };
}
