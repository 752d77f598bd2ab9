import type { Signal } from '@preact/signals';
import type { EchoRow } from '../../../../src/api/messages.ts';
import { EchoChart } from '../../chart/echo-chart.tsx';
import { echoPoints, lossShare } from '../../chart/echo-points.ts';
import { formatDuration, formatMillis } from '../../format/time.ts';
import { formatCount, formatShare } from '../../format/units.ts';
import { currentSession } from '../../state/line-view.ts';
import type { ProbeState } from '../../state/probe-state.ts';
import type { Theme } from '../../theme/theme.ts';
import { Panel } from '../panel.tsx';

interface EchoPanelProps {
  readonly state: ProbeState;
  readonly theme: Signal<Theme>;
}

/** The line measured by what its own ends ask each other: round trips and losses between the router and the provider alone. */
export function EchoPanel({ state, theme }: EchoPanelProps) {
  const line = state.shown.line.value;
  const session = line === null ? null : currentSession(line.ppp.sessions);
  if (line === null || session === null) return null;
  const { echo, serverEcho } = session;
  if (line.ppp.sessions.every((each) => each.echo.requests + each.serverEcho.requests === 0)) return null;
  const points = echoPoints(line.ppp.sessions, line.ppp.events);
  const lostBefore = line.ppp.sessions.reduce(
    (sum, each) => sum + (each === session ? 0 : each.echo.lost + each.serverEcho.lost),
    0,
  );
  return (
    <Panel id="echo" title="Answer time of the line itself" note="LCP echo: router and provider ask each other">
      <dl class="echo-figures">
        <EchoFigures name="Router asks the provider" swatch="down" echo={echo} />
        <EchoFigures name="Provider asks the router" swatch="up" echo={serverEcho} />
      </dl>
      {points.times.length > 0 ? (
        <EchoChart
          points={points}
          theme={theme}
          label={`${spoken('Router to provider', echo)}. ${spoken('Provider to router', serverEcho)}.`}
        />
      ) : (
        <p class="empty">Nothing was answered yet.</p>
      )}
      {(echo.isSparse || serverEcho.isSparse) && (
        <p class="quiet">
          Few dots are no losses: the {echo.isSparse ? 'router' : 'provider'} asks only while the line is quiet.
        </p>
      )}
      {(points.losses.length > 0 || lostBefore > 0) && (
        <p class="quiet">
          {points.losses.length > 0 && <span class="bad">✕ marks where requests stayed unanswered. </span>}
          {lostBefore > 0 && `In earlier sessions ${formatCount(lostBefore)} were lost.`}
        </p>
      )}
    </Panel>
  );
}

interface EchoFiguresProps {
  readonly name: string;
  readonly swatch: 'down' | 'up';
  readonly echo: EchoRow;
}

function EchoFigures({ name, swatch, echo }: EchoFiguresProps) {
  const { requests, rttMillis, lost, unansweredRun, intervalSeconds } = echo;
  const share = lossShare(echo);
  return (
    <div>
      <dt>
        <span class={`swatch swatch-${swatch}`} aria-hidden="true" />
        {name}
      </dt>
      {requests === 0 ? (
        <dd class="quiet">never did</dd>
      ) : (
        <dd>
          <b>{formatMillis(rttMillis?.median ?? null)}</b> median
          <span class="quiet echo-loss">
            lowest {formatMillis(rttMillis?.min ?? null)}, 95 % within {formatMillis(rttMillis?.p95 ?? null)}
          </span>
          <span class={lost > 0 ? 'bad echo-loss' : 'quiet echo-loss'}>
            {formatCount(requests)} asked, {lost === 0 ? 'none lost' : `${formatCount(lost)} lost`}
            {lost > 0 && share !== null && ` (${formatShare(share)})`}
            {intervalSeconds !== null && `, every ${formatDuration(intervalSeconds)}`}
            {unansweredRun > 1 && `; the last ${formatCount(unansweredRun)} have no answer`}
          </span>
        </dd>
      )}
    </div>
  );
}

function spoken(name: string, { requests, rttMillis, lost }: EchoRow): string {
  if (requests === 0 || rttMillis === null) return `${name}: no echo`;
  return `${name}: median ${formatMillis(rttMillis.median)}, ${formatCount(lost)} of ${formatCount(requests)} lost`;
}
