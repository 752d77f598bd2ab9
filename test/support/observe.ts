import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { type FrameBytes, Packet } from '../../src/decode/packet.ts';
import type { RandomWord } from '../../src/traffic/keyed-table.ts';
import { Traffic, type TrafficOptions } from '../../src/traffic/traffic.ts';

/** A frame to be observed: its bytes, and when it was captured. */
export interface TimedFrame {
  readonly bytes: Uint8Array;
  /** Seconds after `START_SECONDS`. */
  readonly at?: number;
  readonly wireLength?: number;
  readonly linkType?: number;
}

/** 2026-11-21T20:00:00Z. */
export const START_SECONDS = 1_795_291_200;

/** What a capture source would hand over. */
export function frameBytes({ bytes, at = 0, wireLength = bytes.length, linkType = 1 }: TimedFrame): FrameBytes {
  const timestampMicros = START_SECONDS * 1e6 + Math.round(at * 1e6);
  return { bytes, start: 0, capturedLength: bytes.length, wireLength, timestampMicros, linkType, interfaceIndex: 0 };
}

/** Tables that hash the same way in every run. */
export function fixedRandom(seed = 1): RandomWord {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state ^ (state >>> 15);
  };
}

/** Decodes and observes all frames, then closes the last window. */
export function observeAll(frames: readonly TimedFrame[], options: TrafficOptions = {}): Traffic {
  const traffic = new Traffic({ random: fixedRandom(), ...options });
  const packet = new Packet();
  for (const frame of frames) {
    decodeFrame(frameBytes(frame), packet);
    traffic.observe(packet);
  }
  traffic.finish();
  return traffic;
}
