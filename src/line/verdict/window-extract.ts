// Cold: once per window.

import type { MirrorCode } from '../home/mirror/findings.ts';
import { framesOf, type LineParts, otherAnswersIn } from '../outage/line-parts.ts';
import type { DnsServerWindow } from '../quality/dns-servers.ts';
import { sidesOf } from '../quality/quality-window.ts';
import { bucketOf, type Distribution, type SketchValue } from '../quality/sketch.ts';
import type { FarEndNote } from './far-end-book.ts';

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
  readonly farEnds: readonly FarEndNote[];
  readonly findings: readonly MirrorCode[];
}

export interface LoadState {
  readonly isBusy: boolean;
  readonly bitsPerSecond: number;
}

const NOTHING: Distribution = { count: 0, minMicros: null, medianMicros: null, p95Micros: null, maxMicros: null };
const NO_SIDES = { line: NOTHING, home: NOTHING, unknown: NOTHING };

export function extractOf(
  parts: LineParts,
  {
    down,
    up,
    farEnds,
    stalls,
  }: { readonly down: LoadState; readonly up: LoadState; readonly farEnds: readonly FarEndNote[]; readonly stalls: number },
): WindowExtract {
  const { ppp, home, quality } = parts;
  const { tcp } = quality;
  const sides = sidesOf(tcp, NO_SIDES, NO_SIDES);
  const { byClient } = ppp.echo;
  return {
    startMicros: ppp.startMicros,
    endMicros: ppp.endMicros,
    sums: {
      frames: framesOf(parts),
      unknownFrames: home.unknown.frames,
      downBytes: home.down.wireBytes,
      upBytes: home.up.wireBytes,
      busyDown: down.isBusy ? 1 : 0,
      busyUp: up.isBusy ? 1 : 0,
      dataSegments: tcp.down.dataSegments + tcp.up.dataSegments,
      lineLosses: sides.line.losses,
      homeLosses: sides.home.losses,
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
    farEnds,
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
