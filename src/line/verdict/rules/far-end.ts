// A host beyond the line that fares badly while others are fine.

import type { FarEndFigures, MinuteFigures } from '../minute-figures.ts';
import { LOSS, RESETS, SILENT, SLOW_HOST } from '../thresholds.ts';
import { type Candidate, figure, millisText, percentFigure } from './candidate.ts';
import { isOneHosts } from './line.ts';

export function judgeFarEnd(figures: MinuteFigures): Candidate | null {
  return silent(figures) ?? refusing(figures) ?? lossy(figures) ?? slow(figures);
}

function silent({ farEnds, unansweredSyns }: MinuteFigures): Candidate | null {
  const hosts = farEnds.worst.filter((host) => host.unansweredSyns > 0).slice(0, SILENT.mostHosts);
  const theirs = hosts.reduce((sum, host) => sum + host.unansweredSyns, 0);
  if (theirs < SILENT.leastSyns || theirs < SILENT.concentration * unansweredSyns) return null;
  if (farEnds.otherHandshakes < SILENT.leastOthers) return null;
  const verb = hosts.length === 1 ? 'does' : 'do';
  return {
    verdict: 'far-end',
    severity: 'minor',
    text: `${namesOf(hosts)} ${verb} not answer, while ${farEnds.otherHandshakes} connections to others are accepted: the line is not to blame.`,
    figures: [
      ...hosts.map((host) =>
        figure(`SYNs to ${host.address} without an answer`, host.unansweredSyns, { threshold: SILENT.leastSyns }),
      ),
      figure('SYNs without an answer', unansweredSyns),
      figure('connections that others accepted', farEnds.otherHandshakes, { threshold: SILENT.leastOthers }),
    ],
  };
}

function refusing({ farEnds, lineHandshake }: MinuteFigures): Candidate | null {
  const [worst] = farEnds.worst.toSorted((a, b) => b.resets - a.resets);
  if (worst === undefined || worst.resets < RESETS.least) return null;
  if (worst.resets < RESETS.share * worst.connections || worst.resets < RESETS.concentration * farEnds.resets) return null;
  const others = lineHandshake.samples - worst.handshakes;
  if (others < RESETS.leastOthers) return null;
  return {
    verdict: 'far-end',
    severity: 'minor',
    text: `${worst.address} refused or broke off ${worst.resets} connections, while ${others} connections to others are accepted: the line is not to blame.`,
    figures: [
      figure(`connections that ${worst.address} refused or broke off`, worst.resets, { threshold: RESETS.least }),
      figure('connections refused or broken off beyond the line', farEnds.resets),
      figure('connections that others accepted', others, { threshold: RESETS.leastOthers }),
    ],
  };
}

function lossy(figures: MinuteFigures): Candidate | null {
  const { dataSegments, lineLosses, farEnds } = figures;
  const share = dataSegments === 0 ? 0 : lineLosses / dataSegments;
  if (lineLosses < LOSS.leastLosses || share < LOSS.minorShare || !isOneHosts(figures)) return null;
  const worst = farEnds.worst.find((host) => host.unansweredSyns === 0 && host.losses === farEnds.worstLosses);
  if (worst === undefined) return null;
  return {
    verdict: 'far-end',
    severity: 'minor',
    text: `What is lost is lost with ${worst.address} alone; ${farEnds.losslessConnections} connections to other hosts lost nothing.`,
    figures: [
      figure(`lost with ${worst.address}`, worst.losses),
      figure('lost on the line side', lineLosses, { threshold: LOSS.leastLosses }),
      percentFigure('lost on the line side, share', share, LOSS.minorShare),
    ],
  };
}

/** One host, or two, take far longer than they used to and than others do, and the others are where they were. */
function slow({ hosts }: MinuteFigures): Candidate | null {
  const { others, othersMillis, witnesses, risen } = hosts;
  const [slowest] = hosts.slow;
  if (slowest === undefined || hosts.slow.length > SLOW_HOST.mostHosts) return null;
  if (others < SLOW_HOST.leastOthers || othersMillis === null) return null;
  if (risen - hosts.slow.length > SLOW_HOST.mostOthersRisenShare * witnesses) return null;
  const least = Math.max(othersMillis + SLOW_HOST.leastMillis, SLOW_HOST.factor * othersMillis);
  const told = hosts.slow.filter(({ medianMillis }) => medianMillis >= least);
  if (told.length === 0) return null;
  const each = told.map(
    ({ address, medianMillis, usualMillis }) =>
      `${address} takes ${millisText(medianMillis)} to answer, which usually takes ${millisText(usualMillis)}`,
  );
  return {
    verdict: 'far-end',
    severity: 'minor',
    text: `${each.join(', and ')}, while ${others} other hosts answer in ${millisText(othersMillis)}: the line is not to blame.`,
    figures: [
      ...told.map(({ address, medianMillis, usualMillis }) =>
        figure(`handshake round trip to ${address}, median`, medianMillis, {
          unit: 'ms',
          baseline: usualMillis,
          threshold: Math.max(least, usualMillis + SLOW_HOST.leastMillis, SLOW_HOST.factor * usualMillis),
        }),
      ),
      figure('handshake round trip to other hosts, median', othersMillis, { unit: 'ms' }),
      figure('other hosts', others, { threshold: SLOW_HOST.leastOthers }),
    ],
  };
}

function namesOf(hosts: readonly FarEndFigures[]): string {
  return hosts.map(({ address }) => address).join(' and ');
}
