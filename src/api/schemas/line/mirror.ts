import { Type } from 'typebox';
import type { MirrorFinding } from '../../../line/home/mirror/findings.ts';
import { choice, list, named, text, time, timeOrNull } from '../parts.ts';

export const MIRROR_CODES = [
  'one-direction',
  'every-frame-twice',
  'some-frames-twice',
  'wrong-port',
  'tags-stripped',
  'oversize-frames-lost',
  'cut-by-snap-length',
  'silence',
] as const;

export const MIRROR_FINDING = Type.Object(
  {
    code: choice(MIRROR_CODES, 'What is wrong.'),
    since: time('Since when.'),
    until: timeOrNull('Until when; null while it lasts.'),
    evidence: text('The figures that show it, for people.'),
    remedy: text('What to do.'),
  },
  { description: "Something that makes the mirror's frames not what the line carries." },
);

export const MIRROR_SUMMARY = Type.Object(
  {
    findings: list(named<MirrorFinding>('MirrorFinding'), 'Those that last first, then those that are over, the latest first.'),
  },
  { description: 'Whether the mirror is right. What it lost of TCP is `quality.mirrorLoss`.' },
);
