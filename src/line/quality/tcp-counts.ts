/**
 * What is counted of TCP, by the direction in which the segment it is about travels: a retransmission counts where the data goes, a zero
 * window, a duplicate ACK and a reset where the segment that says so goes, an unanswered SYN where the SYN went, and what the mirror lost
 * where the data should have been seen.
 */
export const TCP_COUNTS = [
  'segments',
  /** Payload on the wire, retransmissions included. */
  'bytes',
  'dataSegments',
  /** As Wireshark's `tcp.analysis.retransmission`: fast and spurious ones are part of it. */
  'retransmissions',
  'retransmittedBytes',
  'fastRetransmissions',
  /** Everything in them had been acknowledged already, and the probe had seen that. */
  'spuriousRetransmissions',
  /** The probe had not seen the data before: they were lost before they came to the probe. */
  'retransmissionsOfUnseen',
  'outOfOrder',
  'duplicateAcks',
  'zeroWindows',
  'windowProbes',
  'keepAlives',
  /** Connections that a reset broke off, by who sent it; answers to a SYN are `refusedSyns`. */
  'resets',
  /** Connections asked for: a SYN sent again is not another one. */
  'syns',
  /** Connections whose SYN was sent again, or had no answer within three seconds. */
  'unansweredSyns',
  /** Answered with a reset, by the direction of the SYN. */
  'refusedSyns',
  /** Three-way handshakes seen whole, by the direction of the SYN. */
  'handshakes',
  /** ACKs for data that the probe had not seen (Wireshark's `tcp.analysis.ack_lost_segment`), by the direction of the data. */
  'acksOfUnseen',
  /** Stretches of data that were acknowledged and that the probe never saw: the mirror lost them. */
  'mirrorGaps',
  'mirrorLostBytes',
] as const;
export type TcpCountName = (typeof TCP_COUNTS)[number];
export type TcpCounts = Readonly<Record<TcpCountName, number>>;

/** Where each counter stands among a direction's counters. */
export const TcpCount = Object.fromEntries(TCP_COUNTS.map((name, index) => [name, index])) as Readonly<
  Record<TcpCountName, number>
>;
