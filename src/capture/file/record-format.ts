import type { WrittenFrame } from './written-frame.ts';

/** What is written around a frame's bytes. The arrays are valid until the next call. */
export interface RecordFormat {
  readonly name: 'pcap' | 'pcapng';
  /** What the file begins with. */
  readonly opening: Uint8Array;
  /** Whether a record can hold the frame's link type and time. */
  holds(frame: WrittenFrame): boolean;
  /** What stands before the frame's bytes. */
  before(frame: WrittenFrame): Uint8Array;
  /** What stands behind them. */
  behind(frame: WrittenFrame): Uint8Array;
}
