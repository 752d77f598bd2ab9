import type { FrameSink } from '../capture/frame.ts';
import { decodeFrame } from '../decode/decode-frame.ts';
import { Packet } from '../decode/packet.ts';
import type { Traffic } from '../traffic/traffic.ts';

/** The hot half in one: a sink that decodes every frame and counts it. Live capture, replay and the demonstration all run it. */
export function createFrameSink(traffic: Traffic): FrameSink {
  const packet = new Packet();
  return (frame) => {
    decodeFrame(frame, packet);
    traffic.observe(packet);
  };
}
