// Runs once per frame: allocate nothing in `observe`.

import type { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { TcpFlag } from '../../decode/transport/tcp.ts';
import { type ByDirection, DirectionCounts } from './direction-counts.ts';
import { DnsMessage } from './dns-quality.ts';

/** What asks for an answer and what is one, by direction: a line over which requests go up and no answer comes down carries nothing. */
export const REQUEST_COUNTS = [
  'frames',
  'wireBytes',
  'ipFrames',
  /** SYNs, those sent again included; answers are SYNs with ACK, and resets with ACK. */
  'syns',
  'synAnswers',
  'dnsQueries',
  'dnsAnswers',
  'echoRequests',
  'echoReplies',
] as const;
export type RequestCountName = (typeof REQUEST_COUNTS)[number];
export type RequestCounts = ByDirection<Readonly<Record<RequestCountName, number>>>;

const FRAMES = 0;
const WIRE_BYTES = 1;
const IP_FRAMES = 2;
const SYNS = 3;
const SYN_ANSWERS = 4;
const DNS_QUERIES = 5;
const DNS_ANSWERS = 6;
const ECHO_REQUESTS = 7;
const ECHO_REPLIES = 8;

// RFC 792; RFC 4443, section 4.
const ICMP_ECHO_REPLY = 0;
const ICMP_ECHO_REQUEST = 8;
const ICMPV6_ECHO_REQUEST = 128;
const ICMPV6_ECHO_REPLY = 129;

export class Requests {
  readonly counts = new DirectionCounts<RequestCountName>(REQUEST_COUNTS);

  /** Every frame. */
  observe(packet: Packet): void {
    const { open } = this.counts;
    const at = packet.direction * REQUEST_COUNTS.length;
    open[at + FRAMES]! += 1;
    open[at + WIRE_BYTES]! += packet.wireLength;
    if (packet.ipLayer >= 0) open[at + IP_FRAMES]! += 1;
  }

  /** A segment with SYN or RST. */
  noteTcp(direction: Direction, flags: number): void {
    if ((flags & TcpFlag.Ack) !== 0) this.counts.add(direction, SYN_ANSWERS, 1);
    else if ((flags & TcpFlag.Syn) !== 0) this.counts.add(direction, SYNS, 1);
  }

  /** A packet whose last layer is ICMP or ICMPv6. */
  noteIcmp(packet: Packet, last: number): void {
    const type = packet.bytes[packet.offsets[packet.layerCount - 1]!]!;
    const isIcmp = last === Protocol.Icmp;
    if (type === (isIcmp ? ICMP_ECHO_REQUEST : ICMPV6_ECHO_REQUEST)) this.counts.add(packet.direction, ECHO_REQUESTS, 1);
    else if (type === (isIcmp ? ICMP_ECHO_REPLY : ICMPV6_ECHO_REPLY)) this.counts.add(packet.direction, ECHO_REPLIES, 1);
  }

  noteDns(direction: Direction, message: DnsMessage): void {
    if (message === DnsMessage.Query) this.counts.add(direction, DNS_QUERIES, 1);
    else if (message === DnsMessage.Answer) this.counts.add(direction, DNS_ANSWERS, 1);
  }
}
