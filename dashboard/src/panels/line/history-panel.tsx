import { useSignal } from '@preact/signals';
import type { AttemptRow, LineMessage, PppSessionRow } from '../../../../src/api/messages.ts';
import { endedByWords } from '../../format/line-words.ts';
import { formatDuration, formatWhen } from '../../format/time.ts';
import { formatCount } from '../../format/units.ts';
import { otherSessions } from '../../state/line-view.ts';
import type { ProbeState } from '../../state/probe-state.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../../text/visible-text.ts';
import { Fold } from '../fold.tsx';
import { Empty, Panel } from '../panel.tsx';
import { Events } from './events.tsx';
import { SessionPill } from './session.tsx';

const FEW_SESSIONS = 4;
const MOST_SESSIONS = 64;
const MOST_ATTEMPTS = 8;

/** What happened to the line before: sessions and their ends, searches without an answer, and every step. */
export function HistoryPanel({ state }: { readonly state: ProbeState }) {
  const line = state.shown.line.value;
  if (line === null) return null;
  const nowAt = state.windowEndAt.value;
  const others = otherSessions(line.ppp.sessions);
  const { discoveryWithoutSession: attempts } = line.ppp;
  const isEmpty = others.length + attempts.length + line.ppp.events.length + line.leases.timeline.length === 0;
  return (
    <Panel id="history" title="What happened before">
      {isEmpty && <Empty>Nothing has happened to the line since the probe listens.</Empty>}
      {attempts.length > 0 && <Attempts attempts={attempts} nowAt={nowAt} />}
      {others.length > 0 && <EarlierSessions sessions={others} nowAt={nowAt} />}
      {!isEmpty && <Events line={line} nowAt={nowAt} />}
      <Discovery counts={line.ppp.counts} />
    </Panel>
  );
}

function EarlierSessions({ sessions, nowAt }: { readonly sessions: readonly PppSessionRow[]; readonly nowAt: string | null }) {
  const shown = useSignal(FEW_SESSIONS);
  return (
    <div class="subsection">
      <h3>
        Other sessions <span class="panel-note">{formatCount(sessions.length)}</span>
      </h3>
      <ul class="earlier">
        {sessions.slice(0, shown.value).map((session) => (
          <EarlierSession key={session.serial} session={session} nowAt={nowAt} />
        ))}
      </ul>
      {sessions.length > FEW_SESSIONS && (
        <button
          type="button"
          class="button"
          onClick={() => {
            shown.value = shown.value === FEW_SESSIONS ? MOST_SESSIONS : FEW_SESSIONS;
          }}
        >
          {shown.value === FEW_SESSIONS ? 'Show more' : 'Show fewer'}
        </button>
      )}
    </div>
  );
}

function EarlierSession({ session, nowAt }: { readonly session: PppSessionRow; readonly nowAt: string | null }) {
  const { sessionId, closedAt, uptimeSeconds, endedBy, reasonText, openedAt, firstSeenAt, localIpv4, authentication } = session;
  return (
    <li>
      <p class="earlier-head">
        <b>{closedAt === null ? 'Session' : `Ended ${endedByWords(endedBy)}`}</b>
        <SessionPill session={session} />
        <span class="quiet">
          {formatWhen(openedAt ?? firstSeenAt, nowAt)}
          {closedAt !== null && ` to ${formatWhen(closedAt, nowAt)}`}
        </span>
      </p>
      {reasonText !== null && (
        <p>
          <Captured text={reasonText} limit={TOOLTIP_CHARACTERS} />
        </p>
      )}
      <p class="quiet">
        {uptimeSeconds === null ? 'never had an address' : `up for ${formatDuration(uptimeSeconds)}`}
        {localIpv4 !== null && `, ${localIpv4}`}
        {sessionId !== null && `, session id ${sessionId}`}
        {authentication.result === 'failure' && ', login refused'}
      </p>
    </li>
  );
}

/** A router that looked for a provider and found none. */
function Attempts({ attempts, nowAt }: { readonly attempts: readonly AttemptRow[]; readonly nowAt: string | null }) {
  return (
    <div class="subsection">
      <h3>
        Looked for the provider in vain <span class="panel-note">{formatCount(attempts.length)}</span>
      </h3>
      <ul class="earlier">
        {attempts
          .slice(-MOST_ATTEMPTS)
          .reverse()
          .map((attempt, index) => (
            <li key={`${index} ${attempt.clientMac} ${attempt.firstPadiAt}`}>
              <p>
                <b>{attemptWords(attempt)}</b>{' '}
                <span class="quiet">
                  {formatWhen(attempt.firstPadiAt, nowAt)} to {formatWhen(attempt.lastPadiAt, nowAt)}
                </span>
              </p>
              {attempt.errors.slice(0, 3).map((error, place) => (
                <p key={`${place} ${error.at}`} class="bad">
                  {error.name}: <Captured text={error.text} />
                </p>
              ))}
              <p class="quiet">
                by <span class="code">{attempt.clientMac}</span>
                {attempt.vlanIds.length > 0 && `, VLAN ${attempt.vlanIds.join(' in ')}`}
              </p>
            </li>
          ))}
      </ul>
    </div>
  );
}

function attemptWords({ padiSent, padiUnanswered, padoReceived, padrSent }: AttemptRow): string {
  const asked = `asked ${formatCount(padiSent)} ${padiSent === 1 ? 'time' : 'times'}`;
  if (padoReceived === 0) return `${asked}, ${padiUnanswered === 0 ? 'no answer yet' : 'nobody answered'}`;
  return `${asked}, was offered a session${padrSent > 0 ? ' and did not get it' : ' and did not take it'}`;
}

const STEPS = [
  ['padi', 'PADI', 'the router looks for a provider'],
  ['pado', 'PADO', 'a provider offers itself'],
  ['padr', 'PADR', 'the router asks for a session'],
  ['pads', 'PADS', 'the session is confirmed'],
  ['padt', 'PADT', 'a session is ended'],
] as const;

function Discovery({ counts }: { readonly counts: LineMessage['ppp']['counts'] }) {
  if (STEPS.every(([step]) => counts[step] === 0)) return null;
  return (
    <Fold title="Frames of PPPoE discovery">
      {() => (
        <ol class="discovery">
          {STEPS.map(([step, name, meaning]) => (
            <li key={step} title={`${name}: ${meaning}`}>
              <span>{name}</span>
              <b class={counts[step] === 0 ? 'quiet' : ''}>{formatCount(counts[step])}</b>
            </li>
          ))}
        </ol>
      )}
    </Fold>
  );
}
