// draft-ietf-opsawg-pcap, sections 4 and 5: version 2.4, little-endian, nanoseconds.
import type { RecordFormat } from './record-format.ts';
import { secondsAndNanos, type WrittenFrame } from './written-frame.ts';

const MAGIC_NANOSECONDS = 0xa1b23c4d;
const VERSION_MAJOR = 4;
const VERSION_MINOR = 6;
/** Where the most bytes of any frame stand in a file, for whoever learns it last. */
export const SNAP_LENGTH = 16;
const LINK_TYPE = 20;
const HEADER_LENGTH = 24;

const NANOS = 4;
const CAPTURED_LENGTH = 8;
const WIRE_LENGTH = 12;
const RECORD_HEADER_LENGTH = 16;

/** As long as libpcap captures on ordinary links, and what readers take a frame for at most. */
export const USUAL_SNAP_LENGTH = 262_144;
const LAST_SECOND = 0xffffffff;
const NOTHING = new Uint8Array(0);

/** Frames of one link type. */
export class PcapFormat implements RecordFormat {
  readonly name = 'pcap';
  readonly opening = new Uint8Array(HEADER_LENGTH);
  readonly linkType: number;
  readonly #header = new Uint8Array(RECORD_HEADER_LENGTH);
  readonly #view = new DataView(this.#header.buffer);

  constructor(linkType: number) {
    this.linkType = linkType;
    const view = new DataView(this.opening.buffer);
    view.setUint32(0, MAGIC_NANOSECONDS, true);
    view.setUint16(VERSION_MAJOR, 2, true);
    view.setUint16(VERSION_MINOR, 4, true);
    view.setUint32(SNAP_LENGTH, USUAL_SNAP_LENGTH, true);
    view.setUint32(LINK_TYPE, linkType, true);
  }

  holds({ linkType, timestampMicros }: WrittenFrame): boolean {
    return linkType === this.linkType && secondsAndNanos(timestampMicros).seconds <= LAST_SECOND;
  }

  before({ timestampMicros, capturedLength, wireLength }: WrittenFrame): Uint8Array {
    const { seconds, nanos } = secondsAndNanos(timestampMicros);
    const view = this.#view;
    view.setUint32(0, seconds, true);
    view.setUint32(NANOS, nanos, true);
    view.setUint32(CAPTURED_LENGTH, capturedLength, true);
    view.setUint32(WIRE_LENGTH, wireLength, true);
    return this.#header;
  }

  behind(): Uint8Array {
    return NOTHING;
  }
}
