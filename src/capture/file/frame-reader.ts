import { Frame, type FrameSink } from '../frame.ts';
import type { CaptureInterface } from '../source.ts';
import type { ByteWindow } from './byte-window.ts';
import type { Damage } from './damage.ts';

/** The longest frame believed where the file does not announce longer ones: the most libpcap captures on ordinary links. */
export const USUAL_LONGEST_FRAME = 256 * 1024;
/** The longest frame, or block with a frame, believed in any file. */
export const LONGEST_FRAME = 16 * 1024 * 1024;

/**
 * How a reader left the window: `starved`: it consumed all whole records; `held`: the next frame is stamped outside the delivery's bounds;
 * `damaged`: the next record cannot be read.
 */
export type ReadState = 'starved' | 'held' | 'damaged';

/** Where frames go, and the frame they go in: reused for all of a file. */
export class Delivery {
  readonly frame = new Frame();
  sink: FrameSink = () => {};
  /** Frames stamped later are held. */
  dueMicros = Infinity;
  /** Frames stamped earlier than the last one by more than this are held. */
  backwardMicros = Infinity;
  /** The timestamp of the frame that is held, after `held`. */
  heldMicros = 0;
}

/** Parses one container format in place. */
export interface FrameReader {
  readonly format: 'pcap' | 'pcapng';
  readonly interfaces: readonly CaptureInterface[];
  /** `s`, `ms`, `us`, `ns`, `10^-n` or `2^-n`; `mixed` where interfaces differ. */
  readonly timestampResolution: string;
  /** Delivers whole frames from `window.start` on and moves it behind them. Never reads past `window.end`. */
  read(window: ByteWindow, delivery: Delivery): ReadState;
  /** After `starved`: how many bytes from `window.start` on the next record takes, as far as that is known. */
  readonly needed: number;
  /** After `damaged`: what is wrong. */
  readonly damage: Damage | null;
  /** What it means that the file ends where the reader starved: `null` between records. */
  damageAtEnd(window: ByteWindow): Damage | null;
}
