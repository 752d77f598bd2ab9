// Builds TPACKET_V3 blocks as the kernel lays them out (<linux/if_packet.h>), in the byte order of the machine.

const WORD = 4;

export interface PacketSpec {
  readonly frame: Uint8Array;
  readonly seconds?: number;
  readonly nanoseconds?: number;
  readonly wireLength?: number;
  readonly tag?: { readonly control: number; readonly protocol?: number };
  /** Lies: fields the kernel would have filled in rightly. */
  readonly capturedLength?: number;
  readonly macOffset?: number;
  readonly nextOffset?: number;
}

export interface BlockSpec {
  readonly packets: readonly PacketSpec[];
  /** 1: ours to read; 0: the kernel's. */
  readonly status?: number;
  readonly packetCount?: number;
  readonly firstOffset?: number;
}

export const MAC_OFFSET = 96;

/** Lays blocks one after another over a ring of `blockLength` each. */
export function buildRing(blockLength: number, blocks: readonly BlockSpec[]): ArrayBuffer {
  const ring = new ArrayBuffer(blockLength * blocks.length);
  for (const [index, block] of blocks.entries()) writeBlock(ring, index * blockLength, block);
  return ring;
}

export function writeBlock(ring: ArrayBuffer, start: number, block: BlockSpec): void {
  const words = new Uint32Array(ring);
  const first = block.firstOffset ?? 48;
  words[start / WORD + 0] = 1;
  words[start / WORD + 2] = block.status ?? 1;
  words[start / WORD + 3] = block.packetCount ?? block.packets.length;
  words[start / WORD + 4] = first;
  let packet = start + first;
  for (const [index, spec] of block.packets.entries()) {
    const length = (MAC_OFFSET + spec.frame.length + 7) & ~7;
    writePacket(ring, packet, { ...spec, nextOffset: spec.nextOffset ?? (index === block.packets.length - 1 ? 0 : length) });
    packet += length;
  }
}

function writePacket(ring: ArrayBuffer, at: number, spec: PacketSpec): void {
  const words = new Uint32Array(ring, at, 12);
  const halves = new Uint16Array(ring, at, 24);
  words[0] = spec.nextOffset ?? 0;
  words[1] = spec.seconds ?? 0;
  words[2] = spec.nanoseconds ?? 0;
  words[3] = spec.capturedLength ?? spec.frame.length;
  words[4] = spec.wireLength ?? spec.frame.length;
  words[5] = 1 | (spec.tag === undefined ? 0 : 1 << 4) | (spec.tag?.protocol === undefined ? 0 : 1 << 6);
  halves[12] = spec.macOffset ?? MAC_OFFSET;
  halves[13] = MAC_OFFSET + 14;
  words[8] = spec.tag?.control ?? 0;
  halves[18] = spec.tag?.protocol ?? 0;
  new Uint8Array(ring, at + MAC_OFFSET, spec.frame.length).set(spec.frame);
}
