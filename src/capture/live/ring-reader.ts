// Runs once per frame: allocate nothing.
import { Frame, type FrameSink } from '../frame.ts';

// struct tpacket_block_desc of <linux/if_packet.h>, in 32-bit words from the start of a block.
const BLOCK_STATUS_WORD = 2;
const BLOCK_PACKETS_WORD = 3;
const BLOCK_FIRST_PACKET_WORD = 4;
const BLOCK_HEADER_LENGTH = 48;
const BLOCK_IS_OURS = 1;
const GIVE_BACK = 0;

// struct tpacket3_hdr, in 32-bit words from the start of a packet, and in bytes where a field is 16 bits.
const NEXT_WORD = 0;
const SECONDS_WORD = 1;
const NANOSECONDS_WORD = 2;
const CAPTURED_WORD = 3;
const WIRE_WORD = 4;
const STATUS_WORD = 5;
const MAC_OFFSET = 24;
const TAG_CONTROL_WORD = 8;
const TAG_PROTOCOL_OFFSET = 36;
// The header (48) and the struct sockaddr_ll (20) behind it; frames lie further on.
const PACKET_HEADER_LENGTH = 68;

const VLAN_VALID = 1 << 4;
const VLAN_PROTOCOL_VALID = 1 << 6;
const DEFAULT_TAG_PROTOCOL = 0x8100;
const MAC_ADDRESSES_LENGTH = 12;

const LINKTYPE_ETHERNET = 1;

/** How much room the kernel must leave in front of each frame so that a VLAN tag can be put back where it was. */
export const VLAN_TAG_LENGTH = 4;

/** How a ring is divided. Block lengths are multiples of 8. */
export interface RingShape {
  readonly blockLength: number;
  readonly blockCount: number;
}

/** What the frames of a ring are. `snapLength` is the most that is kept of any of them; 0 means they are whole. */
export interface RingFormat {
  readonly linkType: number;
  readonly snapLength: number;
}

/**
 * Reads the blocks of a TPACKET_V3 ring in the order the kernel fills them, in place: a frame's bytes are the ring's, and are the
 * kernel's again once its block is given back, which is when the next one is asked for.
 */
export class RingReader {
  /** Frames that could not be reached because their block made no sense. */
  unreadable = 0;

  readonly #bytes: Uint8Array;
  readonly #halves: Uint16Array;
  readonly #words: Uint32Array;
  readonly #status: Int32Array;
  readonly #shape: RingShape;
  readonly #snapLength: number;
  readonly #restoresTags: boolean;
  readonly #frame = new Frame();

  // Where the next block, and in an opened block the next packet, starts: bytes from the start of the ring.
  #block = 0;
  #packet = 0;
  #isBlockOpen = false;
  // Packets of the opened block not yet read.
  #left = 0;
  #closed = false;

  constructor(memory: ArrayBuffer, shape: RingShape, format: RingFormat) {
    this.#bytes = new Uint8Array(memory);
    this.#halves = new Uint16Array(memory);
    this.#words = new Uint32Array(memory);
    this.#status = new Int32Array(memory);
    this.#shape = shape;
    this.#snapLength = format.snapLength === 0 ? Number.MAX_SAFE_INTEGER : format.snapLength;
    this.#restoresTags = format.linkType === LINKTYPE_ETHERNET;
    this.#frame.bytes = this.#bytes;
    this.#frame.linkType = format.linkType;
  }

  /**
   * Delivers the frames of one block, if there is one, and says how many they were. The block before it is the kernel's again. What `sink`
   * throws passes through; the frame counts as read, and the next call goes on behind it.
   */
  read(sink: FrameSink): number {
    if (this.#closed) return 0;
    if (this.#isBlockOpen && this.#left === 0) this.#giveBlockBack();
    if (!this.#isBlockOpen && !this.#openBlock()) return 0;
    let delivered = 0;
    while (this.#left > 0 && this.#readPacket(sink)) delivered++;
    return delivered;
  }

  /** Stops reading for good, even from within `sink`. */
  close(): void {
    this.#closed = true;
    this.#left = 0;
  }

  #openBlock(): boolean {
    const word = this.#block >>> 2;
    // Loaded atomically, so that nothing the kernel wrote before it changed the status is read stale (Arm reorders).
    if ((Atomics.load(this.#status, word + BLOCK_STATUS_WORD) & BLOCK_IS_OURS) === 0) return false;
    this.#left = this.#words[word + BLOCK_PACKETS_WORD]!;
    this.#packet = this.#block + this.#words[word + BLOCK_FIRST_PACKET_WORD]!;
    this.#isBlockOpen = true;
    return true;
  }

  #giveBlockBack(): void {
    Atomics.store(this.#status, (this.#block >>> 2) + BLOCK_STATUS_WORD, GIVE_BACK);
    this.#block += this.#shape.blockLength;
    if (this.#block === this.#shape.blockLength * this.#shape.blockCount) this.#block = 0;
    this.#isBlockOpen = false;
  }

  /** Reads one packet and moves on to the next; or finds that it cannot lie where it is said to, and gives up on the block. */
  #readPacket(sink: FrameSink): boolean {
    const packet = this.#packet;
    const end = this.#block + this.#shape.blockLength;
    if (packet < this.#block + BLOCK_HEADER_LENGTH || packet + PACKET_HEADER_LENGTH > end || (packet & 3) !== 0)
      return this.#giveUp();

    const words = this.#words;
    const word = packet >>> 2;
    const captured = words[word + CAPTURED_WORD]!;
    const mac = this.#halves[(packet + MAC_OFFSET) >>> 1]!;
    if (mac < PACKET_HEADER_LENGTH || packet + mac + captured > end) return this.#giveUp();

    const frame = this.#frame;
    frame.start = packet + mac;
    frame.capturedLength = captured;
    frame.wireLength = Math.max(words[word + WIRE_WORD]!, captured);
    frame.timestampMicros = words[word + SECONDS_WORD]! * 1e6 + words[word + NANOSECONDS_WORD]! / 1e3;
    const status = words[word + STATUS_WORD]!;
    if ((status & VLAN_VALID) !== 0 && this.#restoresTags) this.#restoreTag(packet, status);

    // Before the sink runs: should it throw, the next step goes on behind this frame.
    this.#left--;
    this.#packet = packet + words[word + NEXT_WORD]!;
    if (this.#left > 0 && this.#packet <= packet) this.#giveUp();
    sink(frame);
    return true;
  }

  /**
   * Puts back the outer VLAN tag, which the kernel takes out of every frame it receives: the two addresses move four bytes to the
   * front, the tag goes between them and the ether type. The frame must look and count as it did on the wire.
   */
  #restoreTag(packet: number, status: number): void {
    const frame = this.#frame;
    const isCut = frame.capturedLength < frame.wireLength;
    frame.wireLength += VLAN_TAG_LENGTH;
    // Cut so short that the tag would have been cut off too.
    if (frame.capturedLength < MAC_ADDRESSES_LENGTH) return;

    const bytes = this.#bytes;
    const control = this.#words[(packet >>> 2) + TAG_CONTROL_WORD]!;
    const isProtocolKnown = (status & VLAN_PROTOCOL_VALID) !== 0;
    const protocol = isProtocolKnown ? this.#halves[(packet + TAG_PROTOCOL_OFFSET) >>> 1]! : DEFAULT_TAG_PROTOCOL;
    const start = frame.start - VLAN_TAG_LENGTH;
    for (let i = start; i < start + MAC_ADDRESSES_LENGTH; i++) bytes[i] = bytes[i + VLAN_TAG_LENGTH]!;
    bytes[start + 12] = protocol >>> 8;
    bytes[start + 13] = protocol;
    bytes[start + 14] = control >>> 8;
    bytes[start + 15] = control;
    frame.start = start;
    // With its tag, the kernel would have cut it four bytes earlier.
    if (!isCut) frame.capturedLength = Math.min(frame.capturedLength + VLAN_TAG_LENGTH, this.#snapLength);
  }

  #giveUp(): boolean {
    // The packet count is as doubtful as the rest: not more than could lie in a block.
    this.unreadable += Math.min(this.#left, Math.floor(this.#shape.blockLength / PACKET_HEADER_LENGTH));
    this.#left = 0;
    return false;
  }
}
