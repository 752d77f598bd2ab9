import { setFlagsFromString } from 'node:v8';
import type { FrameSink } from '../capture/frame.ts';
import { decodeFrame } from '../decode/decode-frame.ts';
import { Packet } from '../decode/packet.ts';
import type { Traffic } from '../traffic/traffic.ts';

/**
 * How much bytecode V8 puts into one optimised function. What a frame passes through is many small functions; with V8's own limit (920) a
 * third of them stay calls, which costs a frame a sixth of its time.
 */
const INLINING_LIMIT = '--max-inlined-bytecode-size-cumulative=2000';

/** The hot half in one: a sink that decodes every frame and counts it. Live capture, replay and the demonstration all run it. */
export function createFrameSink(traffic: Traffic): FrameSink {
  setFlagsFromString(INLINING_LIMIT);
  const packet = new Packet();
  return (frame) => {
    decodeFrame(frame, packet);
    traffic.observe(packet);
  };
}
