// Runs once per segment of a connection that is still looked into.

import type { Packet } from '../decode/packet.ts';
import { readInt32 } from '../decode/read.ts';
import { TcpFlag } from '../decode/transport/tcp.ts';
import { type ConversationRows, Flag } from './conversation-rows.ts';
import { type BufferOwner, type StreamBuffer, StreamBuffers } from './stream-buffers.ts';
import { Reading, StreamView } from './stream-view.ts';

// RFC 9293, section 3.1.
const SEQUENCE_NUMBER = 4;
/** What comes further ahead than this does not belong to what was seen before. */
const MAX_GAP = 256 * 1024;

/** Whom a stream is shown to. `row` is the conversation's in `ConversationRows`. */
export interface StreamListener {
  /** Shows what is there of one direction; `Reading.More` where no more than `view.needed` is missing. */
  take(view: StreamView, packet: Packet, row: number): Reading;
  /** Tells that what was not taken of the view goes no further: the rest was not captured. */
  cutOff(view: StreamView, packet: Packet, row: number): void;
  /** Whether a segment, from the packet's cursor on, begins something, in a direction in which the last thing is passed over. */
  begins(packet: Packet, row: number): boolean;
}

/** No frame is shorter, so short ones are filled up; some senders count the filling in. */
const LONGEST_PADDING = 6;
/** One protocol may begin inside another, and one inside that; who says more than that reads nothing. */
const MOST_RESTARTS = 4;

/** Puts each direction's segments in order and shows them from their first byte on. What is shown in place is never copied. */
export class TcpStreams {
  readonly buffers = new StreamBuffers();
  readonly #rows: ConversationRows;
  readonly #listener: StreamListener;
  readonly #view = new StreamView();
  readonly #owner = { row: 0, end: 0, serial: 0 };

  constructor(rows: ConversationRows, listener: StreamListener) {
    this.#rows = rows;
    this.#listener = listener;
  }

  /** Takes a segment in. Its conversation's end must not be done. */
  observe(packet: Packet, row: number): void {
    const rows = this.#rows;
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    let sequence = readInt32(packet.bytes, packet.offsets[packet.layerCount - 1]! + SEQUENCE_NUMBER);
    if ((packet.tcpFlags & TcpFlag.Syn) !== 0) {
      sequence = (sequence + 1) | 0;
      this.#start(row, end, sequence);
    }
    const wireLength = packet.wireEnd - packet.cursor;
    if (wireLength <= 0 || isPadding(packet)) return;
    if (rows.endHas(row, end, Flag.EndSkipping)) {
      if (!this.#listener.begins(packet, row)) return;
      rows.clearEnd(row, end, Flag.EndSkipping);
      this.#start(row, end, sequence);
    } else if (!rows.endHas(row, end, Flag.EndStarted)) {
      this.#start(row, end, sequence);
    }

    const known = (rows.next(row, end) - sequence) | 0;
    if (known < 0) this.#hold(packet, row, sequence);
    else if (known < wireLength) this.#takeIn(packet, row, known);
  }

  #start(row: number, end: number, sequence: number): void {
    this.#rows.setEnd(row, end, Flag.EndStarted);
    this.#rows.setNext(row, end, sequence);
  }

  /** Shows a segment of whose payload the first `known` bytes were shown before, then what waited for it. */
  #takeIn(packet: Packet, row: number, known: number): void {
    const { bytes, cursor, end: captured, wireEnd } = packet;
    // How long the segment is of which an IP packet carries the first part, its header does not say.
    const missing = wireEnd - captured + (packet.isFragment ? 1 : 0);
    this.#show(packet, row, { bytes, start: Math.min(cursor + known, captured), end: captured, missing });
    if (packet.isFragment) this.#rows.clearEnd(row, packet.isFromSecondEndpoint ? 1 : 0, Flag.EndStarted);
    this.#takeHeld(packet, row);
  }

  #takeHeld(packet: Packet, row: number): void {
    const rows = this.#rows;
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    for (;;) {
      const buffer = this.#bufferOf(packet, row);
      if (rows.endHas(row, end, Flag.EndDone) || rows.endHas(row, end, Flag.EndSkipping)) {
        if (buffer !== null) this.buffers.release(buffer);
        return;
      }
      const segment = buffer?.held[0];
      if (buffer === null || segment === undefined) return;
      const known = (rows.next(row, end) - segment.sequence) | 0;
      if (known < 0) return;
      buffer.held.shift();
      if (known >= segment.wireLength) continue;
      const { bytes } = segment;
      this.#show(packet, row, {
        bytes,
        start: Math.min(known, bytes.length),
        end: bytes.length,
        missing: segment.wireLength - bytes.length,
      });
    }
  }

  /** Shows bytes that follow what was shown; `missing` bytes behind them were on the wire and not captured. */
  #show(packet: Packet, row: number, part: { bytes: Uint8Array; start: number; end: number; missing: number }): void {
    const rows = this.#rows;
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    rows.setNext(row, end, (rows.next(row, end) + part.end - part.start + part.missing) | 0);
    const view = this.#view;
    const buffer = this.#bufferOf(packet, row);
    const waits = buffer !== null && buffer.length > 0;
    if (waits) {
      if (!buffer.append(part.bytes, part.start, part.end)) {
        this.#giveUp(packet, row);
        return;
      }
      if (buffer.length < buffer.needed && part.missing === 0) return;
      view.show(buffer.bytes, 0, buffer.length);
      view.memo = buffer.memo;
    } else {
      view.show(part.bytes, part.start, part.end);
      view.memo = 0;
    }

    view.missing = part.missing;
    const reading = this.#read(packet, row);
    if (reading === Reading.More && part.missing === 0) {
      this.#keep(packet, row, waits);
      return;
    }
    if (reading === Reading.More) this.#listener.cutOff(view, packet, row);
    else if (reading === Reading.Done) rows.setEnd(row, end, Flag.EndDone);
    if (reading === Reading.Skip) rows.setEnd(row, end, Flag.EndSkipping);
    const left = this.#bufferOf(packet, row);
    if (left === null) return;
    left.length = 0;
    if (left.held.length === 0 || reading !== Reading.More) this.buffers.release(left);
  }

  /** Lets the listener take what it can. The view then stands at what is left. */
  #read(packet: Packet, row: number): Reading {
    const view = this.#view;
    for (let restarts = 0; restarts <= MOST_RESTARTS; ) {
      const reading = this.#listener.take(view, packet, row);
      const { consumed, needed, memo } = view;
      view.show(view.bytes, Math.min(view.start + consumed, view.end), view.end);
      if (consumed > 0) view.memo = 0;
      else view.memo = memo;
      view.needed = Math.max(1, needed);
      if (reading === Reading.Restart) {
        if (view.length === 0) return Reading.More;
        restarts += 1;
        continue;
      }
      if (reading !== Reading.More || consumed === 0 || view.length < view.needed) return reading;
    }
    return Reading.Done;
  }

  /** Keeps what is left of the view for the next segment. */
  #keep(packet: Packet, row: number, isInBuffer: boolean): void {
    const view = this.#view;
    let buffer = this.#bufferOf(packet, row);
    if (view.length === 0) {
      if (buffer !== null && buffer.held.length === 0) this.buffers.release(buffer);
      else if (buffer !== null) buffer.length = 0;
      return;
    }
    buffer ??= this.#newBuffer(packet, row);
    if (isInBuffer) buffer.drop(view.start);
    else if (!buffer.append(view.bytes, view.start, view.end)) {
      this.#giveUp(packet, row);
      return;
    }
    buffer.needed = view.needed;
    buffer.memo = view.memo;
  }

  /** Keeps a segment that came too early, or goes on from it when what is missing will not come. */
  #hold(packet: Packet, row: number, sequence: number): void {
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    const gap = (sequence - this.#rows.next(row, end)) | 0;
    const buffer = this.#bufferOf(packet, row) ?? this.#newBuffer(packet, row);
    const payload = packet.bytes.subarray(packet.cursor, packet.end);
    if (gap <= MAX_GAP && buffer.hold(sequence, payload, packet.wireEnd - packet.cursor)) return;

    this.#view.show(buffer.bytes, 0, buffer.length);
    this.#listener.cutOff(this.#view, packet, row);
    buffer.length = 0;
    const first = gap <= MAX_GAP ? buffer.held[0] : undefined;
    this.#start(row, end, first?.sequence ?? sequence);
    if (first === undefined) {
      buffer.held = [];
      this.#takeIn(packet, row, 0);
      return;
    }
    this.#takeHeld(packet, row);
    if (this.#rows.endHas(row, end, Flag.EndDone) || this.#rows.endHas(row, end, Flag.EndSkipping)) return;
    const known = (this.#rows.next(row, end) - sequence) | 0;
    if (known >= 0 && known < packet.wireEnd - packet.cursor) this.#takeIn(packet, row, known);
    else if (known < 0)
      (this.#bufferOf(packet, row) ?? this.#newBuffer(packet, row)).hold(sequence, payload, packet.wireEnd - packet.cursor);
  }

  /** More than anybody's beginning: nothing of this direction is looked at any more. */
  #giveUp(packet: Packet, row: number): void {
    const buffer = this.#bufferOf(packet, row);
    this.#rows.setEnd(row, packet.isFromSecondEndpoint ? 1 : 0, Flag.EndDone);
    if (buffer === null) return;
    this.#view.show(buffer.bytes, 0, buffer.length);
    this.#listener.cutOff(this.#view, packet, row);
    this.buffers.release(buffer);
  }

  #ownerOf(packet: Packet, row: number): BufferOwner {
    const owner = this.#owner;
    owner.row = row;
    owner.end = packet.isFromSecondEndpoint ? 1 : 0;
    owner.serial = packet.conversationSerial;
    return owner;
  }

  #bufferOf(packet: Packet, row: number): StreamBuffer | null {
    const owner = this.#ownerOf(packet, row);
    return this.buffers.find(this.#rows.buffer(row, owner.end), owner);
  }

  #newBuffer(packet: Packet, row: number): StreamBuffer {
    const owner = this.#ownerOf(packet, row);
    const buffer = this.buffers.take(owner);
    this.#rows.setBuffer(row, owner.end, buffer.index);
    return buffer;
  }
}

/** Whether the payload is nothing but zeros behind an acknowledgment, where the header says payload begins. */
function isPadding({ bytes, cursor, end, wireEnd, tcpFlags }: Packet): boolean {
  if (wireEnd - cursor > LONGEST_PADDING || (tcpFlags & TcpFlag.Psh) !== 0) return false;
  for (let at = cursor; at < end; at += 1) if (bytes[at] !== 0) return false;
  return true;
}
