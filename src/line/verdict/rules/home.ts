// From the probe to the hosts at home: the router, the cables and the radio behind it.

import type { MinuteFigures } from '../minute-figures.ts';
import { LOSS, RISE, SLOW_RECEIVER } from '../thresholds.ts';
import type { VerdictFigure } from '../verdict-row.ts';
import { type Candidate, figure, millisText, percent, percentFigure } from './candidate.ts';

interface Trouble {
  readonly isMajor: boolean;
  readonly words: string;
  readonly figures: readonly VerdictFigure[];
}

export function judgeHome(figures: MinuteFigures): Candidate | null {
  const troubles = [lossOf(figures), riseOf(figures), tailOf(figures), slowReceiverOf(figures)].filter((one) => one !== null);
  if (troubles.length === 0) return null;
  return {
    verdict: 'home',
    severity: troubles.some(({ isMajor }) => isMajor) ? 'major' : 'minor',
    text: `The home side of the probe (router, cables, Wi-Fi) ${troubles.map(({ words }) => words).join(', and it ')}.`,
    figures: troubles.flatMap((trouble) => trouble.figures),
  };
}

function lossOf({ dataSegments, homeLosses }: MinuteFigures): Trouble | null {
  const share = dataSegments === 0 ? 0 : homeLosses / dataSegments;
  if (dataSegments < LOSS.leastSegments || homeLosses < LOSS.leastLosses || share < LOSS.homeMinorShare) return null;
  return {
    isMajor: share >= LOSS.majorShare,
    words: `loses ${percent(share)} % of packets`,
    figures: [percentFigure('lost on the home side', share, LOSS.homeMinorShare), figure('segments with data', dataSegments)],
  };
}

function riseOf({ homeHandshake: { samples, upperMillis, baselineMillis } }: MinuteFigures): Trouble | null {
  if (samples < RISE.homeHandshakes || upperMillis === null || baselineMillis === null) return null;
  const threshold = RISE.homeFactor * baselineMillis + RISE.homeMillis;
  if (upperMillis < threshold) return null;
  return {
    isMajor: upperMillis - baselineMillis >= RISE.majorMillis,
    words: `takes ${millisText(upperMillis)} for a round trip that usually takes ${millisText(baselineMillis)}`,
    figures: [
      figure('handshake round trip on the home side, upper quartile', upperMillis, {
        unit: 'ms',
        baseline: baselineMillis,
        threshold,
      }),
    ],
  };
}

/** Most hosts at home are near, and some answer late every time: that is how radio looks. */
function tailOf(figures: MinuteFigures): Trouble | null {
  const { samples, p95Millis, baselineMillis } = figures.homeHandshake;
  if (riseOf(figures) !== null || samples < RISE.homeTailHandshakes || p95Millis === null || p95Millis < RISE.homeTailMillis)
    return null;
  return {
    isMajor: false,
    words: `takes ${millisText(p95Millis)} or more for one round trip in twenty`,
    figures: [
      figure('handshake round trip on the home side, 95th percentile', p95Millis, {
        unit: 'ms',
        baseline: baselineMillis,
        threshold: RISE.homeTailMillis,
      }),
    ],
  };
}

function slowReceiverOf({ homeZeroWindows, homeSegments }: MinuteFigures): Trouble | null {
  const share = homeSegments === 0 ? 0 : homeZeroWindows / homeSegments;
  if (homeZeroWindows < SLOW_RECEIVER.leastZeroWindows || share < SLOW_RECEIVER.share) return null;
  return {
    isMajor: false,
    words: `has a receiver that took no more data ${homeZeroWindows} times`,
    figures: [figure('zero windows from home', homeZeroWindows, { threshold: SLOW_RECEIVER.leastZeroWindows })],
  };
}
