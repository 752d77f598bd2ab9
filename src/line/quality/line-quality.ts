// `observe` runs once per frame: allocate nothing in it.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { TcpFlag } from '../../decode/transport/tcp.ts';
import type { WindowSpan } from '../window-span.ts';
import { DNS_PORT, DnsMessage, DnsQuality } from './dns-quality.ts';
import type { HostTime } from './host-times.ts';
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

  /** Brings what `observe` will need of the packets from `first` to before `end` near. */
  touch(packets: readonly Packet[], first: number, end: number): void {
    this.#tcp.touch(packets, first, end);
  }

  /** Counts a packet that has its direction and its conversation. */
  observe(packet: Packet): void {
    this.#requests.observe(packet);
    this.#tcp.stalls.noteFrame(packet);
    if (packet.ipLayer < 0) return;
    this.#mtu.observe(packet);
    if (packet.protocols[packet.layerCount - 1] !== Protocol.Tcp) {
      this.#observeOther(packet);
      return;
    }
    this.#tcp.observe(packet);
    if ((packet.tcpFlags & (TcpFlag.Syn | TcpFlag.Rst)) !== 0) this.#noteTcp(packet);
    if (packet.sourcePort === DNS_PORT || packet.destinationPort === DNS_PORT) this.#observeDns(packet);
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

  /** How long hosts took to accept connections since this was last asked: for verdicts, which windows need not repeat. */
  takeHostTimes(): HostTime[] {
    return this.#tcp.farEnds.times.close();
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

  #noteTcp(packet: Packet): void {
    this.#requests.noteTcp(packet.direction, packet.tcpFlags);
    if ((packet.tcpFlags & TcpFlag.Syn) !== 0) this.#mtu.noteSyn(packet, this.#tcp.segment.maximumSegmentSize);
  }

  #observeOther(packet: Packet): void {
    const last = packet.protocols[packet.layerCount - 1]!;
    if (last === Protocol.Icmp || last === Protocol.Icmpv6) {
      this.#requests.noteIcmp(packet, last);
      this.#mtu.noteIcmp(packet, last);
    } else if (packet.sourcePort === DNS_PORT || packet.destinationPort === DNS_PORT) {
      this.#observeDns(packet);
    }
  }

  #observeDns(packet: Packet): void {
    const message = this.#dns.observe(packet);
    if (message !== DnsMessage.None) this.#requests.noteDns(packet.direction, message);
  }
}
