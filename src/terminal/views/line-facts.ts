import type { ShownPoint, ShownSession } from '../feed/shown-line.ts';
import type { ScreenBuffer } from '../screen/screen-buffer.ts';
import { Style } from '../screen/style.ts';
import type { TopModel } from '../top-model.ts';
import { bitRate, micros, millis, short, sparkline, timeOfDay, uptime } from './figures.ts';
import { CONDITIONS } from './frame-edges.ts';
import { shortened } from './table.ts';

/** Rows of facts above the tables. */
export const FACT_ROWS = 8;
const LABEL_WIDTH = 9;
const RATE_WIDTH = 13;

type Fact = readonly [label: string, text: string, style?: Style];

/** What the line does and how well: a labelled row each. */
export function drawLineFacts(buffer: ScreenBuffer, firstRow: number, model: TopModel): void {
  const facts: Fact[] = [
    verdictFact(model),
    rateFact('Down', model, ({ downBytes }) => downBytes),
    rateFact('Up', model, ({ upBytes }) => upBytes),
    sessionFact(model),
    echoFact(model),
    qualityFact(model),
    framesFact(model),
    outageFact(model),
  ];
  facts.forEach(([label, text, style = Style.Plain], index) => {
    const row = firstRow + index;
    buffer.put(label, { row, column: 0, style: Style.Title });
    const width = buffer.columns - LABEL_WIDTH;
    buffer.put(shortened(text, width), { row, column: LABEL_WIDTH, width, style });
  });
  function rateFact(label: string, { recent }: TopModel, bytesOf: (point: ShownPoint) => number): Fact {
    const rates = recent.map((point) => bytesOf(point) / Math.max(point.seconds, 0.001));
    const now = rates.at(-1);
    if (now === undefined) return [label, '-'];
    const width = Math.max(0, Math.min(120, buffer.columns - LABEL_WIDTH - RATE_WIDTH - 22));
    const most = `most ${bitRate(Math.max(...rates))}`;
    return [label, `${bitRate(now).padEnd(RATE_WIDTH)} ${sparkline(rates, width)}  ${most}`, Style.Bold];
  }
}

const SEVERITY_STYLES = { none: Style.Ok, minor: Style.Careful, major: Style.Warning, outage: Style.Critical } as const;

function verdictFact({ line }: TopModel): Fact {
  const now = line.line?.verdict.now ?? null;
  if (now !== null) return ['Verdict', now.text, SEVERITY_STYLES[now.severity]];
  const source = line.status?.source;
  if (source === undefined) return ['Verdict', 'Waiting for what the probe tells of the line ...', Style.Dim];
  return ['Verdict', source.reason ?? CONDITIONS[source.condition].text, CONDITIONS[source.condition].style];
}

/** The session that is up, else the last one. */
function currentSession({ line }: TopModel): ShownSession | undefined {
  const sessions = line.line?.ppp.sessions ?? [];
  return (
    sessions.findLast(({ state }) => state === 'up') ?? sessions.findLast(({ state }) => state !== 'closed') ?? sessions.at(-1)
  );
}

function sessionFact(model: TopModel): Fact {
  const home = model.line.line?.home;
  const session = currentSession(model);
  if (home === undefined) return ['Session', '-'];
  if (session === undefined) return ['Session', `${home.line.text}${home.localIpv4 === null ? '' : `, ${home.localIpv4}`}`];
  const id = session.sessionId === null ? '' : ` 0x${session.sessionId.toString(16).padStart(4, '0')}`;
  const parts = [
    `PPPoE${id} ${session.state}`,
    session.uptimeSeconds === null ? '' : `for ${uptime(session.uptimeSeconds)}`,
    session.localIpv4 ?? '',
    session.vlanIds.length === 0 ? '' : `VLAN ${session.vlanIds.join('/')}`,
    session.mru === null ? '' : `MRU ${session.mru}`,
    session.acName === null ? '' : `at ${session.acName}`,
    session.state === 'closed' ? (session.reasonText ?? '') : '',
  ];
  const style = session.state === 'up' ? Style.Plain : session.state === 'closed' ? Style.Critical : Style.Careful;
  return ['Session', parts.filter((part) => part !== '').join('  '), style];
}

function echoFact(model: TopModel): Fact {
  const echo = currentSession(model)?.echo;
  if (echo === undefined || echo.requests === 0) return ['Echo', '-'];
  const { rttMillis: rtt, samples } = echo;
  const times =
    rtt === null
      ? ''
      : `${millis(samples.at(-1)?.rttMillis ?? rtt.median)}  median ${millis(rtt.median)}  p95 ${millis(rtt.p95)}  max ${millis(rtt.max)}  `;
  const lost = `lost ${echo.lost} of ${echo.requests}${echo.unansweredRun > 1 ? `, the last ${echo.unansweredRun} unanswered` : ''}`;
  return ['Echo', `${times}${lost}`, echo.unansweredRun > 1 ? Style.Warning : Style.Plain];
}

function qualityFact({ line }: TopModel): Fact {
  const sides = line.line?.quality.sides;
  if (sides === undefined) return ['RTT', '-'];
  const side = ({ handshake, roundTrip, lossShare }: typeof sides.line): string => {
    const times = roundTrip.count > 0 ? roundTrip : handshake;
    const loss = lossShare === null ? '' : `, ${Number((100 * lossShare).toFixed(2))}% lost`;
    return times.count === 0 ? '-' : `${micros(times.medianMicros)} (p95 ${micros(times.p95Micros)}${loss})`;
  };
  return ['RTT', `line ${side(sides.line)}   home ${side(sides.home)}`];
}

function framesFact({ line: { traffic } }: TopModel): Fact {
  if (traffic === undefined) return ['Frames', '-'];
  const perSecond = (count: number): string => short(count / Math.max(traffic.seconds, 0.001));
  const dropped = traffic.dropped === null ? 'losses not known' : `${perSecond(traffic.dropped)} dropped/s`;
  return [
    'Frames',
    `${perSecond(traffic.frames)}/s, ${perSecond(traffic.malformed)} malformed/s, ${dropped}   ${short(traffic.activeFlows)} conversations`,
    (traffic.dropped ?? 0) > 0 ? Style.Warning : Style.Plain,
  ];
}

function outageFact({ line }: TopModel): Fact {
  const last = line.line?.outages.outages.at(-1);
  if (last === undefined) return ['Outage', 'none seen', Style.Dim];
  const when = `${timeOfDay(last.startAt)} ${last.endAt === null ? 'lasting' : `for ${uptime(last.durationSeconds)}`}`;
  return ['Outage', `${when}  ${last.text}`, last.endAt === null ? Style.Critical : Style.Dim];
}
