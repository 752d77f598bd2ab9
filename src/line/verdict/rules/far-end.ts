// A host beyond the line that fares badly while others are fine.

import type { FarEndFigures, MinuteFigures } from '../minute-figures.ts';
import { LOSS, SILENT } from '../thresholds.ts';
import { type Candidate, figure, millisText, percentFigure } from './candidate.ts';
import { isOneHosts } from './line.ts';

export function judgeFarEnd(figures: MinuteFigures): Candidate | null {
  return silent(figures) ?? lossy(figures) ?? slow(figures);
}

function silent({ farEnds, unansweredSyns }: MinuteFigures): Candidate | null {
  const hosts = farEnds.worst.filter((host) => host.unansweredSyns > 0).slice(0, SILENT.mostHosts);
  const theirs = hosts.reduce((sum, host) => sum + host.unansweredSyns, 0);
  if (theirs < SILENT.leastSyns || theirs < SILENT.concentration * unansweredSyns) return null;
  if (farEnds.answering < SILENT.leastOthers) return null;
  const verb = hosts.length === 1 ? 'does' : 'do';
  return {
    verdict: 'far-end',
    severity: 'minor',
    text: `${namesOf(hosts)} ${verb} not answer, while ${farEnds.answering} other hosts do: the line is not to blame.`,
    figures: [
      ...hosts.map((host) =>
        figure(`SYNs to ${host.address} without an answer`, host.unansweredSyns, { threshold: SILENT.leastSyns }),
      ),
      figure('SYNs without an answer', unansweredSyns),
      figure('hosts that answered', farEnds.answering, { threshold: SILENT.leastOthers }),
    ],
  };
}

function lossy(figures: MinuteFigures): Candidate | null {
  const { dataSegments, lineLosses, farEnds } = figures;
  const share = dataSegments === 0 ? 0 : lineLosses / dataSegments;
  if (lineLosses < LOSS.leastLosses || share < LOSS.minorShare || !isOneHosts(figures)) return null;
  const worst = farEnds.worst.reduce((most, host) => (host.losses > most.losses ? host : most));
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

function slow({ farEnds }: MinuteFigures): Candidate | null {
  const { slowest, measured, slower } = farEnds;
  if (slowest === null || slower > SILENT.mostHosts || measured - slower < SILENT.leastOthers || slowest.handshakes < 2)
    return null;
  const { address, medianMillis, usualMillis } = slowest;
  return {
    verdict: 'far-end',
    severity: 'minor',
    text: `${address} takes ${millisText(medianMillis ?? 0)} for a round trip that usually takes ${millisText(usualMillis ?? 0)}, while ${measured - slower} other hosts are as near as ever.`,
    figures: [figure(`handshake round trip to ${address}`, medianMillis ?? 0, { unit: 'ms', baseline: usualMillis })],
  };
}

function namesOf(hosts: readonly FarEndFigures[]): string {
  return hosts.map(({ address }) => address).join(' and ');
}
