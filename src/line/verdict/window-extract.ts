// Cold: once per window.

import type { MirrorCode } from '../home/mirror/findings.ts';
import { framesOf, type LineParts, otherAnswersIn } from '../outage/line-parts.ts';
import type { DnsServerWindow } from '../quality/dns-servers.ts';
import type { FarEnd } from '../quality/far-ends.ts';
import type { HostTime } from '../quality/host-times.ts';
import { sidesOf } from '../quality/quality-window.ts';
import { bucketOf, type Distribution, type SketchValue } from '../quality/sketch.ts';
import type { WindowSpan } from '../window-span.ts';

/** What is summed over the windows of a minute. */
export const SUMS = [
  'frames',
  'unknownFrames',
  'downBytes',
  'upBytes',
  'busyDown',
  'busyUp',
  'dataSegments',
  'lineLosses',
  'homeLosses',
  'stalls',
  'tooBig',
  'syns',
  'unansweredSyns',
  'homeZeroWindows',
  'homeSegments',
  'echoesSent',
  'echoesAnswered',
  'echoesLost',
  'otherAnswers',
  'mirrorGaps',
  'downSentOnce',
  'downMirrorLost',
  'upSentOnce',
  'upMirrorLost',
] as const;
export type SumName = (typeof SUMS)[number];

/** What a verdict needs of one window. */
export interface WindowExtract {
  readonly startMicros: number;
  readonly endMicros: number;
  readonly sums: Readonly<Record<SumName, number>>;
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
  return {
    ...span,
    sums: {
      frames: framesOf(parts),
      unknownFrames: home.unknown.frames,
      downBytes: home.down.wireBytes,
      upBytes: home.up.wireBytes,
      busyDown: down.isBusy ? 1 : 0,
      busyUp: up.isBusy ? 1 : 0,
      dataSegments: tcp.down.dataSegments + tcp.up.dataSegments,
      // A host that is not there is asked again and again: that is no loss of the line's.
      lineLosses: Math.max(0, sides.line.losses - Math.max(0, requests.up.syns - tcp.up.syns)),
      homeLosses: Math.max(0, sides.home.losses - Math.max(0, requests.down.syns - tcp.down.syns)),
      stalls,
      tooBig: quality.mtu.tooBigMessages,
      syns: tcp.up.syns,
      unansweredSyns: tcp.up.unansweredSyns,
      homeZeroWindows: tcp.up.zeroWindows,
      homeSegments: tcp.up.segments,
      echoesSent: byClient.sent,
      echoesAnswered: byClient.answered,
      echoesLost: byClient.lost,
      otherAnswers: otherAnswersIn(parts),
      mirrorGaps: tcp.down.mirrorGaps + tcp.up.mirrorGaps,
      downSentOnce: Math.max(0, tcp.down.bytes - tcp.down.retransmittedBytes) + tcp.down.mirrorLostBytes,
      downMirrorLost: tcp.down.mirrorLostBytes,
      upSentOnce: Math.max(0, tcp.up.bytes - tcp.up.retransmittedBytes) + tcp.up.mirrorLostBytes,
      upMirrorLost: tcp.up.mirrorLostBytes,
    },
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
