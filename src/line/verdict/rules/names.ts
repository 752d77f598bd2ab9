// Whether names are looked up as they should be.

import type { MinuteFigures, NameServerFigures } from '../minute-figures.ts';
import { NAME_SERVER } from '../thresholds.ts';
import { type Candidate, figure, millisText, percentFigure } from './candidate.ts';

export function judgeNames({ nameServers, otherAnswers }: MinuteFigures): Candidate | null {
  const bad = nameServers.filter(isBad);
  if (bad.length === 0) return slowServer(nameServers);
  const good = nameServers.filter((server) => !isBad(server) && server.answers > 0);
  const names = bad.map(({ address }) => address).join(', ');
  const trouble = bad.reduce((sum, { unanswered, failures }) => sum + unanswered + failures, 0);
  const settled = bad.reduce((sum, { unanswered, answers }) => sum + unanswered + answers, 0);
  const rest =
    good.length > 0
      ? `; ${good.map(({ address }) => address).join(', ')} answered`
      : otherAnswers > 0
        ? '; other things are answered'
        : '; nothing else was answered either';
  return {
    verdict: 'dns',
    severity: good.length > 0 ? 'minor' : 'major',
    text: `Name ${bad.length === 1 ? 'server' : 'servers'} ${names} left ${trouble} of ${settled} questions without an answer that helps${rest}.`,
    figures: [
      ...bad.map((server) =>
        percentFigure(`questions to ${server.address} that failed`, troubleOf(server) / settledOf(server), NAME_SERVER.share),
      ),
      figure('answers to other requests', otherAnswers),
    ],
  };
}

function slowServer(servers: readonly NameServerFigures[]): Candidate | null {
  const slow = servers.find(
    ({ answers, medianMillis }) => answers >= NAME_SERVER.leastAnswers && (medianMillis ?? 0) >= NAME_SERVER.slowMillis,
  );
  if (slow === undefined) return null;
  return {
    verdict: 'dns',
    severity: 'minor',
    text: `Name server ${slow.address} takes ${millisText(slow.medianMillis ?? 0)} to answer.`,
    figures: [
      figure(`response time of ${slow.address}, median`, slow.medianMillis ?? 0, {
        unit: 'ms',
        threshold: NAME_SERVER.slowMillis,
      }),
    ],
  };
}

function isBad(server: NameServerFigures): boolean {
  return troubleOf(server) >= NAME_SERVER.leastTrouble && troubleOf(server) >= NAME_SERVER.share * settledOf(server);
}

function troubleOf({ unanswered, failures }: NameServerFigures): number {
  return unanswered + failures;
}

function settledOf({ unanswered, answers }: NameServerFigures): number {
  return unanswered + answers;
}
