// Whether the probe sees enough to say anything.

import type { MirrorCode } from '../../home/mirror/findings.ts';
import type { MinuteFigures } from '../minute-figures.ts';
import { MIRROR } from '../thresholds.ts';
import { type Candidate, figure, percent, percentFigure } from './candidate.ts';

const WORDS: Partial<Record<MirrorCode, string>> = {
  'one-direction': 'The mirror shows one direction only',
  'every-frame-twice': 'The mirror shows every frame twice',
  'wrong-port': 'The mirror shows a port inside the home network, not the line',
};

export function judgeMirror({ frames, unknownFrames, mirror }: MinuteFigures): Candidate | null {
  const say = (why: string, figures: Candidate['figures']): Candidate => ({
    verdict: 'mirror',
    severity: 'major',
    text: `${why}: what is wrong with the line, if anything, cannot be told from here.`,
    figures,
  });
  for (const code of mirror.findings) {
    const words = WORDS[code];
    if (words !== undefined && frames > 0) return say(words, [figure('frames', frames)]);
  }
  const { gaps, lostShare } = mirror;
  if (gaps >= MIRROR.leastGaps && lostShare !== null && lostShare >= MIRROR.lostShare) {
    const figures = [percentFigure('bytes that the mirror lost', lostShare, MIRROR.lostShare), figure('gaps', gaps)];
    return say(`The mirror loses ${percent(lostShare)} % of the bytes`, figures);
  }
  const share = frames === 0 ? 0 : unknownFrames / frames;
  if (frames < MIRROR.leastFrames || share < MIRROR.unknownShare) return null;
  return say('It is not known which way frames travel', [
    percentFigure('frames without a direction', share, MIRROR.unknownShare),
  ]);
}
