// Filled once per frame and reused: allocate nothing.

import { Direction } from './direction.ts';
import { Problem } from './problem.ts';
import { Protocol } from './protocol.ts';
import type { TunnelType } from './tunnel-type.ts';

/** As Suricata's limit: no honest frame comes near it. */
export const MAX_LAYERS = 16;
/** As Zeek's limit on tunnels inside each other. */
export const MAX_TUNNELS = 4;
/** An ERSPAN header is a row beside its GRE header's, so there may be two rows per tunnel. */
const MAX_TUNNEL_ROWS = 2 * MAX_TUNNELS;

/** What the decoders need to know of a frame; a capture source's frame has it. */
export interface FrameBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly capturedLength: number;
  readonly wireLength: number;
  readonly timestampMicros: number;
  readonly linkType: number;
  readonly interfaceIndex: number;
}

/**
 * One decoded frame. One Packet is reused for all frames: observers copy what they keep. All offsets are positions in `bytes`.
 *
 * A protocol on the stack had its header captured, at least the part that every such header has, so the fields in that may be read at its
 * offset; options, extensions and what else may follow can have been cut (`stopInside`). Fields that describe "the" network or
 * transport header (`ipLayer`, ports, ...) describe the innermost one: an inner IP header clears what the outer one said.
 */
export class Packet {
  bytes: Uint8Array = new Uint8Array(0);
  /** The frame's first byte. */
  start = 0;
  /** One past the frame's last captured byte. */
  capturedEnd = 0;
  /** The frame's length on the wire, in bytes. */
  wireLength = 0;
  /** Microseconds since 1970-01-01 UTC; may have a fraction, and is no small integer to begin with, so that V8 does not have to learn that later. */
  timestampMicros = Number.NaN;
  interfaceIndex = 0;

  /** Where the next header, or what nobody decoded, starts. */
  cursor = 0;
  /** One past the last captured byte that belongs to the current layer. */
  end = 0;
  /** One past the last byte of the current layer had nothing been cut: `wireEnd - cursor` is the payload's length on the wire. */
  wireEnd = 0;

  /** The encapsulation stack, outermost first: `layerCount` entries are valid in each of these. */
  layerCount = 0;
  readonly protocols = new Uint8Array(MAX_LAYERS);
  /** The same 16 bytes, zero behind the stack's end, as four words: a key that names the stack. */
  readonly stackKey = new Int32Array(this.protocols.buffer);
  readonly offsets = new Int32Array(MAX_LAYERS);
  /** Bit p % 32 is set when protocol p is on the stack: a quick no, or a perhaps. */
  layerBits = 0;

  /** One row per tunnel header, outermost first: `tunnelCount` entries are valid in each of these. */
  tunnelCount = 0;
  readonly tunnelTypes = new Uint8Array(MAX_TUNNEL_ROWS);
  /** 1 where the header carries an identifier. */
  readonly tunnelHasId = new Uint8Array(MAX_TUNNEL_ROWS);
  /** The identifier's 32 bits; read as unsigned. */
  readonly tunnelIds = new Int32Array(MAX_TUNNEL_ROWS);
  /** Which layer carries the tunnel: the nearest IP header outside it, or -1. */
  readonly tunnelCarriers = new Int8Array(MAX_TUNNEL_ROWS);
  /** Which link-layer header is nearest outside it, or -1. */
  readonly tunnelLinks = new Int8Array(MAX_TUNNEL_ROWS);
  /** Bytes on the wire behind the tunnel's header. */
  readonly tunnelInnerBytes = new Int32Array(MAX_TUNNEL_ROWS);
  /** How many tunnels are open around the cursor. */
  tunnelDepth = 0;

  /** The innermost Ethernet, FDDI or 802.11 header that has been entered, as an index into the stack; -1 without one. */
  linkLayer = -1;
  /** The innermost IPv4 or IPv6 header, as an index into the stack; -1 without one. */
  ipLayer = -1;
  /** The IP protocol number the innermost IP header leads to, behind its extension headers; -1 without one. */
  ipProtocol = -1;
  /** The innermost IP header whose packet goes on from its destination on a route of its own, as an index into the stack; -1 without one. */
  routedLayer = -1;
  /** Where the address stands that ends this route: the final destination. Only valid with a `routedLayer`. */
  finalDestination = 0;
  /** Source and destination ports of TCP, UDP, UDP-Lite and SCTP; -1 where none was read. */
  sourcePort = -1;
  destinationPort = -1;
  /** The flag bits of the innermost TCP header (RFC 9293: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32); 0 without one. */
  tcpFlags = 0;
  /** Whether the innermost IP packet is a fragment, first or later. */
  isFragment = false;
  /** Whether it is a later one: what follows its header is no header. */
  isTrailingFragment = false;
  /** The Identification field that the fragments of one packet share. */
  fragmentId = 0;

  /** Which way the frame travels on the access line, as far as is known of it. Set by whoever learns who is home, before anything is counted. */
  direction: Direction = Direction.Unknown;
  /** Which conversation the frame was counted in: the row's place in its table, or -1. Set by whoever counts conversations. */
  conversationSlot = -1;
  /** Tells the conversation from another one that was in the same place before. */
  conversationSerial = 0;
  /** Whether the conversation's second endpoint sent the frame; which endpoint is the second does not change while the conversation lives. */
  isFromSecondEndpoint = false;

  /** What is wrong with the frame: the outermost header that is. */
  problem: Problem = Problem.None;
  problemProtocol: Protocol = Protocol.None;
  /** Whose next-protocol field held an identifier without a decoder; `Protocol.None` when there is none. */
  unknownCarrier: Protocol = Protocol.None;
  unknownIdentifier = 0;
  /** Whether the frame has an identifier without a decoder. The link type itself may be it: then the carrier is `Protocol.None`. */
  isUnknown = false;

  #insideFragment = false;
  #view = new DataView(this.bytes.buffer);
  #viewedBytes = this.bytes;

  /** The memory of `bytes` at the same offsets, for reading several bytes at once; made anew only when `bytes` is another array. */
  get view(): DataView {
    if (this.#viewedBytes !== this.bytes) {
      const { buffer, byteOffset, byteLength } = this.bytes;
      this.#view = new DataView(buffer, byteOffset, byteLength);
      this.#viewedBytes = this.bytes;
    }
    return this.#view;
  }

  /** Makes the packet stand at the first byte of `frame` with nothing decoded. */
  begin(frame: FrameBytes): void {
    this.bytes = frame.bytes;
    this.start = frame.start;
    this.capturedEnd = frame.start + frame.capturedLength;
    this.wireLength = frame.wireLength;
    this.timestampMicros = frame.timestampMicros;
    this.interfaceIndex = frame.interfaceIndex;
    this.cursor = frame.start;
    this.end = this.capturedEnd;
    this.wireEnd = frame.start + Math.max(frame.wireLength, frame.capturedLength);
    this.layerCount = 0;
    this.layerBits = 0;
    this.stackKey[0] = 0;
    this.stackKey[1] = 0;
    this.stackKey[2] = 0;
    this.stackKey[3] = 0;
    this.tunnelCount = 0;
    this.tunnelDepth = 0;
    this.linkLayer = -1;
    this.ipLayer = -1;
    this.ipProtocol = -1;
    this.routedLayer = -1;
    this.sourcePort = -1;
    this.destinationPort = -1;
    this.tcpFlags = 0;
    this.isFragment = false;
    this.isTrailingFragment = false;
    this.direction = Direction.Unknown;
    this.conversationSlot = -1;
    this.problem = Problem.None;
    this.problemProtocol = Protocol.None;
    this.unknownCarrier = Protocol.None;
    this.isUnknown = false;
    this.#insideFragment = false;
  }

  /** Puts a header that lies whole at the cursor on the stack and moves the cursor behind it. */
  enterLayer(protocol: Protocol, headerLength: number): void {
    this.protocols[this.layerCount] = protocol;
    this.layerBits |= 1 << protocol;
    this.offsets[this.layerCount] = this.cursor;
    this.layerCount += 1;
    this.cursor += headerLength;
  }

  /** As `enterLayer`, for a header with link-layer addresses. */
  enterLinkLayer(protocol: Protocol, headerLength: number): void {
    this.linkLayer = this.layerCount;
    this.enterLayer(protocol, headerLength);
  }

  /** As `enterLayer`, for an IP header: forgets what an outer IP header led to. */
  enterIpLayer(protocol: Protocol, headerLength: number): void {
    this.ipLayer = this.layerCount;
    this.ipProtocol = -1;
    this.sourcePort = -1;
    this.destinationPort = -1;
    this.tcpFlags = 0;
    this.isFragment = false;
    this.isTrailingFragment = false;
    this.enterLayer(protocol, headerLength);
  }

  /** Says that the innermost IP packet goes on from its header's destination, in the end to the address at `offset`. */
  routeTo(offset: number): void {
    this.routedLayer = this.ipLayer;
    this.finalDestination = offset;
  }

  /** Says that the innermost IP packet is a fragment; what is inside a first one may end early without being malformed. */
  markFragment(identification: number, fragmentOffset: number): void {
    this.isFragment = true;
    this.isTrailingFragment = fragmentOffset !== 0;
    this.fragmentId = identification;
    this.#insideFragment = true;
  }

  /** Says that a tunnel carries what follows in parts of which this is the first: it may end early without being malformed. */
  markFirstPart(): void {
    this.#insideFragment = true;
  }

  /**
   * Ends the current layer at `claimedEnd`, a position its own length field gives. A claim past the enclosing layer's end changes nothing.
   */
  narrow(claimedEnd: number): void {
    if (claimedEnd < this.wireEnd) {
      this.wireEnd = claimedEnd;
      if (claimedEnd < this.end) this.end = claimedEnd;
    }
  }

  /** Opens a tunnel without an identifier whose payload starts at the cursor. Call it when the tunnel's header has been entered. */
  enterTunnel(type: TunnelType): void {
    this.tunnelDepth += 1;
    this.addTunnelRow(type);
  }

  /** As `enterTunnel`, for a header that carries an identifier of up to 32 bits. */
  enterIdentifiedTunnel(type: TunnelType, id: number): void {
    this.tunnelDepth += 1;
    this.addIdentifiedTunnelRow(type, id);
  }

  /** Adds a row for a header that belongs to a tunnel already open (ERSPAN in GRE). */
  addIdentifiedTunnelRow(type: TunnelType, id: number): void {
    const row = this.tunnelCount;
    this.addTunnelRow(type);
    if (row === MAX_TUNNEL_ROWS) return;
    this.tunnelHasId[row] = 1;
    this.tunnelIds[row] = id;
  }

  addTunnelRow(type: TunnelType): void {
    const row = this.tunnelCount;
    // The decoding loop stops at MAX_TUNNELS; this only keeps the arrays safe from a decoder that adds more than two rows a tunnel.
    if (row === MAX_TUNNEL_ROWS) return;
    this.tunnelTypes[row] = type;
    this.tunnelHasId[row] = 0;
    this.tunnelIds[row] = 0;
    this.tunnelCarriers[row] = this.ipLayer;
    this.tunnelLinks[row] = this.linkLayer;
    this.tunnelInnerBytes[row] = Math.max(0, this.wireEnd - this.cursor);
    this.tunnelCount = row + 1;
  }

  /** Says that something is wrong with `protocol`'s header which ends nothing: what follows it is where it should be, and is received. */
  note(problem: Problem, protocol: Protocol): void {
    if (this.problem !== Problem.None) return;
    this.problem = problem;
    this.problemProtocol = protocol;
  }

  /** Ends decoding because of `problem` in `protocol`'s header. Returns what follows: nothing. */
  stop(problem: Problem, protocol: Protocol): Protocol {
    this.note(problem === Problem.HeaderTruncated ? this.#whyTruncated() : problem, protocol);
    return Protocol.None;
  }

  /**
   * Ends decoding inside the header that has been entered, whose cursor may be past the packet's end: its fixed part is there, options or
   * extensions behind it are cut. Returns what follows: nothing.
   */
  stopInside(protocol: Protocol): Protocol {
    if (this.cursor > this.end) this.cursor = this.end;
    return this.stop(Problem.HeaderTruncated, protocol);
  }

  /** Ends decoding at a next-protocol identifier of `carrier` without a decoder, which is not a problem. Returns what follows: nothing. */
  leaveUnknown(carrier: Protocol, identifier: number): Protocol {
    this.isUnknown = true;
    this.unknownCarrier = carrier;
    this.unknownIdentifier = identifier;
    return Protocol.None;
  }

  /** A header ends early because of the capture, because of fragmentation, or because its sender lied, in this order of charity. */
  #whyTruncated(): Problem {
    if (this.end < this.wireEnd) return Problem.CutBySnapLength;
    return this.#insideFragment ? Problem.CutByFragmentation : Problem.HeaderTruncated;
  }
}
