import { CaptureError } from '../source.ts';
import { chooseFilter } from './choose-filter.ts';
import { explainFailure, noSuchInterface } from './explain-failure.ts';
import { isLoopbackHardware, linkTypeOfHardware } from './hardware-type.ts';
import type { Libc } from './libc.ts';
import type { LiveOptions } from './live-source.ts';
import { IFF_UP, PacketSocket } from './packet-socket.ts';
import type { RingShape } from './ring-reader.ts';

const MEBIBYTE = 1 << 20;
const DEFAULT_RING_MEBIBYTES = 16;
const MAX_RING_MEBIBYTES = 2048;
const MAX_BLOCK_LENGTH = MEBIBYTE;
const MIN_BLOCK_COUNT = 8;
// How long the kernel keeps frames in a block that does not fill up.
const RETIRE_MILLIS = 60;

export interface RingOptions extends LiveOptions {
  /**
   * The most bytes to keep of frames that may say who talks to whom, where that is more than `snapLength`, which then holds for bulk; 0
   * keeps all of them. Unless said otherwise, all frames are cut to `snapLength`.
   */
  readonly inspectLength?: number;
  /** How much the kernel may keep until it is read; 1 to 2048, 16 unless said otherwise. */
  readonly ringMebibytes?: number;
  /** Whether to leave out what this machine sends; unless said otherwise only on loopback, where every frame would come twice. */
  readonly ignoreOutgoing?: boolean;
  /** What to do when the interface is deleted: `wait` (the default) until one of its name is there, or throw `CaptureError`. */
  readonly whenGone?: 'wait' | 'fail';
  /** Where sysfs is mounted. */
  readonly sysRoot?: string;
  /** A clock that never goes back, in milliseconds. */
  readonly monotonicMillis?: () => number;
}

/** A socket that fills its ring. Whoever holds it closes the socket. */
export interface OpenedRing {
  readonly socket: PacketSocket;
  readonly memory: ArrayBuffer;
  readonly shape: RingShape;
  /** The interface's index and the link type of its frames. */
  readonly index: number;
  readonly linkType: number;
  /** The most bytes that are kept of any frame; 0 where there is no limit. */
  readonly snapLength: number;
  readonly remarks: readonly string[];
}

/** Opens an interface for capture. Throws `CaptureError` saying what is missing: the interface, its link, a right, memory. */
export async function openRing(libc: Libc, options: RingOptions): Promise<OpenedRing> {
  try {
    const ring = mapLargestRing(libc, options.ringMebibytes ?? DEFAULT_RING_MEBIBYTES);
    try {
      const device = await startDevice(ring.socket, options);
      return { ...ring, ...device, remarks: [...ring.remarks, ...device.remarks] };
    } catch (error) {
      ring.socket.close();
      throw error;
    }
  } catch (error) {
    throw explainFailure(error, options.interface);
  }
}

/** Blocks of 1 MiB keep wake-ups few; a small ring needs smaller ones, so that the kernel has some to fill while we read. */
export function shapeOfRing(mebibytes: number): RingShape {
  const length = mebibytes * MEBIBYTE;
  const blockLength = Math.min(MAX_BLOCK_LENGTH, length / MIN_BLOCK_COUNT);
  return { blockLength, blockCount: length / blockLength };
}

/** Opens a socket with a ring as large as asked for, or half, or a quarter, ..., as memory allows. */
function mapLargestRing(libc: Libc, asked: number): Pick<OpenedRing, 'socket' | 'memory' | 'shape' | 'remarks'> {
  if (!Number.isInteger(asked) || asked < 1 || asked > MAX_RING_MEBIBYTES) {
    throw new CaptureError('option-invalid', `the capture ring must have 1 to ${MAX_RING_MEBIBYTES} MiB, not ${asked}`);
  }
  for (let mebibytes = asked; ; mebibytes = Math.floor(mebibytes / 2)) {
    const socket = new PacketSocket(libc);
    const shape = shapeOfRing(mebibytes);
    try {
      const memory = socket.mapRing(shape, RETIRE_MILLIS);
      const remarks =
        mebibytes === asked ? [] : [`There was no memory for a capture ring of ${asked} MiB: it has ${mebibytes} MiB.`];
      return { socket, memory, shape, remarks };
    } catch (error) {
      socket.close();
      const isShort = error instanceof CaptureError && (error.code === 'ENOMEM' || error.code === 'EAGAIN');
      if (!isShort || mebibytes === 1) throw error;
    }
  }
}

/** Checks the interface, sets the filter, and only then lets frames in. */
async function startDevice(
  socket: PacketSocket,
  options: RingOptions,
): Promise<Pick<OpenedRing, 'index' | 'linkType' | 'snapLength' | 'remarks'>> {
  const name = options.interface;
  const index = socket.indexOf(name);
  if (index === 0) throw noSuchInterface(name, options.sysRoot ?? '/sys');
  if ((socket.flagsOf(name) & IFF_UP) === 0) {
    throw new CaptureError('device-down', `the interface ${name} is switched off: sudo ip link set ${name} up`);
  }
  const hardwareType = socket.hardwareTypeOf(name);
  const linkType = linkTypeOfHardware(hardwareType);
  if (linkType === null) {
    throw new CaptureError(
      'link-type-unsupported',
      `the interface ${name} is of a kind (hardware type ${hardwareType}) that cannot be captured from`,
    );
  }
  const { program, snapLength, remarks } = await chooseFilter(linkType, options);
  socket.attachFilter(program);
  if (options.ignoreOutgoing ?? isLoopbackHardware(hardwareType)) socket.ignoreOutgoing();
  socket.bind(index);
  return { index, linkType, snapLength, remarks };
}
