// One Frame is reused for every frame a source delivers: allocate nothing here.

/** What a source knows about one frame. The object is reused for the next frame; the bytes stay until the source's next step. */
export class Frame {
  /** The memory the frame lies in; usually a whole file chunk or a kernel block, not this frame alone. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Where the frame starts in `bytes`. */
  start = 0;
  /** How many of its bytes were captured, from `start` on. */
  capturedLength = 0;
  /** How long it was on the wire, in bytes, without the frame check sequence. Never less than `capturedLength`. */
  wireLength = 0;
  /** When it was captured: microseconds since 1970-01-01 UTC, with a fraction where the source has nanoseconds. */
  timestampMicros = 0;
  /** The link type, as https://www.tcpdump.org/linktypes.html numbers them. */
  linkType = 1;
  /** Which of the source's interfaces it came from: an index into `FrameSource.interfaces`. */
  interfaceIndex = 0;
}

export type FrameSink = (frame: Frame) => void;

/** Where a source's frames go. Whoever steps the source calls `settle` after each step: until then the frames' bytes may still be needed. */
export interface FrameConsumer {
  readonly sink: FrameSink;
  settle(): void;
}
