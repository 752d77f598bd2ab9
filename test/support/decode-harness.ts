import { expect } from 'vitest';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { MAX_LAYERS, Packet } from '../../src/decode/packet.ts';
import { Problem, problemName } from '../../src/decode/problem.ts';
import { PROTOCOL_COUNT, Protocol, protocolName } from '../../src/decode/protocol.ts';

export interface DecodeOptions {
  /** As https://www.tcpdump.org/linktypes.html numbers them; Ethernet unless said otherwise. */
  readonly linkType?: number;
  /** How long the frame was on the wire; as long as its bytes unless said otherwise. */
  readonly wireLength?: number;
}

/** Frames never start where their memory does, as in a real source. */
const FRAME_START = 5;
const BYTES_BEHIND = 7;

/** Decodes a frame over guarded memory: a decoder that reads outside the frame, or behind the end of its own layer, throws. */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): Packet {
  return decodeCounted(bytes, options).packet;
}

/** How many bytes the decoders read: what a frame costs, without a clock. */
export function countReads(bytes: Uint8Array, options: DecodeOptions = {}): number {
  return decodeCounted(bytes, options).reads;
}

function decodeCounted(bytes: Uint8Array, options: DecodeOptions): { packet: Packet; reads: number } {
  const memory = new Uint8Array(FRAME_START + bytes.length + BYTES_BEHIND).fill(0xee);
  memory.set(bytes, FRAME_START);
  const packet = new Packet();
  let reads = 0;
  const guarded = guardBytes(memory, (index) => {
    reads += 1;
    return index >= FRAME_START && index < packet.end;
  });
  decodeFrame(
    {
      bytes: guarded,
      start: FRAME_START,
      capturedLength: bytes.length,
      wireLength: options.wireLength ?? bytes.length,
      timestampMicros: 0,
      linkType: options.linkType ?? 1,
      interfaceIndex: 0,
    },
    packet,
  );
  packet.bytes = memory;
  return { packet, reads };
}

/** The same bytes, but touching anything other than bytes at allowed positions throws. */
export function guardBytes(bytes: Uint8Array, allows: (index: number) => boolean): Uint8Array {
  return new Proxy(bytes, {
    get(target, key) {
      const index = typeof key === 'string' ? Number(key) : Number.NaN;
      if (!Number.isInteger(index) || !allows(index)) throw new Error(`read of bytes[${String(key)}]`);
      return target[index];
    },
    set(_target, key) {
      throw new Error(`write to bytes[${String(key)}]`);
    },
  });
}

/** The encapsulation stack as users see it: `ethernet/ipv4/tcp`. */
export function stackOf(packet: Packet): string {
  return Array.from(packet.protocols.subarray(0, packet.layerCount), (protocol) => protocolName(protocol as Protocol)).join('/');
}

/** Where each layer starts, counted from the frame's first byte. */
export function offsetsOf(packet: Packet): number[] {
  return Array.from(packet.offsets.subarray(0, packet.layerCount), (offset) => offset - packet.start);
}

/** What stopped the decoding, as `ipv4 version-invalid`; `none` when nothing did. */
export function problemOf(packet: Packet): string {
  if (packet.problem === Problem.None) return 'none';
  return `${protocolName(packet.problemProtocol)} ${problemName(packet.problem)}`;
}

/** The identifier nobody decodes, as `ethernet 0x88b5`; `none` when there is none. */
export function unknownOf(packet: Packet): string {
  return packet.isUnknown ? `${protocolName(packet.unknownCarrier)} 0x${packet.unknownIdentifier.toString(16)}` : 'none';
}

/** The captured bytes behind the last header, padding left out. */
export function payloadOf(packet: Packet): Uint8Array {
  return packet.bytes.slice(packet.cursor, packet.end);
}

/** Headers that only the first bytes of what follows them tell from others, and how many at most. */
const LOOKS_AHEAD: ReadonlySet<number> = new Set([Protocol.Teredo, Protocol.Wccp]);
const LOOKED_AT = 8;

export interface CutOptions {
  readonly linkType?: number;
  /** A prefix may pass for a whole frame, because nothing in it says that, or what, something follows. */
  readonly mayEndEarly?: true;
}

/** Decodes every prefix of a frame, once as cut by the snap length and once as so short on the wire, and checks what both must keep to. */
export function cutEverywhere(bytes: Uint8Array, options: CutOptions = {}): void {
  const linkType = options.linkType ?? 1;
  const whole = decode(bytes, { linkType });
  expectSound(whole);
  for (let length = 0; length <= bytes.length; length++) {
    const prefix = bytes.subarray(0, length);
    for (const wireLength of new Set([bytes.length, length])) {
      const packet = decode(prefix, { linkType, wireLength });
      const context = `${stackOf(whole)} cut to ${length} of ${bytes.length} bytes, ${wireLength} on the wire`;
      expectSound(packet, context);
      expectPrefix(packet, whole, context);
      if (packet.problem === Problem.None && options.mayEndEarly) continue;
      if (packet.layerCount < wholeHeaders(whole, length)) expect.fail(`${context}: does not enter all headers that are whole`);
      expectReason(
        packet,
        whole,
        wireLength > length ? ['cut-by-snap-length'] : ['header-truncated', 'cut-by-fragmentation'],
        context,
      );
    }
  }
}

/** What holds for every packet, whatever its frame held. */
export function expectSound(packet: Packet, context = ''): void {
  const { start, capturedEnd, cursor, end, wireEnd } = packet;
  const sound =
    packet.layerCount <= MAX_LAYERS &&
    packet.tunnelCount <= packet.tunnelTypes.length &&
    start <= cursor &&
    cursor <= end &&
    end <= capturedEnd &&
    end <= wireEnd &&
    layersAreSound(packet) &&
    tunnelsAreSound(packet);
  if (!sound)
    expect.fail(`unsound: ${context}: cursor ${cursor}, end ${end}, frame ${start} to ${capturedEnd}, wire end ${wireEnd}`);
}

function layersAreSound(packet: Packet): boolean {
  let previous = packet.start;
  for (let layer = 0; layer < packet.layerCount; layer++) {
    const offset = packet.offsets[layer]!;
    const protocol = packet.protocols[layer]!;
    if (offset < previous || offset > packet.cursor || protocol === 0 || protocol >= PROTOCOL_COUNT) return false;
    previous = offset;
  }
  return packet.linkLayer < packet.layerCount && packet.ipLayer < packet.layerCount;
}

function tunnelsAreSound(packet: Packet): boolean {
  for (let row = 0; row < packet.tunnelCount; row++) {
    if (packet.tunnelCarriers[row]! >= packet.layerCount || packet.tunnelLinks[row]! >= packet.layerCount) return false;
    if (packet.tunnelInnerBytes[row]! < 0) return false;
  }
  return true;
}

function expectPrefix(packet: Packet, whole: Packet, context: string): void {
  for (let layer = 0; layer < packet.layerCount; layer++) {
    const same = packet.protocols[layer] === whole.protocols[layer] && packet.offsets[layer] === whole.offsets[layer];
    if (!same) expect.fail(`${context}: found ${stackOf(packet)}`);
  }
}

/** How many of the packet's headers lie within the frame's first `length` bytes. */
function wholeHeaders(packet: Packet, length: number): number {
  let count = 0;
  while (count < packet.layerCount) {
    const headerEnd = count + 1 < packet.layerCount ? packet.offsets[count + 1]! : packet.cursor;
    const neededEnd = headerEnd + (LOOKS_AHEAD.has(packet.protocols[count]!) ? LOOKED_AT : 0);
    if (neededEnd - packet.start > length) break;
    count += 1;
  }
  return count;
}

function expectReason(packet: Packet, whole: Packet, truncations: readonly string[], context: string): void {
  const isWhole = packet.layerCount === whole.layerCount;
  const allowed = isWhole ? [...truncations, problemName(whole.problem)] : truncations;
  const found = problemName(packet.problem);
  // A problem of a header that was entered all the same hides what cut a later one.
  const isNoted =
    packet.problem === whole.problem && packet.protocols.subarray(0, packet.layerCount).includes(packet.problemProtocol);
  if (isNoted && packet.problem !== Problem.HeaderTruncated) return;
  const stopsLikeWhole = isWhole && found === problemName(whole.problem) && packet.isUnknown === whole.isUnknown;
  if (!stopsLikeWhole && !allowed.includes(found)) {
    expect.fail(`${context}: stops at ${stackOf(packet)} for '${found}', not for one of '${allowed.join("', '")}'`);
  }
}
