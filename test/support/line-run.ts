import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { type FrameBytes, Packet } from '../../src/decode/packet.ts';
import { Line } from '../../src/line/line.ts';
import type { LineSummary } from '../../src/line/line-summary.ts';
import type { LineWindow } from '../../src/line/line-window.ts';
import type { OutageSummary } from '../../src/line/outage/outage-row.ts';
import type { VerdictSummary } from '../../src/line/verdict/verdict-row.ts';
import type { WindowSpan } from '../../src/line/window-span.ts';
import { Traffic } from '../../src/traffic/traffic.ts';
import { buildFrame } from './frames/build-frame.ts';
import { fixedRandom, frameBytes } from './observe.ts';
import type { LineFrame } from './ppp-line.ts';

const LIMITS = { flows: 8192, hosts: 8192, tunnels: 1024 };

export interface JudgedLine {
  readonly outages: OutageSummary;
  readonly verdicts: VerdictSummary;
  readonly windows: readonly LineWindow[];
  readonly summary: LineSummary;
}

/** Puts frames through the tables and the line, with windows as the tables close them. */
export class LineRun {
  readonly windows: LineWindow[] = [];
  readonly #packet = new Packet();
  readonly #line = new Line({ connections: LIMITS.flows, random: fixedRandom() });
  readonly #traffic = new Traffic({
    limits: LIMITS,
    random: fixedRandom(),
    onWindow: ({ startMicros, endMicros, accounting }) => this.#close({ startMicros, endMicros }, accounting.seen.frames === 0),
  });

  observe(frame: FrameBytes): void {
    const packet = this.#packet;
    decodeFrame(frame, packet);
    if (!this.#traffic.covers(packet)) this.#traffic.moveTo(packet);
    this.#line.direct(packet);
    this.#traffic.observe(packet);
    this.#line.observe(packet);
  }

  /** Lets time pass without frames, as a clock does. */
  passTo(micros: number): void {
    this.#traffic.tick(micros);
  }

  finish(): JudgedLine {
    this.#traffic.finish();
    const summary = this.#line.summary();
    return { outages: summary.outages, verdicts: summary.verdict, windows: this.windows, summary };
  }

  #close(second: WindowSpan, isSilent: boolean): void {
    const window = this.#line.closeSecond(second, isSilent);
    if (window !== null) this.windows.push(window);
  }
}

/** Judges a capture file; a silence of `silentSeconds` follows it. */
export async function judgeCapture(
  path: string,
  { silentSeconds = 0 }: { readonly silentSeconds?: number } = {},
): Promise<JudgedLine> {
  const run = new LineRun();
  const source = await openCaptureFile(path);
  let last = 0;
  let state = 'more';
  while (state === 'more') {
    state = await source.step((frame) => {
      last = frame.timestampMicros;
      run.observe(frame);
    });
  }
  await source.close();
  if (silentSeconds > 0) run.passTo(last + silentSeconds * 1e6);
  return run.finish();
}

/** Judges frames made by builders; a silence of `silentSeconds` follows them. */
export function judgeFrames(
  frames: readonly LineFrame[],
  { silentSeconds = 0 }: { readonly silentSeconds?: number } = {},
): JudgedLine {
  const run = new LineRun();
  let last = 0;
  for (const { at, layers } of frames.toSorted((a, b) => a.at - b.at)) {
    const frame = frameBytes({ bytes: buildFrame(...layers), at });
    last = frame.timestampMicros;
    run.observe(frame);
  }
  if (silentSeconds > 0) run.passTo(last + silentSeconds * 1e6);
  return run.finish();
}
