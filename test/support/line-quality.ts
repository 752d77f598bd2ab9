import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Direction } from '../../src/decode/direction.ts';
import { sourceMacOffset } from '../../src/decode/link/mac-addresses.ts';
import { type FrameBytes, Packet } from '../../src/decode/packet.ts';
import { LineQuality } from '../../src/line/quality/line-quality.ts';
import type { QualitySummary, QualityWindow } from '../../src/line/quality/quality-window.ts';
import type { WindowSpan } from '../../src/line/window-span.ts';
import { Traffic } from '../../src/traffic/traffic.ts';
import { fixedRandom, frameBytes, START_SECONDS, type TimedFrame } from './observe.ts';

const LIMITS = { flows: 8192, hosts: 8192, tunnels: 1024 };

export interface ObservedQuality {
  readonly quality: LineQuality;
  readonly summary: QualitySummary;
  readonly windows: readonly (QualityWindow & WindowSpan)[];
}

export interface QualityOptions {
  /** Frames from this address go up, all others down; without it no frame has a direction. */
  readonly routerMac?: string | null;
  /** Called for each packet when it has been observed. */
  readonly onPacket?: (packet: Packet, quality: LineQuality) => void;
  /** Frames of an earlier second are not waited for. */
  readonly connections?: number;
}

/** Puts frames through what stands before the part and through the part, and closes a window at the end of every second of their time. */
export class QualityRun {
  readonly quality: LineQuality;
  readonly windows: (QualityWindow & WindowSpan)[] = [];
  readonly packet = new Packet();
  readonly #traffic: Traffic;
  readonly #options: QualityOptions;
  #endMicros = 0;

  constructor(options: QualityOptions = {}) {
    this.#options = options;
    const connections = options.connections ?? LIMITS.flows;
    this.quality = new LineQuality({ connections, random: fixedRandom() });
    this.#traffic = new Traffic({ limits: { ...LIMITS, flows: connections }, random: fixedRandom() });
  }

  observe(frame: FrameBytes): void {
    const { packet } = this;
    const { timestampMicros } = frame;
    if (this.#endMicros === 0) this.#endMicros = Math.floor(timestampMicros / 1e6) * 1e6 + 1e6;
    // A clock that jumps is none that windows are closed for.
    if (Math.abs(timestampMicros - this.#endMicros) > 3600e6) this.#endMicros = Math.floor(timestampMicros / 1e6) * 1e6 + 1e6;
    while (timestampMicros >= this.#endMicros) this.#closeWindow();
    decodeFrame(frame, packet);
    packet.direction = this.#directionOf(packet);
    this.#traffic.observe(packet);
    this.quality.observe(packet);
    this.#options.onPacket?.(packet, this.quality);
  }

  finish(): ObservedQuality {
    this.#closeWindow();
    return { quality: this.quality, summary: this.quality.summary(), windows: this.windows };
  }

  #closeWindow(): void {
    const span = { startMicros: this.#endMicros - 1e6, endMicros: this.#endMicros };
    this.windows.push({ ...this.quality.closeWindow(span), ...span });
    this.#endMicros += 1e6;
  }

  #directionOf(packet: Packet): Direction {
    const { routerMac } = this.#options;
    if (routerMac === undefined || routerMac === null || packet.layerCount === 0) return Direction.Unknown;
    const at = sourceMacOffset(packet, 0);
    const source = Buffer.from(packet.bytes.subarray(at, at + 6)).toString('hex');
    return source === routerMac.replaceAll(':', '') ? Direction.Up : Direction.Down;
  }
}

/** Observes frames made by builders; waits `silence` seconds after the last one. */
export function observeQuality(
  frames: readonly TimedFrame[],
  options: QualityOptions & { silence?: number } = {},
): ObservedQuality {
  const run = new QualityRun(options);
  for (const frame of frames) run.observe(frameBytes(frame));
  const last = Math.max(0, ...frames.map(({ at = 0 }) => at));
  if (options.silence !== undefined) {
    const quiet = new Uint8Array(14);
    run.observe({
      ...frameBytes({ bytes: quiet, at: last + options.silence }),
      timestampMicros: (START_SECONDS + last + options.silence) * 1e6,
    });
  }
  return run.finish();
}

export async function replayQuality(path: string, options: QualityOptions = {}): Promise<ObservedQuality> {
  const run = new QualityRun(options);
  const source = await openCaptureFile(path);
  let state = 'more';
  while (state === 'more') state = await source.step((frame) => run.observe(frame));
  await source.close();
  return run.finish();
}
