// `observe` runs once per frame: allocate nothing for those that carry data.

import { PppoeCode, readPppoeCode, readPppoeSessionId } from '../../decode/link/pppoe.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import type { WindowSpan } from '../window-span.ts';
import { Discovery } from './discovery.ts';
import { FrameEnds } from './frame-ends.ts';
import { pppoeLayerOf, vlanWordOf } from './frame-place.ts';
import type { OnLearned } from './learned.ts';
import { LineLog } from './line-log.ts';
import { SessionFollower } from './session-follower.ts';
import { SessionOpener } from './session-opener.ts';
import { SessionTable } from './session-table.ts';
import { Standing, Strangers } from './strangers.ts';
import { type PppSummary, summaryOf } from './summary.ts';
import { type PppWindow, windowOf } from './window.ts';

/** What a frame of PPPoE has on its stack, as `Packet.layerBits` tells: a quick no for all others. */
const PPPOE_LAYERS = (1 << Protocol.PppoeSession) | (1 << Protocol.PppoeDiscovery);
/** Extensible Authentication Protocol (RFC 3748), which has no decoder. */
const EAP = 0xc227;
/** The first and the last of the PPP control protocols that have one. */
const FIRST_CONTROL = Protocol.Lcp;
const CONTROLS = Protocol.Ipv6cp - Protocol.Lcp + 1;

export interface PppOptions {
  /** How many sessions are followed at a time. */
  readonly sessions?: number;
  /** How many are remembered after they ended and another one took their place. */
  readonly endedSessions?: number;
  readonly onLearned?: OnLearned;
}

const DEFAULT_SESSIONS = 64;
const DEFAULT_ENDED_SESSIONS = 64;

/** Follows every PPPoE session on the line, from discovery to its end, by the frames' own time. */
export class PppSessions {
  readonly #log: LineLog;
  readonly #discovery: Discovery;
  readonly #table: SessionTable;
  readonly #opener: SessionOpener;
  readonly #follower: SessionFollower;
  readonly #strangers = new Strangers();
  readonly #ends = new FrameEnds();
  /** The latest time that control frames or windows told, in microseconds. */
  #nowMicros = 0;

  constructor(options: PppOptions = {}) {
    this.#log = new LineLog(options.onLearned ?? (() => undefined));
    this.#discovery = new Discovery(this.#log);
    this.#table = new SessionTable(options.sessions ?? DEFAULT_SESSIONS, options.endedSessions ?? DEFAULT_ENDED_SESSIONS);
    this.#opener = new SessionOpener(this.#table, this.#discovery, this.#log, this.#ends);
    this.#follower = new SessionFollower(this.#table, this.#discovery, this.#log, this.#ends);
  }

  observe(packet: Packet): void {
    if ((packet.layerBits & PPPOE_LAYERS) === 0) {
      if (packet.protocols[0] === Protocol.Ppp) this.#observeBare(packet);
      return;
    }
    const { protocols, offsets } = packet;
    // How nearly every frame looks: the rest is found step by step.
    if (protocols[1] === Protocol.PppoeSession && protocols[0] === Protocol.Ethernet) {
      this.#ends.readEthernet(packet, offsets[0]!);
      this.#observeSession(packet, 1, 0);
      return;
    }
    const layer = pppoeLayerOf(packet);
    if (layer < 0 || !this.#ends.read(packet, layer)) return;
    if (protocols[layer] === Protocol.PppoeDiscovery) this.#observeDiscovery(packet, layer);
    else this.#observeSession(packet, layer, vlanWordOf(packet, layer));
  }

  #observeSession(packet: Packet, layer: number, vlans: number): void {
    const sessionId = readPppoeSessionId(packet.bytes, packet.offsets[layer]!);
    if (sessionId === 0) return;
    const { index } = this.#table;
    let slot = index.find(this.#ends, sessionId, vlans);
    if (slot < 0) {
      slot = this.#welcome(packet, layer);
      if (slot < 0) return;
    }
    index.touch(slot, packet.timestampMicros);
    const inner = packet.protocols[layer + 2];
    const isData = (inner === Protocol.Ipv4 || inner === Protocol.Ipv6) && index.attention[slot] === 0;
    if (!isData) this.#look(packet, slot, layer);
  }

  #observeBare(packet: Packet): void {
    // As behind a PPPoE header that is not there.
    if (!isControl(packet, -1)) return;
    this.#passTo(packet.timestampMicros);
    this.#follower.followBare(packet);
  }

  #look(packet: Packet, slot: number, layer: number): void {
    if (isControl(packet, layer)) {
      this.#passTo(packet.timestampMicros);
      this.#follower.followControl(packet, slot);
    } else if (this.#table.index.attention[slot] === 1) {
      this.#follower.lookAtData(packet, slot, layer);
    }
  }

  /** Ends a window of packet time: what happened in it. */
  closeWindow(span: WindowSpan): PppWindow {
    this.#passTo(span.endMicros);
    this.#follower.settleAll(this.#nowMicros);
    return windowOf(span, { table: this.#table, discovery: this.#discovery, log: this.#log });
  }

  /** Everything since the start. */
  summary(): PppSummary {
    for (const session of this.#table.placed()) this.#passTo(session.lastHeardAt);
    this.#follower.settleAll(this.#nowMicros);
    return summaryOf(this.#nowMicros, { table: this.#table, discovery: this.#discovery, log: this.#log });
  }

  #passTo(micros: number): void {
    if (micros > this.#nowMicros) this.#nowMicros = micros;
  }

  #observeDiscovery(packet: Packet, layer: number): void {
    this.#passTo(packet.timestampMicros);
    const code = readPppoeCode(packet.bytes, packet.offsets[layer]!);
    if (code === PppoeCode.Padi) this.#opener.padi(packet, layer);
    else if (code === PppoeCode.Pado) this.#opener.pado(packet, layer);
    else if (code === PppoeCode.Padr) this.#opener.padr(packet, layer);
    else if (code === PppoeCode.Pads) this.#opener.pads(packet, layer);
    else if (code === PppoeCode.Padt) this.#opener.padt(packet, layer);
  }

  /** A frame of a session nobody knows: it gets a slot once its ends have shown that they talk to each other. Returns -1 until then. */
  #welcome(packet: Packet, layer: number): number {
    const sessionId = readPppoeSessionId(packet.bytes, packet.offsets[layer]!);
    const vlans = vlanWordOf(packet, layer);
    const standing = this.#strangers.note(this.#ends, sessionId, vlans);
    if (standing === Standing.Unknown && !isControl(packet, layer)) return -1;
    if (!this.#follower.welcome(packet, { standing, layer })) return -1;
    return this.#table.index.find(this.#ends, sessionId, vlans);
  }
}

/** Whether what follows PPP negotiates, authenticates or tests the link. */
function isControl(packet: Packet, layer: number): boolean {
  const inner = packet.protocols[layer + 2]!;
  if (layer + 2 < packet.layerCount) return inner >= FIRST_CONTROL && inner - FIRST_CONTROL < CONTROLS;
  return packet.unknownCarrier === Protocol.Ppp && packet.isUnknown && packet.unknownIdentifier === EAP;
}
