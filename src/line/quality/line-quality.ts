// `observe` runs once per frame: allocate nothing in it.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { TcpFlag } from '../../decode/transport/tcp.ts';
import type { WindowSpan } from '../window-span.ts';
import { DnsQuality } from './dns-quality.ts';
import { MtuDoctor } from './mtu-doctor.ts';
import type { LinkSizes } from './mtu-findings.ts';
import { mirrorLossOf, type QualitySummary, type QualityWindow, sidesOf } from './quality-window.ts';
import { Requests } from './requests.ts';
import { TcpQuality } from './tcp-quality.ts';

const DEFAULT_CONNECTIONS = 131_072;
/** The most hosts with trouble that a window lists. */
const WINDOW_FAR_ENDS = 8;

export interface LineQualityOptions {
  /** The capacity of the table that gives packets their `conversationSlot`. */
  readonly connections?: number;
  /** 32 random bits per call; seeds hashes. */
  readonly random: () => number;
}

/** How well the line carries what is sent over it: TCP by side, DNS by server, packet sizes, and whether requests are answered. */
export class LineQuality {
  readonly #tcp: TcpQuality;
  readonly #dns: DnsQuality;
  readonly #mtu: MtuDoctor;
  readonly #requests = new Requests();

  constructor({ connections = DEFAULT_CONNECTIONS, random }: LineQualityOptions) {
    this.#tcp = new TcpQuality(connections);
    this.#dns = new DnsQuality(random);
    this.#mtu = new MtuDoctor(this.#tcp.stalls);
  }

  /** Counts a packet that has its direction and its conversation. */
  observe(packet: Packet): void {
    this.#requests.observe(packet);
    if (packet.direction !== Direction.Unknown) this.#tcp.stalls.noteFrame(packet);
    if (packet.ipLayer < 0) return;
    this.#mtu.observe(packet);
    const isTcp = this.#tcp.observe(packet);
    if (isTcp && (packet.tcpFlags & TcpFlag.Syn) !== 0) this.#mtu.noteSyn(packet, this.#tcp.segment.maximumSegmentSize);
    const message = this.#dns.observe(packet);
    if (message !== 0) this.#requests.noteDns(packet.direction, message);
  }

  /** The sizes that the ends of the link agreed on, whenever they do. */
  noteLink(link: Partial<LinkSizes>): void {
    this.#mtu.noteLink(link);
  }

  closeWindow(span: WindowSpan): QualityWindow {
    this.#tcp.closeWindow(span);
    const dns = this.#dns.closeWindow(span);
    return {
      tcp: this.#tcp.counts.close(),
      handshake: this.#tcp.handshakeTimes.close(),
      roundTrip: this.#tcp.roundTrips.close(),
      farEnds: this.#tcp.farEnds.close(WINDOW_FAR_ENDS),
      dns,
      mtu: this.#mtu.closeWindow(),
      requests: this.#requests.counts.close(),
    };
  }

  summary(): QualitySummary {
    const tcp = this.#tcp.counts.all();
    return {
      tcp,
      sides: sidesOf(tcp, this.#tcp.handshakeTimes.all(), this.#tcp.roundTrips.all()),
      farEnds: this.#tcp.farEnds.all(),
      evictedFarEnds: this.#tcp.farEnds.evictions,
      undecidedSyns: this.#tcp.undecidedSyns,
      dns: this.#dns.summary(),
      mtu: this.#mtu.summary(),
      mirrorLoss: { down: mirrorLossOf(tcp.down), up: mirrorLossOf(tcp.up), unknown: mirrorLossOf(tcp.unknown) },
      requests: this.#requests.counts.all(),
    };
  }
}
