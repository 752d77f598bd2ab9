import type { FileSource } from '../capture/file/file-source.ts';
import type { OwnService } from '../inspect/services/service-index.ts';
import { DEFAULT_LIMITS, type TrafficLimits } from '../traffic/limits.ts';
import { Analysis, type KnownOfLine } from './analysis.ts';
import { enrichReport, type ReportEnrichment } from './enrich-report.ts';
import { reportFailure } from './failure.ts';
import { untilInterrupted } from './interruption.ts';
import type { Output } from './output.ts';
import { createProgressBar } from './progress-bar.ts';
import { openCaptures, readCaptures } from './read-captures.ts';
import { type CaptureFileRow, createReport, type Report } from './report.ts';
import { sayWhatIsMissing } from './say-missing.ts';

/** Tables have some rows however small a capture is. */
const FEWEST_ROWS = 16;

/** What `replay` needs to know; already validated. */
export interface ReplayOptions {
  /** Prints the report as JSON instead of a summary. */
  readonly json: boolean;
  /** Analyses every file on its own and prints one line of JSON a file. */
  readonly each: boolean;
  /** The most rows of each list; 0 lists everything. */
  readonly top: number;
  /** What is told of the line that is learnt otherwise. */
  readonly line?: KnownOfLine;
  readonly limits?: Partial<TrafficLimits>;
  readonly services?: readonly OwnService[];
  /** What files on this machine say of addresses and names; nobody knows without it. */
  readonly enrichment?: ReportEnrichment;
  readonly output: Output;
}

/** Analyses capture files, several as one. Returns the exit status. A signal ends the reading; what was read is reported. */
export async function runReplay(files: readonly string[], options: ReplayOptions): Promise<number> {
  return options.each ? await reportEach(files, options) : await reportTogether(files, options);
}

async function reportTogether(files: readonly string[], options: ReplayOptions): Promise<number> {
  const { output } = options;
  // Until everything is open there is nothing to report, and a signal just ends the process.
  const sources = await openCaptures(files);
  const report = await untilInterrupted((signal) => analyse(sources, options, signal));
  if (options.json) {
    output.print(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    const { describeReport } = await import('./report-text.ts');
    output.print(describeReport(report, output.colors));
  }
  return 0;
}

/** A file that cannot be read is said and passed over; the exit status tells. */
async function reportEach(files: readonly string[], options: ReplayOptions): Promise<number> {
  let status = 0;
  await untilInterrupted(async (signal) => {
    for (const file of files) {
      if (signal.aborted) break;
      try {
        const report = await analyse(await openCaptures([file]), options, signal);
        options.output.print(`${JSON.stringify(report)}\n`);
      } catch (error) {
        const failure = reportFailure(error, process.env);
        options.output.say(failure.text);
        status = failure.status;
      }
    }
  });
  return status;
}

async function analyse(sources: readonly FileSource[], options: ReplayOptions, signal: AbortSignal): Promise<Report> {
  const { output } = options;
  const limits = fittingLimits(options.limits ?? {}, sources);
  const analysis = new Analysis({ line: options.line ?? {}, limits, services: options.services ?? [] });
  const progress = createProgressBar(output);
  let rows: CaptureFileRow[];
  try {
    rows = await readCaptures(sources, analysis, { signal, onProgress: progress.show });
  } finally {
    progress.clear();
  }
  analysis.finish();
  sayWhatIsMissing(rows, output, {
    beforeDamage: 'everything before it is reported',
    undecoded: 'its frames are counted and not looked into',
  });
  if (signal.aborted) output.say('wanprobe: interrupted; the report covers what was read until then');
  const report = createReport(rows, analysis.traffic.summary({ limit: options.top }), analysis.line.summary());
  return options.enrichment === undefined ? report : enrichReport(report, options.enrichment);
}

/**
 * Tables as large as there can be conversations and hosts: those of small captures are made in no time, and nothing is evicted sooner, unless a
 * file grows while it is read.
 */
function fittingLimits(limits: Partial<TrafficLimits>, sources: readonly FileSource[]): Partial<TrafficLimits> {
  let frames = FEWEST_ROWS;
  for (const { mostFrames } of sources) frames += mostFrames ?? Number.POSITIVE_INFINITY;
  const { flows, hosts } = { ...DEFAULT_LIMITS, ...limits };
  return { ...limits, flows: Math.min(flows, frames), hosts: Math.min(hosts, 2 * frames) };
}
