import { endianness } from 'node:os';
import { getSystemErrorName } from 'node:util';
import { CaptureError } from '../source.ts';
import type { Libc, Pointer } from './libc.ts';
import { type RingShape, VLAN_TAG_LENGTH } from './ring-reader.ts';
import { programDescriptor } from './socket-filter.ts';

const IS_LITTLE_ENDIAN = endianness() === 'LE';

const AF_PACKET = 17;
const SOCK_RAW = 3;
const SOCK_CLOEXEC = 0o2000000;
const ETH_P_ALL = 3;

const SOL_SOCKET = 1;
const SO_ERROR = 4;
const SO_ATTACH_FILTER = 26;

// Options of SOL_PACKET, <linux/if_packet.h>.
const SOL_PACKET = 263;
const PACKET_ADD_MEMBERSHIP = 1;
const PACKET_RX_RING = 5;
const PACKET_STATISTICS = 6;
const PACKET_VERSION = 10;
const PACKET_RESERVE = 12;
const PACKET_IGNORE_OUTGOING = 23;
const TPACKET_V3 = 2;
const PACKET_MR_PROMISC = 1;

// Only checked by the kernel for fitting into a block: with TPACKET_V3 frames are packed as they come.
const RING_FRAME_LENGTH = 2048;

const PROT_READ_WRITE = 3;
const MAP_SHARED = 0x01;
const MAP_PRIVATE = 0x02;
const MAP_FIXED = 0x10;
const MAP_ANONYMOUS = 0x20;
const MAP_NORESERVE = 0x4000;

const SOCKADDR_LL_LENGTH = 20;
const IFREQ_LENGTH = 40;
const NAME_LENGTH = 16;
const SIOCGIFFLAGS = 0x8913;
const SIOCGIFHWADDR = 0x8927;
const SIOCGIFINDEX = 0x8933;

const POLLIN = 1;
const POLLERR = 8;

/** Flags of an interface, <linux/if.h>. */
export const IFF_UP = 0x1;
export const IFF_RUNNING = 0x40;

/** Frames a packet socket could not keep since it was last asked. */
export interface RingStatistics {
  readonly drops: number;
  readonly freezes: number;
}

/**
 * An AF_PACKET socket and its ring, spoken to in terms of capture. A call that fails throws `CaptureError` with the system's name for
 * the error as its code, for example `EPERM`.
 */
export class PacketSocket {
  readonly #libc: Libc;
  readonly #descriptor: number;
  readonly #pollRequest: Uint8Array;
  #mapping: { address: Pointer; length: number } | null = null;
  #isOpen = true;

  /** Opens a socket that receives nothing before it is bound. */
  constructor(libc: Libc) {
    this.#libc = libc;
    this.#descriptor = libc.socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
    if (this.#descriptor < 0) throw this.#failure('opening a packet socket');
    // struct pollfd: i32 descriptor, u16 events asked for, u16 events found.
    const request = new DataView(new ArrayBuffer(8));
    request.setInt32(0, this.#descriptor, IS_LITTLE_ENDIAN);
    request.setUint16(4, POLLIN, IS_LITTLE_ENDIAN);
    this.#pollRequest = new Uint8Array(request.buffer);
  }

  /** The index of the interface called `name`, or 0 where there is none. */
  indexOf(name: string): number {
    return this.#requestOfInterface(name, SIOCGIFINDEX)?.getInt32(NAME_LENGTH, IS_LITTLE_ENDIAN) ?? 0;
  }

  /** The flags of the interface called `name` (`IFF_UP`, ...), or 0 where there is none. */
  flagsOf(name: string): number {
    return this.#requestOfInterface(name, SIOCGIFFLAGS)?.getUint16(NAME_LENGTH, IS_LITTLE_ENDIAN) ?? 0;
  }

  /** The hardware type of the interface called `name`, as <linux/if_arp.h> numbers them, or 0 where there is none. */
  hardwareTypeOf(name: string): number {
    return this.#requestOfInterface(name, SIOCGIFHWADDR)?.getUint16(NAME_LENGTH, IS_LITTLE_ENDIAN) ?? 0;
  }

  attachFilter(program: Uint8Array): void {
    this.#setOption(SOL_SOCKET, SO_ATTACH_FILTER, programDescriptor(this.#libc, program));
  }

  ignoreOutgoing(): void {
    this.#setOption(SOL_PACKET, PACKET_IGNORE_OUTGOING, words(1));
  }

  /** Makes the ring and maps it. Its memory stays readable for as long as the process lives, also after `close`. */
  mapRing(shape: RingShape, retireMillis: number): ArrayBuffer {
    this.#setOption(SOL_PACKET, PACKET_VERSION, words(TPACKET_V3));
    this.#setOption(SOL_PACKET, PACKET_RESERVE, words(VLAN_TAG_LENGTH));
    const { blockLength, blockCount } = shape;
    const frameCount = (blockLength / RING_FRAME_LENGTH) * blockCount;
    // struct tpacket_req3, its last two words being private space and a feature word.
    this.#setOption(
      SOL_PACKET,
      PACKET_RX_RING,
      words(blockLength, blockCount, RING_FRAME_LENGTH, frameCount, retireMillis, 0, 0),
    );

    const length = blockLength * blockCount;
    const address = this.#libc.mmap(null, length, PROT_READ_WRITE, MAP_SHARED, this.#descriptor, 0);
    if (BigInt.asIntN(64, address) === -1n) throw this.#failure('mapping the ring');
    this.#mapping = { address, length };
    return this.#libc.view(address, length);
  }

  /** Starts receiving from the interface with this index, all frames on its wire included. Needs no right once the socket is open. */
  bind(index: number): void {
    const address = new DataView(new ArrayBuffer(SOCKADDR_LL_LENGTH));
    address.setUint16(0, AF_PACKET, IS_LITTLE_ENDIAN);
    address.setUint16(2, ETH_P_ALL);
    address.setInt32(4, index, IS_LITTLE_ENDIAN);
    if (this.#libc.bind(this.#descriptor, new Uint8Array(address.buffer), SOCKADDR_LL_LENGTH) < 0) throw this.#failure('binding');
    // struct packet_mreq: i32 index, u16 type, u16 address length, 8 bytes address. Ends with the socket.
    const membership = new DataView(new ArrayBuffer(16));
    membership.setInt32(0, index, IS_LITTLE_ENDIAN);
    membership.setUint16(4, PACKET_MR_PROMISC, IS_LITTLE_ENDIAN);
    this.#setOption(SOL_PACKET, PACKET_ADD_MEMBERSHIP, new Uint8Array(membership.buffer));
  }

  /** The interface the socket is bound to: -1 once it was deleted, even when another one took its name. */
  boundTo(): { readonly index: number; readonly hardwareType: number } {
    const address = new Uint8Array(SOCKADDR_LL_LENGTH);
    const length = Int32Array.of(SOCKADDR_LL_LENGTH);
    if (this.#libc.getsockname(this.#descriptor, address, length) < 0) throw this.#failure('asking for the interface');
    const view = new DataView(address.buffer);
    return { index: view.getInt32(4, IS_LITTLE_ENDIAN), hardwareType: view.getUint16(8, IS_LITTLE_ENDIAN) };
  }

  /** Waits until a block is ready, the link changes or the time is over. Says whether there was an error, and clears it. */
  wait(timeoutMillis: number): 'quiet' | 'ready' | 'disturbed' {
    const found = this.#libc.poll(this.#pollRequest, 1, timeoutMillis);
    if (found <= 0) return 'quiet';
    const events = new DataView(this.#pollRequest.buffer).getUint16(6, IS_LITTLE_ENDIAN);
    if ((events & POLLERR) === 0) return 'ready';
    // ENETDOWN, as a rule. Left there, it would make every further wait return at once.
    this.#getOption(SOL_SOCKET, SO_ERROR, 4);
    return 'disturbed';
  }

  /** Reads and resets the kernel's counters: whoever calls this adds them up. */
  takeStatistics(): RingStatistics {
    // struct tpacket_stats_v3: u32 packets (drops included), u32 drops, u32 freezes.
    const statistics = this.#getOption(SOL_PACKET, PACKET_STATISTICS, 12);
    return { drops: statistics.getUint32(4, IS_LITTLE_ENDIAN), freezes: statistics.getUint32(8, IS_LITTLE_ENDIAN) };
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.#mapping !== null) this.#replaceMapping(this.#mapping);
    this.#libc.close(this.#descriptor);
  }

  /**
   * Lays empty memory over the ring. The ring must go, for its mapping alone would keep the socket capturing; but its addresses must
   * stay valid, for JavaScript may still hold views of them, and those cannot be detached. Costs address space, not memory.
   */
  #replaceMapping({ address, length }: { address: Pointer; length: number }): void {
    this.#libc.mmap(address, length, PROT_READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
    this.#mapping = null;
  }

  #requestOfInterface(name: string, request: number): DataView | null {
    const argument = new Uint8Array(IFREQ_LENGTH);
    const encoded = new TextEncoder().encode(name);
    if (encoded.length >= NAME_LENGTH) return null;
    argument.set(encoded);
    return this.#libc.ioctl(this.#descriptor, request, argument) < 0 ? null : new DataView(argument.buffer);
  }

  #setOption(level: number, name: number, value: Uint8Array): void {
    if (this.#libc.setsockopt(this.#descriptor, level, name, value, value.length) < 0)
      throw this.#failure(`setting option ${name}`);
  }

  #getOption(level: number, name: number, length: number): DataView {
    const value = new Uint8Array(length);
    if (this.#libc.getsockopt(this.#descriptor, level, name, value, Int32Array.of(length)) < 0) {
      throw this.#failure(`reading option ${name}`);
    }
    return new DataView(value.buffer);
  }

  #failure(what: string): CaptureError {
    const code = getSystemErrorName(-this.#libc.errno());
    return new CaptureError(code, `${what} failed: ${code}`);
  }
}

/** 32-bit words in host order, as C has them. */
function words(...values: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}
