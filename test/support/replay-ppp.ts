import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { type FrameBytes, Packet } from '../../src/decode/packet.ts';
import type { LearnedFact } from '../../src/line/ppp/learned.ts';
import { type PppOptions, PppSessions } from '../../src/line/ppp/ppp-sessions.ts';
import type { PppSummary } from '../../src/line/ppp/summary.ts';
import type { PppWindow } from '../../src/line/ppp/window.ts';

import { buildFrame } from './frames/build-frame.ts';
import { frameBytes } from './observe.ts';
import type { LineFrame } from './ppp-line.ts';

const SECOND = 1_000_000;
/** A silence this long has no windows, as the clock of the tables has none. */
const MOST_SILENT_WINDOWS = 3600;

export interface ReplayedPpp {
  readonly summary: PppSummary;
  readonly windows: readonly PppWindow[];
  readonly facts: readonly LearnedFact[];
}

/** Feeds packets to `PppSessions` with a window a second, as the line does. */
export class PppReplay {
  readonly sessions: PppSessions;
  readonly windows: PppWindow[] = [];
  readonly facts: LearnedFact[] = [];
  #windowEnd = 0;

  constructor(options: PppOptions = {}) {
    this.sessions = new PppSessions({ ...options, onLearned: (fact) => this.facts.push(fact) });
  }

  observe(packet: Packet): void {
    this.passTo(packet.timestampMicros);
    this.sessions.observe(packet);
  }

  /** Lets time pass without frames. */
  passTo(micros: number): void {
    if (this.#windowEnd === 0) this.#windowEnd = Math.floor(micros / SECOND) * SECOND + SECOND;
    if (micros - this.#windowEnd > MOST_SILENT_WINDOWS * SECOND) this.#windowEnd = Math.floor(micros / SECOND) * SECOND;
    while (micros >= this.#windowEnd) {
      this.windows.push(this.sessions.closeWindow({ startMicros: this.#windowEnd - SECOND, endMicros: this.#windowEnd }));
      this.#windowEnd += SECOND;
    }
  }

  finish(): ReplayedPpp {
    this.windows.push(this.sessions.closeWindow({ startMicros: this.#windowEnd - SECOND, endMicros: this.#windowEnd }));
    return { summary: this.sessions.summary(), windows: this.windows, facts: this.facts };
  }
}

export interface FollowOptions {
  readonly silentSeconds?: number;
  readonly linkType?: number;
  readonly change?: (frame: FrameBytes) => FrameBytes;
}

/** Follows the sessions of frames as they are built; a silence of `silentSeconds` follows the last one. */
export function followFrames(
  frames: readonly LineFrame[],
  { silentSeconds = 0, linkType = 1, change = (frame) => frame }: FollowOptions = {},
): ReplayedPpp {
  const replay = new PppReplay();
  const packet = new Packet();
  const inOrder = frames.toSorted((a, b) => a.at - b.at);
  for (const { at, layers } of inOrder) {
    decodeFrame(change(frameBytes({ bytes: buildFrame(...layers), at, linkType })), packet);
    replay.observe(packet);
  }
  if (silentSeconds > 0) replay.passTo(packet.timestampMicros + silentSeconds * SECOND);
  return replay.finish();
}

/** Follows the sessions of a capture file, the frames of which may be changed before; `onPacket` sees every decoded frame too. */
export async function replayPpp(
  path: string,
  onPacket: (packet: Packet) => void = () => undefined,
  change: (frame: FrameBytes) => FrameBytes = (frame) => frame,
): Promise<ReplayedPpp> {
  const replay = new PppReplay();
  const packet = new Packet();
  const source = await openCaptureFile(path);
  let state = 'more';
  while (state === 'more') {
    state = await source.step((frame) => {
      decodeFrame(change(frame), packet);
      onPacket(packet);
      replay.observe(packet);
    });
  }
  source.close();
  return replay.finish();
}
