// draft-ietf-opsawg-pcapng: one section, little-endian, an interface for each link type, nanoseconds.
import * as block from './pcapng-blocks.ts';
import type { RecordFormat } from './record-format.ts';
import { secondsAndNanos, type WrittenFrame } from './written-frame.ts';

const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const BYTE_ORDER = 8;
const SECTION_LENGTH = 16;
const LENGTH_UNKNOWN = 0xffffffff;

const LINK_TYPE = 8;
const OPTIONS = 16;
const OPTION_RESOLUTION = 9;
const OPTION_RESOLUTION_LENGTH = 8;
const NANOSECONDS = 9;
const OPTION_END_LENGTH = 4;
const INTERFACE_LENGTH = OPTIONS + OPTION_RESOLUTION_LENGTH + OPTION_END_LENGTH + block.TRAILER_LENGTH;

const MOST_PADDING = 3;
const LAST_TIME = 0xffff_ffff_ffff_ffffn;

/** Frames of any link types, described when the first one of each comes. */
export class PcapngFormat implements RecordFormat {
  readonly name = 'pcapng';
  readonly opening: Uint8Array = describeSection();
  readonly #interfaces = new Map<number, number>();
  readonly #header = new Uint8Array(INTERFACE_LENGTH + block.PACKET_DATA);
  readonly #trailer = new Uint8Array(MOST_PADDING + block.TRAILER_LENGTH);

  holds(): boolean {
    return true;
  }

  before(frame: WrittenFrame): Uint8Array {
    const known = this.#interfaces.get(frame.linkType);
    const id = known ?? this.#interfaces.size;
    if (known === undefined) {
      this.#interfaces.set(frame.linkType, id);
      this.#header.set(describeInterface(frame.linkType));
    }
    this.#describePacket(frame, id);
    return known === undefined ? this.#header : this.#header.subarray(INTERFACE_LENGTH);
  }

  behind({ capturedLength }: WrittenFrame): Uint8Array {
    const padding = paddingOf(capturedLength);
    new DataView(this.#trailer.buffer).setUint32(padding, lengthOf(capturedLength), true);
    this.#trailer.fill(0, 0, padding);
    return this.#trailer.subarray(0, padding + block.TRAILER_LENGTH);
  }

  #describePacket({ timestampMicros, capturedLength, wireLength }: WrittenFrame, interfaceId: number): void {
    const { seconds, nanos } = secondsAndNanos(timestampMicros);
    const exact = BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
    const time = exact > LAST_TIME ? LAST_TIME : exact;
    const view = new DataView(this.#header.buffer, INTERFACE_LENGTH);
    view.setUint32(0, block.ENHANCED_PACKET, true);
    view.setUint32(block.LENGTH, lengthOf(capturedLength), true);
    view.setUint32(block.INTERFACE_ID, interfaceId, true);
    view.setUint32(block.TIMESTAMP_HIGH, Number(time >> 32n), true);
    view.setUint32(block.TIMESTAMP_LOW, Number(time & 0xffffffffn), true);
    view.setUint32(block.CAPTURED_LENGTH, capturedLength, true);
    view.setUint32(block.WIRE_LENGTH, wireLength, true);
  }
}

function describeSection(): Uint8Array {
  const bytes = new Uint8Array(block.SHORTEST_SECTION);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, block.SECTION, true);
  view.setUint32(block.LENGTH, block.SHORTEST_SECTION, true);
  view.setUint32(BYTE_ORDER, BYTE_ORDER_MAGIC, true);
  view.setUint16(block.SECTION_VERSION, 1, true);
  view.setUint32(SECTION_LENGTH, LENGTH_UNKNOWN, true);
  view.setUint32(SECTION_LENGTH + 4, LENGTH_UNKNOWN, true);
  view.setUint32(block.SHORTEST_SECTION - block.TRAILER_LENGTH, block.SHORTEST_SECTION, true);
  return bytes;
}

/** Without a snap length: frames of several sources have several. */
function describeInterface(linkType: number): Uint8Array {
  const bytes = new Uint8Array(INTERFACE_LENGTH);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, block.INTERFACE, true);
  view.setUint32(block.LENGTH, INTERFACE_LENGTH, true);
  view.setUint16(LINK_TYPE, linkType, true);
  view.setUint16(OPTIONS, OPTION_RESOLUTION, true);
  view.setUint16(OPTIONS + 2, 1, true);
  view.setUint8(OPTIONS + 4, NANOSECONDS);
  view.setUint32(INTERFACE_LENGTH - block.TRAILER_LENGTH, INTERFACE_LENGTH, true);
  return bytes;
}

function lengthOf(capturedLength: number): number {
  return block.SHORTEST_PACKET + capturedLength + paddingOf(capturedLength);
}

function paddingOf(length: number): number {
  return -length & MOST_PADDING;
}
