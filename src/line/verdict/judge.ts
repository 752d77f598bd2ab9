// Cold: once per window, and once per minute that somebody asks for.

import { timestampText } from '../../decode/text.ts';
import type { OutageCause } from '../outage/outage-row.ts';
import type { MinuteFigures } from './minute-figures.ts';
import { type Candidate, figure, millisText, percent, percentFigure, rateText } from './rules/candidate.ts';
import { judgeFarEnd } from './rules/far-end.ts';
import { judgeHome } from './rules/home.ts';
import { busiest, judgeLine, wayOf } from './rules/line.ts';
import { judgeMirror } from './rules/mirror.ts';
import { judgeNames } from './rules/names.ts';
import { ENOUGH } from './thresholds.ts';
import type { OutageShare, Severity, VerdictFigure, VerdictKind, VerdictRow } from './verdict-row.ts';

const RANKS: Readonly<Record<Severity, number>> = { none: 0, minor: 1, major: 2, outage: 3 };

/**
 * Says whose fault a minute is. An outage comes first, then a mirror that does not show the line; of all else that is wrong the worst, and of
 * equals the line before names, names before home, home before a single far end. What was found besides is in `also`.
 */
export function judge(figures: MinuteFigures, outage: OutageShare | null): VerdictRow {
  const mirror = judgeMirror(figures);
  const found = [
    outage === null ? null : judgeOutage(outage),
    mirror,
    judgeLine(figures),
    judgeNames(figures),
    judgeHome(figures),
    judgeFarEnd(figures),
  ].filter((candidate) => candidate !== null);
  const worst = mirror !== null && found[0] === mirror ? mirror : worstOf(found);
  const chosen = worst ?? judgeNothing(figures);
  return {
    atMinute: timestampText(figures.startMicros),
    seconds: figures.seconds,
    verdict: chosen.verdict,
    severity: chosen.severity,
    text: chosen.text,
    figures: chosen.figures,
    also: [...new Set(found.map(({ verdict }) => verdict))].filter((verdict) => verdict !== chosen.verdict),
    outage: chosen === found[0] && outage !== null ? outage.serial : null,
  };
}

function worstOf(found: readonly Candidate[]): Candidate | null {
  let worst: Candidate | null = null;
  for (const candidate of found) {
    if (worst === null || RANKS[candidate.severity] > RANKS[worst.severity]) worst = candidate;
  }
  return worst;
}

function judgeOutage({ cause, suspect, text, seconds }: OutageShare): Candidate {
  const severity = cause === 'reconnect' ? 'minor' : cause === 'dns-only' ? 'major' : 'outage';
  return {
    verdict: verdictOf(cause, suspect),
    severity,
    text,
    figures: [figure('outage within these seconds', seconds, { unit: 's' })],
  };
}

function verdictOf(cause: OutageCause, suspect: OutageShare['suspect']): VerdictKind {
  if (cause === 'dns-only') return 'dns';
  // Whether line, router, cable or mirror is dead looks the same from here.
  if (cause === 'no-frames') return 'mirror';
  return suspect === 'router' || suspect === 'home' ? 'home' : 'line';
}

function judgeNothing(figures: MinuteFigures): Candidate {
  const { dataSegments, lineLosses, echo, lineHandshake, nameServers } = figures;
  const answers = nameServers.reduce((sum, server) => sum + server.answers, 0);
  const isEnough =
    dataSegments >= ENOUGH.dataSegments ||
    lineHandshake.samples >= ENOUGH.handshakes ||
    answers >= ENOUGH.dnsAnswers ||
    echo.samples >= ENOUGH.echoes;
  const list = figuresOfNothing(figures);
  if (!isEnough) {
    const text = 'Too little traffic passes to say how the line is.';
    return { verdict: 'idle', severity: 'none', text, figures: [figure('frames', figures.frames), ...list] };
  }
  const parts = [
    echo.medianMillis !== null
      ? `the provider's side answers in ${millisText(echo.medianMillis)}`
      : lineHandshake.medianMillis !== null
        ? `hosts beyond the line answer in ${millisText(lineHandshake.medianMillis)}`
        : '',
    dataSegments >= ENOUGH.dataSegments
      ? lineLosses === 0
        ? 'nothing is lost'
        : `${percent(lineLosses / dataSegments)} % of packets are lost on the line side`
      : '',
    loadText(figures),
  ].filter((part) => part !== '');
  const text = parts.length === 0 ? 'Nothing is wrong.' : `Nothing is wrong: ${parts.join(', ')}.`;
  return { verdict: 'nothing-wrong', severity: 'none', text, figures: list };
}

function loadText(figures: MinuteFigures): string {
  const direction = busiest(figures);
  return direction === null ? '' : `with ${rateText(figures.load[direction].peakBitsPerSecond)} ${wayOf(direction)}`;
}

function figuresOfNothing({
  dataSegments,
  lineLosses,
  homeLosses,
  echo,
  lineHandshake,
  homeHandshake,
}: MinuteFigures): VerdictFigure[] {
  const list: VerdictFigure[] = [];
  if (dataSegments > 0) {
    list.push(percentFigure('lost on the line side', lineLosses / dataSegments));
    list.push(percentFigure('lost on the home side', homeLosses / dataSegments));
  }
  for (const [name, { medianMillis, baselineMillis }] of [
    ['LCP echo round trip, median', echo],
    ['handshake round trip on the line side, median', lineHandshake],
    ['handshake round trip on the home side, median', homeHandshake],
  ] as const) {
    if (medianMillis !== null) list.push(figure(name, medianMillis, { unit: 'ms', baseline: baselineMillis }));
  }
  return list;
}
