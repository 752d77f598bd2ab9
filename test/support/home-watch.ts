import { openCaptureFile } from '../../src/capture/file/open-capture-file.ts';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import type { Direction } from '../../src/decode/direction.ts';
import { type FrameBytes, Packet } from '../../src/decode/packet.ts';
import { HomePart, type HomePartOptions } from '../../src/line/home/home-part.ts';
import type { HomeWindow } from '../../src/line/home/window.ts';
import { buildFrame, type Layer } from './frames/build-frame.ts';
import { ethernet } from './frames/ethernet.ts';
import { fixedRandom, frameBytes } from './observe.ts';

const SECOND = 1e6;
/** Longer silences are told by their first seconds. */
const MAX_SILENT_WINDOWS = 600;

export const ROUTER = '00:00:5e:00:53:10';
export const PROVIDER = '00:00:5e:00:53:fe';
export const STRANGER = '00:00:5e:00:53:66';
export const EVERYBODY = 'ff:ff:ff:ff:ff:ff';

export interface FrameOptions {
  readonly linkType?: number;
  readonly wireLength?: number;
  /** How many bytes of it are captured. */
  readonly capture?: number;
}

/** Shows frames to a part "home" and closes its windows, a second each, as the line does. */
export class HomeWatch {
  readonly home: HomePart;
  readonly packet = new Packet();
  readonly windows: HomeWindow[] = [];
  #endMicros = -1;

  constructor(options: Partial<HomePartOptions> = {}) {
    this.home = new HomePart({ random: fixedRandom(), ...options });
  }

  /** Shows a frame made of layers, so many seconds after the start; returns its direction. */
  see(at: number, layers: readonly Layer[], options: FrameOptions = {}): Direction {
    const whole = buildFrame(...layers);
    const bytes = whole.subarray(0, options.capture ?? whole.length);
    return this.seeFrame(
      frameBytes({ bytes, at, wireLength: options.wireLength ?? whole.length, linkType: options.linkType ?? 1 }),
    );
  }

  /** From the router to the provider. */
  up(at: number, ...layers: readonly Layer[]): Direction {
    return this.see(at, [ethernet({ source: ROUTER, destination: PROVIDER }), ...layers]);
  }

  down(at: number, ...layers: readonly Layer[]): Direction {
    return this.see(at, [ethernet({ source: PROVIDER, destination: ROUTER }), ...layers]);
  }

  seeFrame(frame: FrameBytes): Direction {
    this.#closeUntil(frame.timestampMicros);
    decodeFrame(frame, this.packet);
    this.home.direct(this.packet);
    this.home.observe(this.packet);
    return this.packet.direction;
  }

  /** Lets time pass without a frame. */
  wait(at: number): void {
    this.#closeUntil(frameBytes({ bytes: new Uint8Array(0), at }).timestampMicros);
  }

  /** Closes the window that is open. */
  finish(): this {
    if (this.#endMicros >= 0) this.#closeUntil(this.#endMicros);
    return this;
  }

  get summary() {
    return this.home.summary();
  }

  #closeUntil(micros: number): void {
    if (this.#endMicros < 0) this.#endMicros = (Math.floor(micros / SECOND) + 1) * SECOND;
    for (let silent = 0; micros >= this.#endMicros && silent < MAX_SILENT_WINDOWS; silent += 1) {
      this.windows.push(this.home.closeWindow({ startMicros: this.#endMicros - SECOND, endMicros: this.#endMicros }));
      this.#endMicros += SECOND;
    }
    if (micros >= this.#endMicros) this.#endMicros = (Math.floor(micros / SECOND) + 1) * SECOND;
  }
}

/** Shows a whole capture file; `each` sees every frame that `wants` lets through, with its direction. */
export async function watchCapture(
  path: string,
  {
    options = {},
    wants = () => true,
    each = () => undefined,
  }: {
    readonly options?: Partial<HomePartOptions>;
    readonly wants?: (frame: FrameBytes) => boolean;
    readonly each?: (frame: FrameBytes, direction: Direction) => void;
  } = {},
): Promise<HomeWatch> {
  const watch = new HomeWatch(options);
  const source = await openCaptureFile(path);
  let state = 'more';
  while (state === 'more') {
    state = await source.step((frame) => {
      if (wants(frame)) each(frame, watch.seeFrame(frame));
    });
  }
  await source.close();
  return watch.finish();
}
