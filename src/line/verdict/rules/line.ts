// The provider's side: what is lost there, how long it takes, and whether that is only because it is full.

import type { MinuteFigures } from '../minute-figures.ts';
import { HOSTS, LOAD, LOSS, RISE, SILENT, STALLS, usualExceeded } from '../thresholds.ts';
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
export function isOneHosts({ farEnds: { losses, worstLosses, losslessConnections } }: MinuteFigures): boolean {
  return losses > 0 && worstLosses >= SILENT.concentration * losses && losslessConnections >= SILENT.leastOtherConnections;
}

function riseOf(figures: MinuteFigures): Trouble | null {
  const { samples, upperMillis, baselineMillis } = figures.echo;
  if (samples < RISE.leastEchoes || upperMillis === null || baselineMillis === null)
    return riseOfHosts(figures) ?? riseOfHandshakes(figures);
  const threshold = baselineMillis + Math.max(RISE.leastMillis, RISE.share * baselineMillis);
  if (upperMillis < threshold) return null;
  return {
    isMajor: upperMillis - baselineMillis >= RISE.majorMillis,
    words: `takes ${millisText(upperMillis)} for a round trip that usually takes ${millisText(baselineMillis)}`,
    figures: [figure('LCP echo round trip, upper quartile', upperMillis, { unit: 'ms', baseline: baselineMillis, threshold })],
  };
}

/** Where no echoes tell: many near hosts, in several networks, are all further away than each has been. */
function riseOfHosts({ hosts }: MinuteFigures): Trouble | null {
  const { witnesses, risen, risenNetworks, risenHandshakes, risenMillis, risenUsualMillis } = hosts;
  if (risenMillis === null || risenUsualMillis === null || !isManyHosts(hosts)) return null;
  if (risenNetworks < HOSTS.leastNetworks || risenHandshakes < RISE.leastHandshakes) return null;
  return {
    isMajor: risenMillis - risenUsualMillis >= RISE.majorMillis,
    words: `takes ${millisText(risenMillis)} to hosts to which it usually takes ${millisText(risenUsualMillis)}`,
    figures: [
      figure('handshake round trip to hosts that are further away than ever, median', risenMillis, {
        unit: 'ms',
        baseline: risenUsualMillis,
        threshold: usualExceeded(1000 * risenUsualMillis) / 1000,
      }),
      figure('hosts further away than ever', risen, { threshold: Math.max(HOSTS.leastRisen, HOSTS.risenShare * witnesses) }),
      figure('near hosts whose past is known', witnesses),
    ],
  };
}

function isManyHosts({ witnesses, risen }: MinuteFigures['hosts']): boolean {
  return risen >= HOSTS.leastRisen && risen >= HOSTS.risenShare * witnesses;
}

/** Where no echoes tell: even the nearest hosts are far, and name servers, where there are any, answer late too. */
function riseOfHandshakes({ lineHandshake, names, hosts }: MinuteFigures): Trouble | null {
  // Hosts that are where they were speak for the line.
  if (hosts.witnesses >= HOSTS.leastRisen && !isManyHosts(hosts)) return null;
  const { samples, lowerMillis, baselineMillis } = lineHandshake;
  if (samples < RISE.leastHandshakes || lowerMillis === null || baselineMillis === null) return null;
  const limitOf = (usual: number): number => Math.max(usual + RISE.handshakeMillis, RISE.handshakeFactor * usual);
  if (lowerMillis < limitOf(baselineMillis)) return null;
  const { medianMillis, baselineMillis: usual } = names;
  const isWitness = names.samples >= RISE.leastNames && medianMillis !== null && usual !== null;
  if (!isWitness || medianMillis < limitOf(usual)) return null;
  return {
    isMajor: lowerMillis - baselineMillis >= RISE.majorMillis,
    words: `takes ${millisText(lowerMillis)} to the nearest hosts, which usually takes ${millisText(baselineMillis)}`,
    figures: [
      figure('handshake round trip on the line side, lower quartile', lowerMillis, {
        unit: 'ms',
        baseline: baselineMillis,
        threshold: limitOf(baselineMillis),
      }),
      figure('response time of name servers, median', medianMillis, { unit: 'ms', baseline: usual, threshold: limitOf(usual) }),
    ],
  };
}

/** Many hosts do not answer, and name servers do not either: those asked are not merely not there. */
function silenceOf({ farEnds, syns, unansweredSyns, nameServers }: MinuteFigures): Trouble | null {
  const questions = nameServers.reduce((sum, { answers, unanswered }) => sum + answers + unanswered, 0);
  const unanswered = nameServers.reduce((sum, server) => sum + server.unanswered, 0);
  const isSpread =
    farEnds.silent > SILENT.mostHosts &&
    unansweredSyns >= SILENT.leastSpreadSyns &&
    unansweredSyns >= SILENT.spreadShare * syns &&
    unanswered >= SILENT.leastSyns &&
    unanswered >= SILENT.spreadShare * questions;
  if (!isSpread) return null;
  return {
    isMajor: true,
    words: `leaves ${unansweredSyns} of ${syns} connections and ${unanswered} of ${questions} questions for names unanswered`,
    figures: [
      figure('connections without an answer', unansweredSyns, { threshold: SILENT.spreadShare * syns }),
      figure('questions for names without an answer', unanswered, { threshold: SILENT.spreadShare * questions }),
      figure('hosts that did not answer', farEnds.silent),
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
