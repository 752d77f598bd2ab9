// Runs once per frame: allocate nothing in `observe`.

import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import type { ByDirection } from './direction-counts.ts';
import { type LinkSizes, type MtuFinding, mtuFindings } from './mtu-findings.ts';
import { PacketSizes, type SizeCountName } from './packet-sizes.ts';
import { type SegmentSizeRow, SegmentSizes } from './segment-sizes.ts';
import type { Stalls } from './stalls.ts';
import { type TooBigReport, TooBigReports } from './too-big-reports.ts';

const ETHERNET_MTU = 1500;
/** RFC 2516, section 7. */
const PPPOE_MTU = 1492;

export interface MtuWindow {
  readonly sizes: ByDirection<Readonly<Record<SizeCountName, number>>>;
  /** ICMP messages that a packet was too big. */
  readonly tooBigMessages: number;
  /** Connections that stalled since the start because their large packets vanish, by the direction of the data. */
  readonly stalledConnections: { readonly down: number; readonly up: number };
}

export interface MtuSummary {
  /** The largest IP packet that the line carries, as far as is known, and how that is known. */
  readonly lineMtu: number;
  readonly lineMtuIs: 'negotiated' | 'usual';
  readonly largestPackets: ByDirection<{ readonly ipv4: number; readonly ipv6: number }>;
  readonly segmentSizes: readonly SegmentSizeRow[];
  readonly sizes: ByDirection<Readonly<Record<SizeCountName, number>>>;
  readonly tooBig: readonly TooBigReport[];
  readonly findings: readonly MtuFinding[];
}

/** Finds what is wrong with packet sizes on the line, and names the remedy. */
export class MtuDoctor {
  readonly #sizes = new PacketSizes();
  readonly #segmentSizes = new SegmentSizes();
  readonly #reports = new TooBigReports();
  readonly #stalls: Stalls;
  #link: LinkSizes = { mru: null, peerMru: null, maxPayload: null };
  #hasPppoe = false;

  /** `stalls` finds connections whose large segments vanish. */
  constructor(stalls: Stalls) {
    this.#stalls = stalls;
  }

  /** What the ends of the link have agreed on, when they do; what is left out stays as it was. */
  noteLink(link: Partial<LinkSizes>): void {
    this.#link = { ...this.#link, ...link };
  }

  /** An IP packet. */
  observe(packet: Packet): void {
    this.#sizes.observe(packet);
  }

  /** A packet whose last layer is ICMP or ICMPv6. */
  noteIcmp(packet: Packet, last: number): void {
    this.#reports.observe(packet, last);
  }

  /** A SYN announces the largest segment that its sender takes; 0 when it does not say. */
  noteSyn(packet: Packet, maximumSegmentSize: number): void {
    this.#segmentSizes.note(packet, maximumSegmentSize);
    if (!this.#hasPppoe) this.#hasPppoe = isInPppoe(packet);
  }

  closeWindow(): MtuWindow {
    const tooBigMessages = this.#reports.inWindow;
    this.#reports.inWindow = 0;
    const { down, up } = this.#stalls;
    return {
      sizes: this.#sizes.counts.close(),
      tooBigMessages,
      stalledConnections: { down: down.connections, up: up.connections },
    };
  }

  summary(): MtuSummary {
    const sizes = this.#sizes;
    const lineMtu = this.#link.mru ?? (this.#hasPppoe ? PPPOE_MTU : ETHERNET_MTU);
    const largest = (direction: number) => ({ ipv4: sizes.largestIpv4[direction]!, ipv6: sizes.largestIpv6[direction]! });
    return {
      lineMtu,
      lineMtuIs: this.#link.mru === null ? 'usual' : 'negotiated',
      largestPackets: { unknown: largest(0), down: largest(1), up: largest(2) },
      segmentSizes: this.#segmentSizes.rows(),
      sizes: sizes.counts.all(),
      tooBig: this.#reports.rows(),
      findings: mtuFindings({
        link: this.#link,
        lineMtu,
        stalls: this.#stalls,
        sizes,
        segmentSizes: this.#segmentSizes,
        reports: this.#reports,
      }),
    };
  }
}

function isInPppoe({ protocols, layerCount }: Packet): boolean {
  for (let layer = 0; layer < layerCount; layer += 1) if (protocols[layer] === Protocol.PppoeSession) return true;
  return false;
}
