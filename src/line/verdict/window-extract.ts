// Cold: once per window.

import type { MirrorCode } from '../home/mirror/findings.ts';
import { framesOf, type LineParts, otherAnswersIn } from '../outage/line-parts.ts';
import type { DnsServerWindow } from '../quality/dns-servers.ts';
import type { FarEnd } from '../quality/far-ends.ts';
import type { HostTime } from '../quality/host-times.ts';
import { sidesOf } from '../quality/quality-window.ts';
import { bucketOf, type Distribution, type SketchValue } from '../quality/sketch.ts';
import type { WindowSpan } from '../window-span.ts';

/** What is summed over the windows of a minute, and where it stands in `WindowExtract.sums`. */
export const Sum = {
  Frames: 0,
  UnknownFrames: 1,
  DownBytes: 2,
  UpBytes: 3,
  BusyDown: 4,
  BusyUp: 5,
  DataSegments: 6,
  LineLosses: 7,
  HomeLosses: 8,
  Stalls: 9,
  TooBig: 10,
  Syns: 11,
  UnansweredSyns: 12,
  HomeZeroWindows: 13,
  HomeSegments: 14,
  EchoesSent: 15,
  EchoesAnswered: 16,
  EchoesLost: 17,
  OtherAnswers: 18,
  MirrorGaps: 19,
  DownSentOnce: 20,
  DownMirrorLost: 21,
  UpSentOnce: 22,
  UpMirrorLost: 23,
} as const;
export type Sum = (typeof Sum)[keyof typeof Sum];
/** How many there are. */
export const SUMS = Object.keys(Sum).length;

/** What a verdict needs of one window. */
export interface WindowExtract {
  readonly startMicros: number;
  readonly endMicros: number;
  /** By `Sum`. */
  readonly sums: Float64Array;
  readonly echo: SketchValue;
  readonly lineHandshake: SketchValue;
  readonly homeHandshake: SketchValue;
  readonly rates: { readonly down: number; readonly up: number };
  readonly dns: readonly DnsServerWindow[];
  readonly farEnds: readonly FarEnd[];
  readonly hostTimes: readonly HostTime[];
  readonly findings: readonly MirrorCode[];
}

/** What is known of the same window beside its parts. */
export interface Beside {
  readonly down: LoadState;
  readonly up: LoadState;
  readonly stalls: number;
  readonly hostTimes: readonly HostTime[];
}

export interface LoadState {
  readonly isBusy: boolean;
  readonly bitsPerSecond: number;
}

const NOTHING: Distribution = { count: 0, minMicros: null, medianMicros: null, p95Micros: null, maxMicros: null };
const NO_SIDES = { line: NOTHING, home: NOTHING, unknown: NOTHING };

export function extractOf(parts: LineParts, span: WindowSpan, { down, up, stalls, hostTimes }: Beside): WindowExtract {
  const { ppp, home, quality } = parts;
  const { tcp, requests } = quality;
  const sides = sidesOf(tcp, NO_SIDES, NO_SIDES);
  const { byClient } = ppp.echo;
  const sums = new Float64Array(SUMS);
  sums[Sum.Frames] = framesOf(parts);
  sums[Sum.UnknownFrames] = home.unknown.frames;
  sums[Sum.DownBytes] = home.down.wireBytes;
  sums[Sum.UpBytes] = home.up.wireBytes;
  sums[Sum.BusyDown] = down.isBusy ? 1 : 0;
  sums[Sum.BusyUp] = up.isBusy ? 1 : 0;
  sums[Sum.DataSegments] = tcp.down.dataSegments + tcp.up.dataSegments;
  // A host that is not there is asked again and again: that is no loss of the line's.
  sums[Sum.LineLosses] = Math.max(0, sides.line.losses - Math.max(0, requests.up.syns - tcp.up.syns));
  sums[Sum.HomeLosses] = Math.max(0, sides.home.losses - Math.max(0, requests.down.syns - tcp.down.syns));
  sums[Sum.Stalls] = stalls;
  sums[Sum.TooBig] = quality.mtu.tooBigMessages;
  sums[Sum.Syns] = tcp.up.syns;
  sums[Sum.UnansweredSyns] = tcp.up.unansweredSyns;
  sums[Sum.HomeZeroWindows] = tcp.up.zeroWindows;
  sums[Sum.HomeSegments] = tcp.up.segments;
  sums[Sum.EchoesSent] = byClient.sent;
  sums[Sum.EchoesAnswered] = byClient.answered;
  sums[Sum.EchoesLost] = byClient.lost;
  sums[Sum.OtherAnswers] = otherAnswersIn(parts);
  sums[Sum.MirrorGaps] = tcp.down.mirrorGaps + tcp.up.mirrorGaps;
  sums[Sum.DownSentOnce] = Math.max(0, tcp.down.bytes - tcp.down.retransmittedBytes) + tcp.down.mirrorLostBytes;
  sums[Sum.DownMirrorLost] = tcp.down.mirrorLostBytes;
  sums[Sum.UpSentOnce] = Math.max(0, tcp.up.bytes - tcp.up.retransmittedBytes) + tcp.up.mirrorLostBytes;
  sums[Sum.UpMirrorLost] = tcp.up.mirrorLostBytes;
  return {
    startMicros: span.startMicros,
    endMicros: span.endMicros,
    sums,
    echo: sketchOf(byClient.rttMillis),
    lineHandshake: quality.handshake.line,
    homeHandshake: quality.handshake.home,
    rates: { down: down.bitsPerSecond, up: up.bitsPerSecond },
    dns: quality.dns,
    farEnds: quality.farEnds,
    hostTimes,
    findings: home.mirror.findings,
  };
}

/** A few round trips as a sketch's value. */
function sketchOf(millis: readonly number[]): SketchValue {
  const micros = millis.map((value) => Math.max(1, Math.round(1000 * value)));
  return {
    count: micros.length,
    minMicros: micros.length === 0 ? 0 : Math.min(...micros),
    maxMicros: micros.length === 0 ? 0 : Math.max(...micros),
    buckets: micros.flatMap((value) => [bucketOf(value), 1]),
  };
}
