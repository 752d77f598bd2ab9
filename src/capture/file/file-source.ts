import type { FrameSink } from '../frame.ts';
import type { CaptureInterface, FrameSource, Losses, SourceState } from '../source.ts';
import type { ByteSource } from './byte-source.ts';
import type { ByteWindow } from './byte-window.ts';
import type { Damage } from './damage.ts';
import { Delivery, type FrameReader } from './frame-reader.ts';

// A file does not say what was lost while it was captured.
const LOSSES: Losses = { card: null, kernel: null, freezes: null, probe: null };
// Frames of several processors or interfaces are written a little out of order; more than this is another capture appended.
const BACKWARD_JUMP_MICROS = 1e6;

/** A frame takes 16 bytes at least: a record's header in pcap, in pcapng a simple packet's block. */
const SHORTEST_RECORD = 16;

interface Parts {
  readonly bytes: ByteSource;
  readonly window: ByteWindow;
  readonly reader: FrameReader;
}

/**
 * Reads frames from a capture file. One step parses what is in memory, at most one chunk; where nothing is left there, it first reads the
 * next chunk: at once from a plain file, with a promise from a stream or a compressed file.
 */
export class FileSource implements FrameSource {
  readonly name: string;
  readonly #bytes: ByteSource;
  readonly #window: ByteWindow;
  readonly #reader: FrameReader;
  readonly #delivery = new Delivery();
  #nextFrameMicros: number | null = null;
  /** Whether all whole records in memory have been delivered. */
  #isStarved: boolean;
  #damage: Damage | null = null;
  #ended = false;
  #complete = false;

  /** Made by `openCaptureFile`. Owns `parts.bytes`. */
  constructor(name: string, parts: Parts) {
    this.name = name;
    this.#bytes = parts.bytes;
    this.#window = parts.window;
    this.#isStarved = parts.window.length === 0;
    this.#reader = parts.reader;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#reader.interfaces;
  }

  get format(): 'pcap' | 'pcapng' {
    return this.#reader.format;
  }

  /** `s`, `ms`, `us`, `ns`, `10^-n` or `2^-n`; `mixed` where the interfaces read so far differ. */
  get timestampResolution(): string {
    return this.#reader.timestampResolution;
  }

  /** Whether the file was read to its end and ended between two frames. */
  get complete(): boolean {
    return this.#complete;
  }

  /** What the reading stopped at; `null` while it goes on and where nothing is wrong. */
  get damage(): Damage | null {
    return this.#damage;
  }

  /** Bytes taken from the file so far, of a compressed file the compressed ones. */
  get bytesRead(): number {
    return this.#bytes.bytesRead;
  }

  /** What `bytesRead` will be at the end; `null` where it cannot be known. */
  get totalBytes(): number | null {
    return this.#bytes.totalBytes;
  }

  /** The file has no more frames than that, as long as it does not grow; `null` where nobody can know. */
  get mostFrames(): number | null {
    const { mostBytes } = this.#bytes;
    return mostBytes === null ? null : Math.floor(mostBytes / SHORTEST_RECORD);
  }

  /** The timestamp of the frame that waits because it is not due; `null` where none does. */
  get nextFrameMicros(): number | null {
    return this.#nextFrameMicros;
  }

  /**
   * See `FrameSource.step`. With a finite `dueMicros` a step also stops, as `idle`, before a frame that is stamped more than a second
   * before the last one, so that whoever sets the pace can follow the jump; the next step delivers it.
   */
  step(sink: FrameSink, dueMicros = Infinity): SourceState | Promise<SourceState> {
    if (this.#ended) return 'ended';
    if (!this.#isStarved) return this.#deliver(sink, dueMicros);
    const length = this.#window.fill(this.#bytes, this.#reader.needed);
    if (typeof length === 'number') return this.#afterRefill(length, sink, dueMicros);
    return length.then((later) => this.#afterRefill(later, sink, dueMicros));
  }

  losses(): Losses {
    return LOSSES;
  }

  close(): void {
    this.#bytes.close();
    this.#ended = true;
  }

  #deliver(sink: FrameSink, dueMicros: number): SourceState {
    const delivery = this.#delivery;
    delivery.sink = sink;
    delivery.dueMicros = dueMicros;
    delivery.backwardMicros = dueMicros === Infinity ? Infinity : BACKWARD_JUMP_MICROS;
    const state = this.#reader.read(this.#window, delivery);
    // What is held is next, so time may start from there: a frame is held for a jump only once.
    if (state === 'held' && delivery.heldMicros <= dueMicros) delivery.frame.timestampMicros = delivery.heldMicros;
    this.#nextFrameMicros = state === 'held' ? delivery.heldMicros : null;
    this.#isStarved = state === 'starved';
    if (state === 'held') return 'idle';
    return state === 'damaged' ? this.#end(this.#reader.damage) : 'more';
  }

  #afterRefill(length: number, sink: FrameSink, dueMicros: number): SourceState {
    if (this.#ended) return 'ended';
    if (length > 0) return this.#deliver(sink, dueMicros);
    const { endProblem } = this.#bytes;
    if (endProblem === null) return this.#end(this.#reader.damageAtEnd(this.#window));
    return this.#end({ offset: this.#window.offsetOf(this.#window.end), reason: endProblem });
  }

  #end(damage: Damage | null): SourceState {
    this.#damage = damage;
    this.#complete = damage === null;
    this.#ended = true;
    return 'ended';
  }
}
