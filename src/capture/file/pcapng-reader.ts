// Runs once per frame: allocate nothing (section and interface blocks may, they are few).

import type { ByteWindow } from './byte-window.ts';
import { type Damage, readableNumber } from './damage.ts';
import { type Delivery, type FrameReader, LONGEST_FRAME, type ReadState } from './frame-reader.ts';
import * as block from './pcapng-blocks.ts';
import { type PcapngInterface, parsePcapngInterface } from './pcapng-interface.ts';

// The list is over the whole file, and a file may be endless.
const MOST_INTERFACES = 65_536;
/**
 * What 64 bits of microseconds hold. A coarser clock, or a clock's offset, may say a time so far away that a double does not tell one second from the
 * next; such a frame has the farthest time at which seconds still pass.
 */
const FARTHEST_MICROS = 2 ** 64;

type BlockState = ReadState | 'consumed';

/** Reads pcapng (draft-ietf-opsawg-pcapng): any number of sections, each with its own byte order and interfaces. */
export class PcapngReader implements FrameReader {
  readonly format = 'pcapng';
  readonly interfaces: PcapngInterface[] = [];
  timestampResolution = 'us';
  needed = block.SHORTEST;
  damage: Damage | null = null;
  #littleEndian = true;
  /** The interfaces of the current section, by the number its packets name them with. */
  #section: PcapngInterface[] = [];
  /** How many bytes of a block without a frame are still to be passed over, and how long that block is. */
  #skip = 0;
  #skippedLength = 0;

  read(window: ByteWindow, delivery: Delivery): ReadState {
    delivery.frame.bytes = window.bytes;
    let state: BlockState;
    do {
      state = this.#skip > 0 ? this.#passOver(window) : this.#readBlock(window, delivery);
    } while (state === 'consumed');
    return state;
  }

  damageAtEnd(window: ByteWindow): Damage | null {
    if (this.#skip > 0) {
      const there = this.#skippedLength - this.#skip + window.length;
      return { offset: window.offsetOf(window.end) - there, reason: endsInside(this.#skippedLength, there) };
    }
    if (window.length === 0) return null;
    const offset = window.offsetOf(window.start);
    if (window.length < block.SHORTEST)
      return { offset, reason: `file ends inside a block's header: ${window.length} bytes there` };
    return { offset, reason: endsInside(this.needed, window.length) };
  }

  #readBlock(window: ByteWindow, delivery: Delivery): BlockState {
    const { view, start } = window;
    const there = window.end - start;
    if (there < block.SHORTEST) return this.#starved(block.SHORTEST);
    const type = view.getUint32(start, this.#littleEndian);
    if (type === block.SECTION) return this.#enterSection(window);

    const length = view.getUint32(start + block.LENGTH, this.#littleEndian);
    if (length < block.SHORTEST || (length & 3) !== 0) return this.#damaged(window, impossibleLength(length));
    if (!holdsWhatWeRead(type)) return this.#startPassingOver(length);
    if (length > LONGEST_FRAME) return this.#damaged(window, impossibleLength(length));
    if (there < length) return this.#starved(length);
    const trailer = view.getUint32(start + length - block.TRAILER_LENGTH, this.#littleEndian);
    if (trailer !== length) return this.#damaged(window, differentTrailer(length, trailer));

    if (type === block.INTERFACE) return this.#addInterface(window, length);
    if (type === block.SIMPLE_PACKET) return this.#deliverSimple(window, delivery, length);
    if (length < block.SHORTEST_PACKET) return this.#damaged(window, impossibleLength(length));
    const id = start + block.INTERFACE_ID;
    const interfaceId =
      type === block.ENHANCED_PACKET ? view.getUint32(id, this.#littleEndian) : view.getUint16(id, this.#littleEndian);
    if (interfaceId >= this.#section.length) return this.#damaged(window, unknownInterface(interfaceId, this.#section.length));
    return this.#deliver(window, delivery, this.#section[interfaceId]!);
  }

  /** Delivers the frame of an enhanced or obsolete packet block, all of which is in the window. */
  #deliver(window: ByteWindow, delivery: Delivery, from: PcapngInterface): BlockState {
    const { view, start } = window;
    const littleEndian = this.#littleEndian;
    const length = view.getUint32(start + block.LENGTH, littleEndian);
    const captured = view.getUint32(start + block.CAPTURED_LENGTH, littleEndian);
    const room = length - block.SHORTEST_PACKET;
    if (captured > room) return this.#damaged(window, tooLongForBlock(captured, room));

    const high = view.getUint32(start + block.TIMESTAMP_HIGH, littleEndian);
    const low = view.getUint32(start + block.TIMESTAMP_LOW, littleEndian);
    const { highFactor, carry, lowFactor, divisor, offsetMicros } = from.clock;
    const said = high * highFactor + (high * carry + low * lowFactor) / divisor + offsetMicros;
    const micros = Math.max(-FARTHEST_MICROS, Math.min(said, FARTHEST_MICROS));
    const { frame } = delivery;
    if (micros > delivery.dueMicros || frame.timestampMicros - micros > delivery.backwardMicros) {
      delivery.heldMicros = micros;
      return 'held';
    }
    frame.start = start + block.PACKET_DATA;
    frame.capturedLength = captured;
    frame.wireLength = Math.max(view.getUint32(start + block.WIRE_LENGTH, littleEndian), captured);
    frame.timestampMicros = micros;
    frame.linkType = from.linkType;
    frame.interfaceIndex = from.index;
    delivery.sink(frame);
    window.start = start + length;
    return 'consumed';
  }

  /** A simple packet has no time of its own, so it keeps the one of the frame before it; and it belongs to the section's first interface. */
  #deliverSimple(window: ByteWindow, delivery: Delivery, length: number): BlockState {
    const from = this.#section[0];
    if (from === undefined) return this.#damaged(window, unknownInterface(0, 0));
    if (length < block.SHORTEST_SIMPLE_PACKET) return this.#damaged(window, impossibleLength(length));
    const wire = window.view.getUint32(window.start + block.SIMPLE_WIRE_LENGTH, this.#littleEndian);
    const captured = from.snapLength === 0 ? wire : Math.min(wire, from.snapLength);
    const room = length - block.SHORTEST_SIMPLE_PACKET;
    if (captured > room) return this.#damaged(window, tooLongForBlock(captured, room));

    const { frame } = delivery;
    frame.start = window.start + block.SIMPLE_PACKET_DATA;
    frame.capturedLength = captured;
    frame.wireLength = wire;
    frame.linkType = from.linkType;
    frame.interfaceIndex = from.index;
    delivery.sink(frame);
    window.start += length;
    return 'consumed';
  }

  #enterSection(window: ByteWindow): BlockState {
    const { view, start } = window;
    if (window.length < block.SECTION_FIELDS_LENGTH) return this.#starved(block.SECTION_FIELDS_LENGTH);
    const byteOrder = block.byteOrderOfSection(view, start);
    if (byteOrder === null) return this.#damaged(window, 'a section does not say its byte order');
    const littleEndian = byteOrder === 'little';
    const length = view.getUint32(start + block.LENGTH, littleEndian);
    if (length < block.SHORTEST_SECTION || (length & 3) !== 0) return this.#damaged(window, impossibleLength(length));
    const major = view.getUint16(start + block.SECTION_VERSION, littleEndian);
    if (major !== 1) return this.#damaged(window, `a section is of pcapng version ${major}, only version 1 is known`);
    this.#littleEndian = littleEndian;
    this.#section = [];
    return this.#startPassingOver(length);
  }

  #addInterface(window: ByteWindow, length: number): BlockState {
    if (length < block.SHORTEST_INTERFACE) return this.#damaged(window, impossibleLength(length));
    const index = this.interfaces.length;
    if (index === MOST_INTERFACES)
      return this.#damaged(window, `the file describes more than ${readableNumber(MOST_INTERFACES)} interfaces`);
    const description = new DataView(window.bytes.buffer, window.start, length);
    const added = parsePcapngInterface(description, this.#littleEndian, index);
    const { resolution } = added.clock;
    this.timestampResolution = index === 0 || resolution === this.timestampResolution ? resolution : 'mixed';
    this.interfaces.push(added);
    this.#section.push(added);
    window.start += length;
    return 'consumed';
  }

  #startPassingOver(length: number): BlockState {
    this.#skip = length;
    this.#skippedLength = length;
    return 'consumed';
  }

  #passOver(window: ByteWindow): BlockState {
    const passed = Math.min(this.#skip - block.TRAILER_LENGTH, window.length);
    window.start += passed;
    this.#skip -= passed;
    if (window.length < block.TRAILER_LENGTH) return this.#starved(block.TRAILER_LENGTH);
    const trailer = window.view.getUint32(window.start, this.#littleEndian);
    const length = this.#skippedLength;
    if (trailer !== length) {
      const offset = window.offsetOf(window.start + block.TRAILER_LENGTH) - length;
      this.damage = { offset, reason: differentTrailer(length, trailer) };
      return 'damaged';
    }
    window.start += block.TRAILER_LENGTH;
    this.#skip = 0;
    return 'consumed';
  }

  #starved(needed: number): BlockState {
    this.needed = needed;
    return 'starved';
  }

  #damaged(window: ByteWindow, reason: string): BlockState {
    this.damage = { offset: window.offsetOf(window.start), reason };
    return 'damaged';
  }
}

function holdsWhatWeRead(type: number): boolean {
  return (
    type === block.ENHANCED_PACKET || type === block.SIMPLE_PACKET || type === block.OBSOLETE_PACKET || type === block.INTERFACE
  );
}

function impossibleLength(length: number): string {
  return `a block claims the impossible length of ${readableNumber(length)} bytes`;
}

function differentTrailer(length: number, trailer: number): string {
  return `a block says ${readableNumber(length)} bytes at its start and ${readableNumber(trailer)} at its end`;
}

function tooLongForBlock(captured: number, room: number): string {
  return `a frame claims ${readableNumber(captured)} bytes in a block with room for ${readableNumber(room)}`;
}

function unknownInterface(id: number, count: number): string {
  return `a frame is from interface ${id} of a section that has described ${count}`;
}

function endsInside(length: number, there: number): string {
  return `file ends inside a block: ${readableNumber(length)} bytes promised, ${readableNumber(there)} there`;
}
