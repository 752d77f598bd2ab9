// Runs once per frame: allocate nothing.

import type { CaptureInterface } from '../source.ts';
import type { ByteWindow } from './byte-window.ts';
import { type Damage, readableNumber } from './damage.ts';
import type { Delivery, FrameReader, ReadState } from './frame-reader.ts';
import type { PcapHeader } from './pcap-header.ts';

// draft-ietf-opsawg-pcap, section 5.
const FRACTION = 4;
const CAPTURED_LENGTH = 8;
const WIRE_LENGTH = 12;

/** Reads the records of a pcap file, from behind its header on. */
export class PcapReader implements FrameReader {
  readonly format = 'pcap';
  readonly interfaces: readonly CaptureInterface[];
  readonly timestampResolution: string;
  needed = 0;
  damage: Damage | null = null;
  readonly #header: PcapHeader;

  constructor(header: PcapHeader) {
    this.#header = header;
    this.interfaces = [{ name: null, linkType: header.linkType, snapLength: header.snapLength }];
    this.timestampResolution = header.nanoseconds ? 'ns' : 'us';
  }

  read(window: ByteWindow, delivery: Delivery): ReadState {
    const { littleEndian, recordHeaderLength, longestFrame, lengthOrder } = this.#header;
    const { bytes, view, end } = window;
    const { frame, sink, dueMicros, backwardMicros } = delivery;
    const fractionsPerMicro = this.#header.nanoseconds ? 1000 : 1;
    frame.bytes = bytes;
    frame.linkType = this.#header.linkType;

    let at = window.start;
    let state: ReadState = 'starved';
    this.needed = recordHeaderLength;
    while (end - at >= recordHeaderLength) {
      let captured = view.getUint32(at + CAPTURED_LENGTH, littleEndian);
      let wire = view.getUint32(at + WIRE_LENGTH, littleEndian);
      if (lengthOrder !== 'captured-first' && (lengthOrder === 'wire-first' || captured > wire)) {
        const first = captured;
        captured = wire;
        wire = first;
      }
      if (captured > longestFrame) {
        this.damage = { offset: window.offsetOf(at), reason: tooLong(captured, longestFrame) };
        state = 'damaged';
        break;
      }
      const next = at + recordHeaderLength + captured;
      if (next > end) {
        this.needed = next - at;
        break;
      }
      const micros = view.getUint32(at, littleEndian) * 1e6 + view.getUint32(at + FRACTION, littleEndian) / fractionsPerMicro;
      if (micros > dueMicros || frame.timestampMicros - micros > backwardMicros) {
        delivery.heldMicros = micros;
        state = 'held';
        break;
      }
      frame.start = at + recordHeaderLength;
      frame.capturedLength = captured;
      frame.wireLength = Math.max(wire, captured);
      frame.timestampMicros = micros;
      sink(frame);
      at = next;
    }
    window.start = at;
    return state;
  }

  damageAtEnd(window: ByteWindow): Damage | null {
    const { length } = window;
    if (length === 0) return null;
    const offset = window.offsetOf(window.start);
    const { recordHeaderLength } = this.#header;
    if (length < recordHeaderLength) {
      return { offset, reason: `file ends inside a frame's header: ${length} of its ${recordHeaderLength} bytes there` };
    }
    const promised = readableNumber(this.needed - recordHeaderLength);
    return {
      offset,
      reason: `file ends inside a frame: ${promised} bytes promised, ${readableNumber(length - recordHeaderLength)} there`,
    };
  }
}

function tooLong(length: number, limit: number): string {
  return `a frame claims ${readableNumber(length)} bytes, more than the ${readableNumber(limit)} believed of this file`;
}
