// Cold: what packet sizes mean, and what to do about it.

import { Direction } from '../../decode/direction.ts';
import { timestampText } from '../../decode/text.ts';
import type { PacketSizes } from './packet-sizes.ts';
import type { SegmentSizes } from './segment-sizes.ts';
import type { Stalls, StallTally } from './stalls.ts';
import type { TooBigReports } from './too-big-reports.ts';

/** What both ends of the link agreed on; `null` for what is not known. */
export interface LinkSizes {
  /** The largest packet that the router receives over PPP (RFC 1661, section 6.1), and the concentrator. */
  readonly mru: number | null;
  readonly peerMru: number | null;
  /** The PPP-Max-Payload that the router asked for in discovery (RFC 4638). */
  readonly maxPayload: number | null;
}

export type MtuFindingKind =
  | 'black-hole-down'
  | 'black-hole-up'
  | 'mss-not-clamped'
  | 'path-mtu-smaller'
  | 'mss-low'
  | 'baby-jumbo-not-granted'
  | 'tunnel-fragmented';

export interface MtuFinding {
  readonly kind: MtuFindingKind;
  readonly severity: 'information' | 'warning' | 'serious';
  /** What was found, in a sentence. */
  readonly text: string;
  /** What to do, in a sentence. */
  readonly remedy: string;
  /** The figures that led to it. */
  readonly evidence: Readonly<Record<string, number | string>>;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}

export interface MtuEvidence {
  readonly link: LinkSizes;
  /** The largest IP packet that the line carries: the MRU, or what lines of its kind have. */
  readonly lineMtu: number;
  readonly stalls: Stalls;
  readonly sizes: PacketSizes;
  readonly segmentSizes: SegmentSizes;
  readonly reports: TooBigReports;
}

const IPV4_AND_TCP = 40;
const IPV6_AND_TCP = 60;
/** What nearly every path carries, tunnels of mobile and cable networks included. */
const SAFE_MTU = 1400;
const ETHERNET_PAYLOAD_IN_PPPOE = 1492;
const FEWEST_SYNS = 20;
const NEARLY_ALL = 0.9;
const NEEDLESS_BYTES = 40;
const FEWEST_FRAGMENTS = 20;

/** Everything wrong with packet sizes, worst first. */
export function mtuFindings(evidence: MtuEvidence): MtuFinding[] {
  const found = [
    blackHoleDown(evidence),
    blackHoleUp(evidence),
    notClamped(evidence),
    tunnelFragmented(evidence),
    smallerPath(evidence),
    needlesslyLow(evidence),
    noBabyJumbo(evidence),
  ];
  const rank = { serious: 0, warning: 1, information: 2 };
  return found.filter((finding) => finding !== null).sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function blackHoleDown({ stalls, segmentSizes, lineMtu }: MtuEvidence): MtuFinding | null {
  const { down } = stalls;
  if (down.connections === 0) return null;
  const tooHigh = highestAnnounced(segmentSizes, lineMtu);
  const remedy =
    tooHigh > 0
      ? `${clampTo(lineMtu)} Hosts at home announce up to ${tooHigh}: what answers them does not fit into the line's ${lineMtu} bytes.`
      : `${clampTo(SAFE_MTU)} The far end, or a hop before the provider, passes no larger packets and does not say so.`;
  return {
    kind: 'black-hole-down',
    severity: 'serious',
    text: `Large packets from the Internet vanish before they reach the line while small ones pass: ${connections(down)} waited for data in vain.`,
    remedy,
    evidence: { connections: down.connections, lineMtu, largestMssAnnounced: tooHigh },
    ...timesOf(down),
  };
}

function blackHoleUp({ stalls, reports }: MtuEvidence): MtuFinding | null {
  const { up } = stalls;
  if (up.connections === 0) return null;
  const reported = reports.smallestMtu(Direction.Down);
  const mtu = reported >= IPV6_AND_TCP * 2 ? reported : SAFE_MTU;
  return {
    kind: 'black-hole-up',
    severity: 'serious',
    text: `Packets of ${up.packetBytes} bytes vanish on their way to the Internet while small ones pass, and no ICMP message says why: ${connections(up)} sent the same data again and again.`,
    remedy: `${clampTo(mtu)} Or lower the MTU of the router's line to ${mtu}; a hop beyond the line passes no larger packets and its ICMP messages are filtered: tell the provider.`,
    evidence: { connections: up.connections, packetBytes: up.packetBytes, reportedMtu: reported },
    ...timesOf(up),
  };
}

function notClamped({ segmentSizes, lineMtu, stalls }: MtuEvidence): MtuFinding | null {
  const ipv4 = segmentSizes.countUp(false, lineMtu - IPV4_AND_TCP);
  const ipv6 = segmentSizes.countUp(true, lineMtu - IPV6_AND_TCP);
  if (ipv4.syns + ipv6.syns === 0) return null;
  return {
    kind: 'mss-not-clamped',
    severity: stalls.down.connections > 0 ? 'serious' : 'warning',
    text: `Connections announce segments of up to ${Math.max(ipv4.largest, ipv6.largest)} bytes, more than the line's ${lineMtu} bytes have room for: they depend on ICMP messages that many networks drop.`,
    remedy: clampTo(lineMtu),
    evidence: {
      lineMtu,
      syns: ipv4.syns + ipv6.syns,
      largestIpv4: ipv4.largest,
      largestIpv6: ipv6.largest,
    },
    firstAt: null,
    lastAt: timestampText(Math.max(ipv4.lastMicros, ipv6.lastMicros)),
  };
}

function smallerPath({ reports, lineMtu }: MtuEvidence): MtuFinding | null {
  const smallest = reports.smallestMtu(Direction.Down);
  if (smallest === 0 || smallest >= lineMtu) return null;
  const row = reports.rows().find(({ mtu, direction }) => mtu === smallest && direction === 'down')!;
  return {
    kind: 'path-mtu-smaller',
    severity: 'information',
    text: `A router beyond the line (${row.from}) passes packets of at most ${smallest} bytes, and says so.`,
    remedy: 'Nothing has to be done as long as the router lets ICMP messages through to the hosts.',
    evidence: { from: row.from, mtu: smallest, messages: row.messages },
    firstAt: null,
    lastAt: row.lastAt,
  };
}

function needlesslyLow({ segmentSizes, lineMtu }: MtuEvidence): MtuFinding | null {
  const limit = lineMtu - IPV4_AND_TCP;
  const all = segmentSizes.countUp(false, 0);
  const low = segmentSizes.countUp(false, 0, limit - NEEDLESS_BYTES);
  if (all.syns < FEWEST_SYNS || low.syns < NEARLY_ALL * all.syns) return null;
  return {
    kind: 'mss-low',
    severity: 'information',
    text: `Nearly all connections announce segments of at most ${low.largest} bytes although the line has room for ${limit}.`,
    remedy: `Let the router clamp the TCP MSS to ${limit} instead, unless a tunnel needs the room.`,
    evidence: { largestMss: low.largest, possibleMss: limit, syns: low.syns },
    firstAt: null,
    lastAt: timestampText(low.lastMicros),
  };
}

function noBabyJumbo({ link }: MtuEvidence): MtuFinding | null {
  const { maxPayload, mru, peerMru } = link;
  if (maxPayload === null || maxPayload <= ETHERNET_PAYLOAD_IN_PPPOE) return null;
  const granted = Math.min(mru ?? maxPayload, peerMru ?? maxPayload);
  if (granted >= maxPayload) return null;
  return {
    kind: 'baby-jumbo-not-granted',
    severity: 'information',
    text: `The router asked for packets of ${maxPayload} bytes (PPP-Max-Payload, RFC 4638); ${granted} were agreed on.`,
    remedy: `${clampTo(granted)} The provider, or a switch or modem before the router, does not carry the larger frames.`,
    evidence: { asked: maxPayload, agreed: granted },
    firstAt: null,
    lastAt: null,
  };
}

function tunnelFragmented({ sizes, lineMtu }: MtuEvidence): MtuFinding | null {
  const { down, up } = sizes.counts.all();
  const fragments = down.tunnelFragments + up.tunnelFragments;
  if (fragments < FEWEST_FRAGMENTS) return null;
  return {
    kind: 'tunnel-fragmented',
    severity: 'warning',
    text: `Packets of a tunnel do not fit into the line's ${lineMtu} bytes and travel in fragments: every one costs two, and one lost fragment loses the packet.`,
    remedy: `Lower the MTU inside the tunnel to ${lineMtu} less the tunnel's headers (24 bytes for GRE, 28 with a key, 50 for VXLAN), or clamp the TCP MSS inside it.`,
    evidence: { tunnelFragments: fragments, down: down.tunnelFragments, up: up.tunnelFragments, lineMtu },
    firstAt: null,
    lastAt: null,
  };
}

function highestAnnounced(segmentSizes: SegmentSizes, lineMtu: number): number {
  const ipv4 = segmentSizes.countUp(false, lineMtu - IPV4_AND_TCP).largest;
  return Math.max(ipv4, segmentSizes.countUp(true, lineMtu - IPV6_AND_TCP).largest);
}

function clampTo(mtu: number): string {
  return `Let the router clamp the TCP MSS to ${mtu - IPV4_AND_TCP} (IPv6: ${mtu - IPV6_AND_TCP}).`;
}

function connections({ connections: count }: StallTally): string {
  return count === 1 ? 'one connection' : `${count} connections`;
}

function timesOf(tally: StallTally): { readonly firstAt: string; readonly lastAt: string } {
  return { firstAt: timestampText(tally.firstMicros), lastAt: timestampText(tally.lastMicros) };
}
