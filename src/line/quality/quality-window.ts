// Cold: what windows and the summary say.

import type { ByDirection } from './direction-counts.ts';
import type { DnsSummary } from './dns-quality.ts';
import type { DnsServerWindow } from './dns-servers.ts';
import type { FarEnd } from './far-ends.ts';
import type { MtuSummary, MtuWindow } from './mtu-doctor.ts';
import type { RequestCounts } from './requests.ts';
import type { BySide } from './round-trips.ts';
import type { Distribution, SketchValue } from './sketch.ts';
import type { TcpCounts } from './tcp-counts.ts';

/** One window. Counts add up over windows, sketches merge (`Sketch.of`). */
export interface QualityWindow {
  readonly tcp: ByDirection<TcpCounts>;
  /** Handshakes, each split at the probe: SYN to SYN/ACK is one side, SYN/ACK to ACK the other. */
  readonly handshake: BySide<SketchValue>;
  /** Round trips while connections run. */
  readonly roundTrip: BySide<SketchValue>;
  /** The far ends with the most trouble in this window, at most 8. */
  readonly farEnds: readonly FarEnd[];
  readonly dns: readonly DnsServerWindow[];
  readonly mtu: MtuWindow;
  readonly requests: RequestCounts;
}

/** What happens between the probe and one end: the provider's, or the router's and what is behind it. */
export interface SideSummary {
  readonly handshake: Distribution;
  readonly roundTrip: Distribution;
  /** Segments with data, SYN or FIN that were lost on this side, as their being sent again shows. */
  readonly losses: number;
  /** Of all segments with data, SYN or FIN in either direction, the share that was lost on this side; `null` without any. */
  readonly lossShare: number | null;
  /** SYNs that were sent towards this side and not answered. */
  readonly unansweredSyns: number;
  readonly syns: number;
  /** Connections that this side's hosts broke off, and receivers of this side that took no more for a while. */
  readonly resets: number;
  readonly zeroWindows: number;
  readonly outOfOrder: number;
}

/** Data that the receiver acknowledged and that the probe never saw. */
export interface MirrorLoss {
  readonly gaps: number;
  readonly bytes: number;
  /** Of all bytes that were sent once, the share that the mirror lost; `null` where nothing was sent. */
  readonly share: number | null;
}

/** Everything since the start. */
export interface QualitySummary {
  readonly tcp: ByDirection<TcpCounts>;
  readonly sides: { readonly line: SideSummary; readonly home: SideSummary };
  readonly farEnds: readonly FarEnd[];
  readonly evictedFarEnds: number;
  /** SYNs of a flood, of which it is not known whether they were answered in time. */
  readonly undecidedSyns: number;
  readonly dns: DnsSummary;
  readonly mtu: MtuSummary;
  readonly mirrorLoss: ByDirection<MirrorLoss>;
  readonly requests: RequestCounts;
}

/**
 * Where segments were lost: one that the probe had not seen before it was sent again was lost before it came to the probe, one that it had seen
 * behind it. Spurious retransmissions lost nothing.
 */
export function sidesOf(
  { down, up }: ByDirection<TcpCounts>,
  handshake: BySide<Distribution>,
  roundTrip: BySide<Distribution>,
): QualitySummary['sides'] {
  const segments = down.dataSegments + up.dataSegments;
  const share = (losses: number): number | null => (segments === 0 ? null : losses / segments);
  const lineLosses = down.retransmissionsOfUnseen + lostBehind(up);
  const homeLosses = up.retransmissionsOfUnseen + lostBehind(down);
  const line: SideSummary = {
    handshake: handshake.line,
    roundTrip: roundTrip.line,
    losses: lineLosses,
    lossShare: share(lineLosses),
    unansweredSyns: up.unansweredSyns,
    syns: up.syns,
    resets: down.resets,
    zeroWindows: down.zeroWindows,
    outOfOrder: down.outOfOrder,
  };
  const home: SideSummary = {
    handshake: handshake.home,
    roundTrip: roundTrip.home,
    losses: homeLosses,
    lossShare: share(homeLosses),
    unansweredSyns: down.unansweredSyns,
    syns: down.syns,
    resets: up.resets,
    zeroWindows: up.zeroWindows,
    outOfOrder: up.outOfOrder,
  };
  return { line, home };
}

export function mirrorLossOf({ bytes, retransmittedBytes, mirrorGaps, mirrorLostBytes }: TcpCounts): MirrorLoss {
  const sentOnce = Math.max(0, bytes - retransmittedBytes) + mirrorLostBytes;
  return { gaps: mirrorGaps, bytes: mirrorLostBytes, share: sentOnce === 0 ? null : mirrorLostBytes / sentOnce };
}

function lostBehind({ retransmissions, spuriousRetransmissions, retransmissionsOfUnseen }: TcpCounts): number {
  return Math.max(0, retransmissions - spuriousRetransmissions - retransmissionsOfUnseen);
}
