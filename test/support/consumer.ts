import type { FrameConsumer, FrameSink } from '../../src/capture/frame.ts';

/** A consumer that needs a frame's bytes no longer than its sink runs. */
export function consumer(sink: FrameSink = () => undefined): FrameConsumer {
  return { sink, settle: () => undefined };
}
