import { Frame, type FrameSink } from '../../src/capture/frame.ts';
import type { LinkState, LiveSource } from '../../src/capture/live/live-source.ts';
import type { CaptureInterface, Losses, SourceState } from '../../src/capture/source.ts';
import { buildFrame } from './frames/build-frame.ts';
import { ethernet } from './frames/ethernet.ts';
import { ipv4 } from './frames/ipv4.ts';
import { udp } from './frames/udp.ts';

/** 60 bytes on the wire. */
export const UDP_FRAME = buildFrame(ethernet({ minimumLength: 60 }), ipv4(), udp());

/** Hands `sink` one frame stamped `timestampMicros`. */
export function deliver(sink: FrameSink, timestampMicros: number, bytes: Uint8Array = UDP_FRAME): void {
  const frame = new Frame();
  frame.bytes = bytes;
  frame.capturedLength = bytes.length;
  frame.wireLength = bytes.length;
  frame.timestampMicros = timestampMicros;
  sink(frame);
}

type Script = (sink: FrameSink) => SourceState;

/** An interface on which happens what each step of a script says; then nothing more. */
export class ScriptedSource implements LiveSource {
  readonly name = 'eth7';
  readonly interfaces: readonly CaptureInterface[] = [{ name: 'eth7', linkType: 1, snapLength: 256 }];
  readonly remarks: readonly string[] = [];
  state: LinkState = 'up';
  currentLosses: Losses = { card: null, kernel: 0, freezes: 0, probe: 0 };
  isClosed = false;
  readonly #script: Script[];

  constructor(...script: Script[]) {
    this.#script = script;
  }

  step(sink: FrameSink): SourceState {
    return this.#script.shift()?.(sink) ?? 'idle';
  }

  losses(): Losses {
    return this.currentLosses;
  }

  close(): void {
    this.isClosed = true;
  }
}
