// The provider's side: what is lost there, how long it takes, and whether that is only because it is full.

import type { MinuteFigures } from '../minute-figures.ts';
import { LOAD, LOSS, RISE, SILENT, STALLS } from '../thresholds.ts';
import type { LoadDirection, VerdictFigure } from '../verdict-row.ts';
import { type Candidate, figure, millisText, percent, percentFigure, rateText } from './candidate.ts';

/** What was found of one kind of trouble. */
interface Trouble {
  readonly isMajor: boolean;
  /** Part of a sentence whose subject is the provider's side. */
  readonly words: string;
  readonly figures: readonly VerdictFigure[];
}

export function judgeLine(figures: MinuteFigures): Candidate | null {
  const busy = busiest(figures);
  const rise = riseOf(figures);
  const loss = lossOf(figures, busy !== null);
  const silence = silenceOf(figures);
  if (busy !== null && rise !== null) return fullLine(figures, busy, [rise, loss]);
  const troubles = [loss, rise, silence, stallsOf(figures)].filter((trouble) => trouble !== null);
  if (troubles.length === 0) return null;
  const load =
    busy === null ? 'while it is not busy' : `while it carries ${rateText(figures.load[busy].peakBitsPerSecond)} ${wayOf(busy)}`;
  return {
    verdict: 'line',
    severity: troubles.some(({ isMajor }) => isMajor) ? 'major' : 'minor',
    text: `The provider's side of the line ${joined(troubles.map(({ words }) => words))} ${load}.`,
    figures: [...troubles.flatMap((trouble) => trouble.figures), ...loadFigures(figures)],
  };
}

function fullLine(figures: MinuteFigures, direction: LoadDirection, troubles: readonly (Trouble | null)[]): Candidate {
  const { peakBitsPerSecond, highestBitsPerSecond, busySeconds, grade } = figures.load[direction];
  const found = troubles.filter((trouble) => trouble !== null);
  const graded = grade === null ? '' : ` (bufferbloat ${grade})`;
  const share = Math.min(100, Math.round((100 * peakBitsPerSecond) / highestBitsPerSecond));
  return {
    verdict: 'line-full',
    severity: found.some(({ isMajor }) => isMajor) ? 'major' : 'minor',
    text: `The line is full ${wayOf(direction)}: at ${rateText(peakBitsPerSecond)}, ${share} % of the most it has carried, for ${busySeconds} s it ${joined(found.map(({ words }) => words))}${graded}.`,
    figures: [...found.flatMap((trouble) => trouble.figures), ...loadFigures(figures)],
  };
}

/** The direction that was full for longer; null where neither was. */
export function busiest({ load }: MinuteFigures): LoadDirection | null {
  const direction = load.up.busySeconds > load.down.busySeconds ? 'up' : 'down';
  return load[direction].busySeconds >= LOAD.busySeconds ? direction : null;
}

function lossOf(figures: MinuteFigures, isBusy: boolean): Trouble | null {
  const { dataSegments, lineLosses, echoesSent, echoesLost, echoesAnswered } = figures;
  const share = dataSegments === 0 ? 0 : lineLosses / dataSegments;
  const least = isBusy ? LOSS.busyShare : LOSS.minorShare;
  const ofSegments = dataSegments >= LOSS.leastSegments && lineLosses >= LOSS.leastLosses && share >= least;
  const settled = echoesAnswered + echoesLost;
  const echoShare = settled === 0 ? 0 : echoesLost / settled;
  const ofEchoes = echoesLost >= LOSS.leastEchoesLost && echoShare >= LOSS.echoShare;
  // Packets too big for the path are sent again too, and the line lost none of them.
  const isOversize = figures.stalls + figures.tooBig > 0 && share < LOSS.oversizeShare;
  if (!ofEchoes && (!ofSegments || isOversize || isOneHosts(figures))) return null;
  const words = ofSegments
    ? `loses ${percent(share)} % of packets`
    : `leaves ${echoesLost} of ${echoesSent} LCP echo requests unanswered`;
  const list = [percentFigure('lost on the line side', share, least), figure('segments with data', dataSegments)];
  if (settled > 0) list.push(percentFigure('LCP echo requests lost', echoShare, LOSS.echoShare));
  return { isMajor: ofEchoes || share >= LOSS.majorShare, words, figures: list };
}

/** All that was lost was lost with one host, and others were talked to without a loss. */
export function isOneHosts({ farEnds, lineLosses }: MinuteFigures): boolean {
  const worst = farEnds.worst.reduce((most, { losses }) => Math.max(most, losses), 0);
  return worst > 0 && worst >= SILENT.concentration * lineLosses && farEnds.losslessConnections >= SILENT.leastOtherConnections;
}

function riseOf({ echo, lineHandshake, farEnds }: MinuteFigures): Trouble | null {
  const { upperMillis, baselineMillis, samples } = echo;
  const isSlowerEverywhere = farEnds.measured >= RISE.leastHosts && farEnds.slower >= RISE.hostShare * farEnds.measured;
  if (samples >= RISE.leastEchoes && upperMillis !== null && baselineMillis !== null) {
    const threshold = baselineMillis + Math.max(RISE.leastMillis, RISE.share * baselineMillis);
    if (upperMillis >= threshold) {
      return {
        isMajor: upperMillis - baselineMillis >= RISE.majorMillis,
        words: `takes ${millisText(upperMillis)} for a round trip that usually takes ${millisText(baselineMillis)}`,
        figures: [
          figure('LCP echo round trip, upper quartile', upperMillis, { unit: 'ms', baseline: baselineMillis, threshold }),
        ],
      };
    }
    if (!isSlowerEverywhere) return null;
  }
  if (!isSlowerEverywhere || farEnds.slowest === null) return null;
  const { medianMillis, baselineMillis: usual } = lineHandshake;
  const behind = samples >= RISE.leastEchoes ? ', though the concentrator itself answers as fast as ever' : '';
  return {
    isMajor: medianMillis !== null && usual !== null && medianMillis - usual >= RISE.majorMillis,
    words: `takes longer than usual to ${farEnds.slower} of ${farEnds.measured} hosts${behind}`,
    figures: [
      figure('hosts slower than usual', farEnds.slower, { threshold: RISE.hostShare * farEnds.measured }),
      ...(medianMillis === null
        ? []
        : [figure('handshake round trip on the line side, median', medianMillis, { unit: 'ms', baseline: usual })]),
    ],
  };
}

/** Hosts that used to answer do not, one as little as the other. */
function silenceOf({ farEnds, syns, unansweredSyns }: MinuteFigures): Trouble | null {
  const { knownAsked, knownSilent } = farEnds;
  if (knownSilent < SILENT.leastKnownHosts || knownSilent < SILENT.knownShare * knownAsked) return null;
  return {
    isMajor: true,
    words: `leaves ${knownSilent} of ${knownAsked} hosts unreachable that used to answer`,
    figures: [
      figure('known hosts that do not answer', knownSilent, { threshold: SILENT.leastKnownHosts }),
      figure('SYNs without an answer', unansweredSyns),
      figure('SYNs', syns),
    ],
  };
}

/** Full-size packets vanish while small ones pass. */
function stallsOf({ stalls, tooBig }: MinuteFigures): Trouble | null {
  if (stalls < STALLS.minor) return null;
  return {
    isMajor: stalls >= STALLS.major,
    words: `swallows full-size packets, so that ${stalls === 1 ? 'a connection stalled' : `${stalls} connections stalled`} (see the findings on packet sizes)`,
    figures: [
      figure('connections stalled by packet size', stalls, { threshold: STALLS.minor }),
      figure('messages that a packet was too big', tooBig),
    ],
  };
}

function loadFigures({ load }: MinuteFigures): VerdictFigure[] {
  return (['down', 'up'] as const).map((direction) =>
    figure(`highest rate ${wayOf(direction)}`, load[direction].peakBitsPerSecond, {
      unit: 'bit/s',
      threshold: LOAD.busyShare * load[direction].highestBitsPerSecond,
    }),
  );
}

export function wayOf(direction: LoadDirection): string {
  return direction === 'up' ? 'upstream' : 'downstream';
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
