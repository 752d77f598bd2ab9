import type { FrameSink } from '../frame.ts';
import { CaptureError, type CaptureInterface, type Losses, type SourceState } from '../source.ts';
import { readCardDrops } from './card-drops.ts';
import { linkTypeOfHardware } from './hardware-type.ts';
import { type Libc, loadLibc } from './libc.ts';
import type { LinkState, LiveSource } from './live-source.ts';
import { type OpenedRing, openRing, type RingOptions } from './open-ring.ts';
import { IFF_RUNNING, IFF_UP, type PacketSocket } from './packet-socket.ts';
import { RingReader } from './ring-reader.ts';

const MEBIBYTE = 1 << 20;

const WAIT_MILLIS = 30;
const WATCH_MILLIS = 1000;

/**
 * Captures from an interface through a ring shared with the Linux kernel (packet(7), TPACKET_V3). Frames are read in place; their
 * timestamps are the kernel's, to the nanosecond as far as a double holds them (a quarter of a microsecond).
 */
export class RingSource implements LiveSource {
  readonly name: string;
  readonly interfaces: readonly CaptureInterface[];
  readonly remarks: readonly string[];
  /** The ring's size as it came to be, which is less than asked for where memory was short. */
  readonly ringMebibytes: number;

  readonly #socket: PacketSocket;
  readonly #reader: RingReader;
  readonly #whenGone: 'wait' | 'fail';
  readonly #sysRoot: string;
  readonly #monotonicMillis: () => number;

  #state: LinkState = 'up';
  #index: number;
  #watchAt: number;
  #kernelDrops = 0;
  #freezes = 0;
  // The card's counter when we started on this device, what earlier devices of the name had dropped, and the sum as last read: the
  // counter is gone before we learn that the device is.
  #cardBase: number | null = null;
  #cardDropsBefore = 0;
  #cardDrops: number | null = null;
  #isClosed = false;
  #finalLosses: Losses | null = null;

  /** Opens the interface. Throws `CaptureError` saying what is missing: the interface, its link, a right, memory. */
  static async open(options: RingOptions, libc?: Libc): Promise<RingSource> {
    return new RingSource(options, await openRing(libc ?? (await loadLibc()), options));
  }

  private constructor(options: RingOptions, ring: OpenedRing) {
    const { linkType, shape, snapLength } = ring;
    this.name = options.interface;
    this.interfaces = [{ name: options.interface, linkType, snapLength }];
    this.remarks = ring.remarks;
    this.ringMebibytes = (shape.blockLength * shape.blockCount) / MEBIBYTE;
    this.#socket = ring.socket;
    this.#reader = new RingReader(ring.memory, shape, { linkType, snapLength });
    this.#whenGone = options.whenGone ?? 'wait';
    this.#sysRoot = options.sysRoot ?? '/sys';
    this.#monotonicMillis = options.monotonicMillis ?? (() => performance.now());
    this.#index = ring.index;
    this.#startCardCounter();
    this.#watchAt = this.#monotonicMillis() + WATCH_MILLIS;
  }

  get state(): LinkState {
    return this.#state;
  }

  /**
   * Delivers one block of the ring, if one is there or comes within 30 ms. Waits for it on this thread, which does nothing else meanwhile.
   */
  step(sink: FrameSink): SourceState {
    if (this.#isClosed) return 'ended';
    if (this.#monotonicMillis() >= this.#watchAt) this.#watch();
    if (this.#reader.read(sink) > 0) return this.#afterReading('more');
    const outcome = this.#socket.wait(WAIT_MILLIS);
    if (outcome === 'disturbed') this.#watch();
    return this.#afterReading(this.#reader.read(sink) > 0 ? 'more' : 'idle');
  }

  losses(): Losses {
    if (this.#finalLosses !== null) return this.#finalLosses;
    const statistics = this.#socket.takeStatistics();
    this.#kernelDrops += statistics.drops;
    this.#freezes += statistics.freezes;
    return { card: this.#readCardCounter(), kernel: this.#kernelDrops, freezes: this.#freezes, probe: this.#reader.unreadable };
  }

  /** Also allowed from within the sink. Frames not yet read are lost; those already handed out turn to zeros. */
  close(): void {
    if (this.#isClosed) return;
    this.#finalLosses = this.losses();
    this.#isClosed = true;
    this.#reader.close();
    this.#socket.close();
  }

  /** The sink may have closed the source. */
  #afterReading(state: SourceState): SourceState {
    return this.#isClosed ? 'ended' : state;
  }

  /** Finds out how the interface is doing, and moves over to its successor when it was deleted and made again. */
  #watch(): void {
    this.#watchAt = this.#monotonicMillis() + WATCH_MILLIS;
    if (this.#socket.boundTo().index <= 0) {
      this.#loseDevice();
      if (!this.#moveToSuccessor()) return;
    }
    this.#readCardCounter();
    const flags = this.#socket.flagsOf(this.name);
    this.#state = (flags & IFF_UP) !== 0 && (flags & IFF_RUNNING) !== 0 ? 'up' : 'down';
  }

  #loseDevice(): void {
    if (this.#state === 'gone') return;
    this.#state = 'gone';
    this.#cardDropsBefore = this.#readCardCounter() ?? 0;
    this.#cardBase = null;
    if (this.#whenGone === 'wait') return;
    this.close();
    throw new CaptureError(
      'device-gone',
      `the interface ${this.name} was removed: plug it in or create it again, and start anew`,
    );
  }

  /** The socket outlives its device and may be bound to another without any right, which is given up once it is open. */
  #moveToSuccessor(): boolean {
    const index = this.#socket.indexOf(this.name);
    if (index === 0) return false;
    try {
      this.#socket.bind(index);
    } catch (error) {
      if (error instanceof CaptureError && error.code === 'ENODEV') return false;
      throw error;
    }
    const linkType = linkTypeOfHardware(this.#socket.boundTo().hardwareType);
    if (linkType !== this.interfaces[0]!.linkType) {
      this.close();
      throw new CaptureError('device-changed', `the interface ${this.name} came back as another kind of interface: start anew`);
    }
    this.#index = index;
    this.#startCardCounter();
    return true;
  }

  #startCardCounter(): void {
    this.#cardBase = readCardDrops(this.#sysRoot, this.name, this.#index);
    if (this.#cardBase !== null) this.#cardDrops = this.#cardDropsBefore;
  }

  #readCardCounter(): number | null {
    if (this.#cardBase === null) return this.#cardDrops;
    const now = readCardDrops(this.#sysRoot, this.name, this.#index);
    if (now !== null) this.#cardDrops = this.#cardDropsBefore + Math.max(0, now - this.#cardBase);
    return this.#cardDrops;
  }
}
