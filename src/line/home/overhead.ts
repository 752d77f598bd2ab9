// `count` runs once per frame: allocate nothing.

import type { Packet } from '../../decode/packet.ts';
import { Problem } from '../../decode/problem.ts';
import { Protocol } from '../../decode/protocol.ts';
import { outermostIpLayer } from './address-ranges.ts';
import { type DirectionBytes, DirectionTotals } from './direction-bytes.ts';

/** What stacks of headers were seen, each way. */
export interface StackCounts {
  /** Frames with an IP packet of each kind, outermost; `softwire` is IPv4 inside IPv6. */
  ipv4: number;
  ipv6: number;
  softwire: number;
  pppoe: number;
  /** Frames with a VLAN tag, and PPPoE or IP frames without one. */
  tagged: number;
  untagged: number;
}

/** The order of `Direction`. */
const DIRECTIONS = 3;
const MAX_STACKS = 16;
const STACK_WORDS = 5;

/** Figures kept per stack and direction. */
const Figure = { Frames: 0, Wire: 1, Payload: 2, Tunnel: 3, Padding: 4 } as const;
const FIGURES = 5;

const IPV6_HEADER_LENGTH = 40;

/** What is constant for a stack of headers: bytes of each kind before the IP packet, and what the stack is. */
interface StackShape {
  readonly ipLayer: number;
  readonly header: number;
  readonly vlan: number;
  readonly pppoe: number;
  readonly mpls: number;
  readonly isIpv4: boolean;
  /** What a length field of zero says. */
  readonly emptyLength: number;
  readonly isIpv6: boolean;
  readonly isSoftwire: boolean;
  readonly isPppoe: boolean;
}

const NO_SHAPE: StackShape = {
  ipLayer: -1,
  header: 0,
  vlan: 0,
  pppoe: 0,
  mpls: 0,
  isIpv4: false,
  emptyLength: 0,
  isIpv6: false,
  isSoftwire: false,
  isPppoe: false,
};

/**
 * What the line's headers cost. Frames with the same stack of headers of the same length differ in the length of their packet only, so a
 * few additions per frame are enough; what they mean is worked out when a window closes.
 */
export class Overhead {
  readonly #keys = new Int32Array(STACK_WORDS * MAX_STACKS);
  readonly #shapes: StackShape[] = [];
  readonly #figures = new Float64Array(FIGURES * DIRECTIONS * MAX_STACKS);
  #hand = 0;
  // The stack of the last frame: the first eight layers, how many there are, the length of all headers, what it is and where it is counted.
  #lastFirst = 0;
  #lastSecond = 0;
  #lastLayers = -1;
  #lastHeaders = 0;
  #lastShape: StackShape = NO_SHAPE;
  #lastRow = 0;
  readonly #open = newTotals();
  /** Everything of earlier windows. */
  readonly #closed = newTotals();
  readonly stacks: readonly StackCounts[] = Array.from({ length: DIRECTIONS }, newCounts);
  /** The longest frame of each direction, and frames that were cut inside a header. */
  readonly longest = new Uint32Array(DIRECTIONS);
  cutFrames = 0;

  count(packet: Packet): void {
    const { stackKey, ipLayer, layerCount, start, wireLength, direction } = packet;
    const innermost = ipLayer < 0 ? packet.cursor : packet.offsets[ipLayer]!;
    const isSame =
      stackKey[0] === this.#lastFirst &&
      stackKey[1] === this.#lastSecond &&
      innermost - start === this.#lastHeaders &&
      layerCount === this.#lastLayers;
    if (!isSame) this.#turnTo(packet, innermost - start);

    const shape = this.#lastShape;
    const rest = wireLength - shape.header;
    const figures = this.#figures;
    const row = this.#lastRow + FIGURES * direction;
    figures[row + Figure.Frames]! += 1;
    figures[row + Figure.Wire]! += wireLength;
    if (shape.ipLayer >= 0) {
      const header = packet.offsets[shape.ipLayer]!;
      let payload = shape.isIpv4 ? packet.view.getUint16(header + 2) : IPV6_HEADER_LENGTH + packet.view.getUint16(header + 4);
      // Zero is what segmentation offload and jumbograms leave; a claim past the frame's end is none.
      if (payload > rest || payload === shape.emptyLength) payload = rest;
      figures[row + Figure.Payload]! += payload;
      if (innermost !== header) figures[row + Figure.Tunnel]! += innermost - header;
    } else this.#countPadding(packet, row, rest);
    if (wireLength > this.longest[direction]!) this.longest[direction] = wireLength;
    if (packet.problem === Problem.CutBySnapLength) this.cutFrames += 1;
  }

  /** What passed since the last window, in the order of `Direction`: unknown, down, up. */
  closeWindow(): readonly DirectionBytes[] {
    for (let slot = 0; slot < this.#shapes.length; slot += 1) this.#flush(slot);
    const values = this.#open.map((totals) => totals.value());
    this.#closed.forEach((closed, direction) => {
      const open = this.#open[direction]!;
      closed.add(open);
      open.clear();
    });
    return values;
  }

  /** Everything since the start, with the window that is open. */
  totals(): readonly DirectionBytes[] {
    for (let slot = 0; slot < this.#shapes.length; slot += 1) this.#flush(slot);
    return this.#closed.map((closed, direction) => {
      const sum = new DirectionTotals();
      sum.add(closed);
      sum.add(this.#open[direction]!);
      return sum.value();
    });
  }

  /** What a length field in the frame left out. */
  #countPadding(packet: Packet, row: number, rest: number): void {
    const padding = packet.start + packet.wireLength - packet.wireEnd;
    if (padding > 0 && padding <= rest) this.#figures[row + Figure.Padding]! += padding;
  }

  /** Makes the stack of `packet` the last one. */
  #turnTo(packet: Packet, headers: number): void {
    const slot = this.#slotOf(packet, headers);
    const { stackKey, layerCount } = packet;
    this.#lastShape = this.#shapes[slot]!;
    this.#lastRow = FIGURES * DIRECTIONS * slot;
    this.#lastFirst = stackKey[0]!;
    this.#lastSecond = stackKey[1]!;
    this.#lastHeaders = headers;
    // The words compared hold eight layers; a deeper stack is looked up every time.
    this.#lastLayers = layerCount <= 8 ? layerCount : -1;
  }

  #slotOf(packet: Packet, headers: number): number {
    const keys = this.#keys;
    const { stackKey } = packet;
    for (let slot = 0; slot < this.#shapes.length; slot += 1) {
      const at = STACK_WORDS * slot;
      if (
        keys[at] === stackKey[0] &&
        keys[at + 1] === stackKey[1] &&
        keys[at + 2] === stackKey[2] &&
        keys[at + 3] === stackKey[3] &&
        keys[at + 4] === headers
      ) {
        return slot;
      }
    }
    let slot = this.#shapes.length;
    if (slot === MAX_STACKS) {
      slot = this.#hand;
      this.#hand = (this.#hand + 1) % MAX_STACKS;
      this.#flush(slot);
    }
    keys.set(stackKey, STACK_WORDS * slot);
    keys[STACK_WORDS * slot + 4] = headers;
    this.#shapes[slot] = shapeOf(packet);
    return slot;
  }

  #flush(slot: number): void {
    const shape = this.#shapes[slot]!;
    for (let direction = 0; direction < DIRECTIONS; direction += 1) {
      const row = FIGURES * (DIRECTIONS * slot + direction);
      const frames = this.#figures[row + Figure.Frames]!;
      if (frames === 0) continue;
      const wire = this.#figures[row + Figure.Wire]!;
      const totals = this.#open[direction]!;
      totals.frames += frames;
      totals.wireBytes += wire;
      totals.vlanBytes += frames * shape.vlan;
      totals.pppoeBytes += frames * shape.pppoe;
      totals.mplsBytes += frames * shape.mpls;
      totals.payloadBytes += this.#figures[row + Figure.Payload]!;
      totals.tunnelBytes += this.#figures[row + Figure.Tunnel]!;
      if (shape.ipLayer < 0) totals.controlBytes += wire - frames * shape.header - this.#figures[row + Figure.Padding]!;
      countStacks(this.stacks[direction]!, shape, frames);
      this.#figures.fill(0, row, row + FIGURES);
    }
  }
}

function countStacks(counts: StackCounts, shape: StackShape, frames: number): void {
  if (shape.isSoftwire) counts.softwire += frames;
  else if (shape.isIpv4) counts.ipv4 += frames;
  if (shape.isIpv6) counts.ipv6 += frames;
  if (shape.isPppoe) counts.pppoe += frames;
  if (shape.vlan > 0) counts.tagged += frames;
  else if (shape.isPppoe || shape.ipLayer >= 0) counts.untagged += frames;
}

/** Measures the headers up to the outermost IP packet, or all of them where there is none. */
function shapeOf(packet: Packet): StackShape {
  const ipLayer = outermostIpLayer(packet);
  const layers = ipLayer < 0 ? packet.layerCount : ipLayer;
  const shape = { vlan: 0, pppoe: 0, mpls: 0, isPppoe: false };
  let control = 0;
  for (let layer = 0; layer < layers; layer += 1) {
    const next = layer + 1 < packet.layerCount ? packet.offsets[layer + 1]! : packet.cursor;
    const length = next - packet.offsets[layer]!;
    const protocol = packet.protocols[layer];
    if (protocol === Protocol.Vlan || protocol === Protocol.ServiceVlan) shape.vlan += length;
    else if (protocol === Protocol.Mpls || protocol === Protocol.Pseudowire) shape.mpls += length;
    else if (protocol === Protocol.PppoeSession || protocol === Protocol.PppoeDiscovery || protocol === Protocol.Ppp) {
      shape.pppoe += length;
      shape.isPppoe ||= protocol === Protocol.PppoeSession;
    } else if (layer > 0) control += ipLayer < 0 ? length : 0;
  }
  const end = ipLayer < 0 ? packet.cursor - control : packet.offsets[ipLayer]!;
  const isIpv4 = ipLayer >= 0 && packet.protocols[ipLayer] === Protocol.Ipv4;
  return {
    ...shape,
    ipLayer,
    header: Math.max(0, end - packet.start),
    isIpv4,
    emptyLength: isIpv4 ? 0 : IPV6_HEADER_LENGTH,
    isIpv6: ipLayer >= 0 && !isIpv4,
    isSoftwire: ipLayer >= 0 && !isIpv4 && packet.protocols[ipLayer + 1] === Protocol.Ipv4 && packet.ipLayer === ipLayer + 1,
  };
}

function newTotals(): DirectionTotals[] {
  return Array.from({ length: DIRECTIONS }, () => new DirectionTotals());
}

function newCounts(): StackCounts {
  return { ipv4: 0, ipv6: 0, softwire: 0, pppoe: 0, tagged: 0, untagged: 0 };
}
