// Runs once per segment of a connection that is still looked into.

import type { Packet } from '../decode/packet.ts';
import { TcpFlag } from '../decode/transport/tcp.ts';
import { type ConversationRows, Flag } from './conversation-rows.ts';
import { type BufferOwner, type StreamBuffer, StreamBuffers } from './stream-buffers.ts';
import { Reading, StreamView } from './stream-view.ts';
import { isPadding, mayKeepAlive, sequenceOf } from './tcp-segment.ts';

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

/** One protocol may begin inside another, and one inside that; who says more than that reads nothing. */
const MOST_RESTARTS = 4;
const NO_BUFFER = -1;

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
    // A reset may say why in words, which are no part of the stream (RFC 9293, section 3.5.3).
    if ((packet.tcpFlags & TcpFlag.Rst) !== 0) return;
    const rows = this.#rows;
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    const sequence = sequenceOf(packet);
    if ((packet.tcpFlags & TcpFlag.Syn) !== 0 && !this.#isPassed(row, end, sequence)) {
      this.#forget(row, end);
      this.#start(row, end, sequence);
    }
    const wireLength = packet.wireEnd - packet.cursor;
    if (wireLength <= 0 || isPadding(packet)) return;
    // Half a beginning that gave way to others is lost: what follows it is not its beginning.
    if (rows.buffer(row, end) >= 0 && this.#bufferOf(packet, row) === null) this.#skip(row, end);
    if (rows.endHas(row, end, Flag.EndSkipping)) {
      if (!this.#beginsBehind(packet, row, sequence)) return;
      rows.clearEnd(row, end, Flag.EndSkipping);
      this.#start(row, end, sequence);
    } else if (!rows.endHas(row, end, Flag.EndStarted)) {
      if (mayKeepAlive(packet)) return;
      this.#start(row, end, sequence);
    }

    const known = (rows.next(row, end) - sequence) | 0;
    if (known < 0) this.#hold(packet, row, sequence);
    else if (known < wireLength) this.#takeIn(packet, row, known);
  }

  /** Whether a SYN is one that opened the connection which the row is of: then it was sent again, or captured twice. */
  hasPassed(packet: Packet, row: number): boolean {
    return this.#isPassed(row, packet.isFromSecondEndpoint ? 1 : 0, sequenceOf(packet));
  }

  /** Gives back what is held of a conversation that is over. */
  forget(row: number): void {
    this.#forget(row, 0);
    this.#forget(row, 1);
  }

  #forget(row: number, end: number): void {
    const buffer = this.buffers.at(this.#rows.buffer(row, end));
    if (buffer?.row === row && buffer.end === end) this.#release(row, end, buffer);
    this.#rows.setBuffer(row, end, NO_BUFFER);
  }

  #release(row: number, end: number, buffer: StreamBuffer): void {
    this.buffers.release(buffer);
    this.#rows.setBuffer(row, end, NO_BUFFER);
  }

  /** Whether so much of the direction was shown already that it goes beyond `sequence`, or to it. */
  #isPassed(row: number, end: number, sequence: number): boolean {
    if (!this.#rows.endHas(row, end, Flag.EndStarted)) return false;
    const known = (this.#rows.next(row, end) - sequence) | 0;
    return known >= 0 && known <= MAX_GAP;
  }

  /** Passes over what this end sends, up to something that begins. */
  #skip(row: number, end: number): void {
    this.#rows.setEnd(row, end, Flag.EndSkipping);
    this.#rows.setBuffer(row, end, NO_BUFFER);
  }

  /** Whether a segment begins something behind what is passed over. What starts in a part of that is sent again. */
  #beginsBehind(packet: Packet, row: number, sequence: number): boolean {
    const rows = this.#rows;
    const end = packet.isFromSecondEndpoint ? 1 : 0;
    const isKnown = sequence !== rows.next(row, end) && this.#isPassed(row, end, sequence);
    const segmentEnd = (sequence + packet.wireEnd - packet.cursor) | 0;
    if (!this.#isPassed(row, end, segmentEnd)) this.#start(row, end, segmentEnd);
    return !isKnown && this.#listener.begins(packet, row);
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
        if (buffer !== null) this.#release(row, end, buffer);
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
    if (left.held.length === 0 || reading !== Reading.More) this.#release(row, end, left);
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
      if (buffer !== null && buffer.held.length === 0) this.#release(row, buffer.end, buffer);
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
    if (gap > MAX_GAP) buffer.held = [];
    const first = buffer.held[0];
    if (first === undefined || ((sequence - first.sequence) | 0) <= 0) {
      this.#start(row, end, sequence);
      this.#takeIn(packet, row, 0);
      return;
    }
    this.#start(row, end, first.sequence);
    this.#takeHeld(packet, row);
    if (this.#rows.endHas(row, end, Flag.EndDone) || this.#rows.endHas(row, end, Flag.EndSkipping)) return;
    const known = (this.#rows.next(row, end) - sequence) | 0;
    // One that waited is taken, so that this comes to an end.
    if (known < 0) this.#hold(packet, row, sequence);
    else if (known < packet.wireEnd - packet.cursor) this.#takeIn(packet, row, known);
  }

  /** More than anybody's beginning: nothing of this direction is looked at any more. */
  #giveUp(packet: Packet, row: number): void {
    const buffer = this.#bufferOf(packet, row);
    this.#rows.setEnd(row, packet.isFromSecondEndpoint ? 1 : 0, Flag.EndDone);
    if (buffer === null) return;
    this.#view.show(buffer.bytes, 0, buffer.length);
    this.#listener.cutOff(this.#view, packet, row);
    this.#release(row, buffer.end, buffer);
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
