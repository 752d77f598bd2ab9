import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { type FrameBytes, Packet } from '../../src/decode/packet.ts';
import { HomePart } from '../../src/line/home/home-part.ts';
import type { LineParts } from '../../src/line/outage/line-parts.ts';
import type { OutageSummary, OutageWindow } from '../../src/line/outage/outage-row.ts';
import { Outages } from '../../src/line/outage/outages.ts';
import { PppSessions } from '../../src/line/ppp/ppp-sessions.ts';
import { LineQuality } from '../../src/line/quality/line-quality.ts';
import type { VerdictSummary, VerdictWindow } from '../../src/line/verdict/verdict-row.ts';
import { Verdicts } from '../../src/line/verdict/verdicts.ts';
import { Traffic } from '../../src/traffic/traffic.ts';
import { buildFrame } from './frames/build-frame.ts';
import { fixedRandom, frameBytes } from './observe.ts';
import type { LineFrame } from './ppp-line.ts';

const LIMITS = { flows: 8192, hosts: 8192, tunnels: 1024 };

export interface JudgedLine {
  readonly outages: OutageSummary;
  readonly verdicts: VerdictSummary;
  readonly judge: Verdicts;
  readonly windows: readonly JudgedWindow[];
}

export interface JudgedWindow {
  readonly endMicros: number;
  readonly outages: OutageWindow;
  readonly verdicts: VerdictWindow;
}

/** Puts frames through all parts of the line, with windows as the tables close them, and lets outages and verdicts judge. */
export class LineRun {
  readonly windows: JudgedWindow[] = [];
  readonly parts: LineParts[] = [];
  readonly #packet = new Packet();
  readonly #home = new HomePart({ random: fixedRandom() });
  readonly #ppp = new PppSessions({
    onLearned: (fact) => {
      if (fact.kind === 'roles-known') {
        const { atMicros, clientMac, concentratorMac } = fact;
        this.#home.noteFact({ kind: 'roles', atMicros, clientMac: clientMac.text, concentratorMac: concentratorMac.text });
      }
    },
  });
  readonly #quality = new LineQuality({ connections: LIMITS.flows, random: fixedRandom() });
  readonly #outages = new Outages();
  readonly #verdicts = new Verdicts();
  readonly #traffic = new Traffic({
    limits: LIMITS,
    random: fixedRandom(),
    onWindow: ({ startMicros, endMicros }) => this.#close({ startMicros, endMicros }),
  });

  observe(frame: FrameBytes): void {
    const packet = this.#packet;
    decodeFrame(frame, packet);
    if (!this.#traffic.covers(packet)) this.#traffic.moveTo(packet);
    this.#home.direct(packet);
    this.#traffic.observe(packet);
    this.#ppp.observe(packet);
    this.#home.observe(packet);
    this.#quality.observe(packet);
  }

  /** Lets time pass without frames, as a clock does. */
  passTo(micros: number): void {
    this.#traffic.tick(micros);
  }

  finish(): JudgedLine {
    this.#traffic.finish();
    return {
      outages: this.#outages.summary(),
      verdicts: this.#verdicts.summary(),
      judge: this.#verdicts,
      windows: this.windows,
    };
  }

  #close(span: { readonly startMicros: number; readonly endMicros: number }): void {
    const parts = {
      ppp: this.#ppp.closeWindow(span),
      home: this.#home.closeWindow(span),
      quality: this.#quality.closeWindow(span),
    };
    this.parts.push(parts);
    const outages = this.#outages.closeWindow(span, parts);
    const verdicts = this.#verdicts.closeWindow(span, parts, outages);
    this.windows.push({ endMicros: span.endMicros, outages, verdicts });
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
