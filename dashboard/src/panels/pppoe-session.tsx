import type { PppoeSessionRow } from '../../../src/api/messages.ts';
import { formatDuration, formatMoment, secondsBetween } from '../format/time.ts';
import { formatBitRate, formatBytes } from '../format/units.ts';
import { Captured } from '../text/captured.tsx';

interface PppoeSessionProps {
  readonly session: PppoeSessionRow;
  readonly windowEndAt: string | null;
}

export function PppoeSession({ session, windowEndAt }: PppoeSessionProps) {
  const isOpen = session.closedAt === null;
  const since = session.openedAt ?? session.firstSeenAt;
  const age = secondsBetween(since, isOpen ? windowEndAt : session.closedAt);
  const quietFor = secondsBetween(session.lastSeenAt, windowEndAt);
  return (
    <li class="session">
      <div class="session-head">
        <b>
          PPPoE session {session.sessionId} <span class="quiet">0x{session.sessionId.toString(16).padStart(4, '0')}</span>
        </b>
        <span class={isOpen ? 'pill pill-good' : 'pill pill-bad'}>{isOpen ? '● open' : '✕ closed'}</span>
      </div>
      <dl class="facts">
        {isOpen && (
          <Fact name="Rate">
            <b class="strong">{formatBitRate(session.bytesPerSecond)}</b>{' '}
            <span class="quiet">{formatBytes(session.wireBytes)} in all</span>
          </Fact>
        )}
        <Fact name={session.openedAt === null ? 'Seen since' : 'Open since'}>
          {formatMoment(since)} <span class="quiet">{age === null ? '' : formatDuration(age)}</span>
        </Fact>
        {isOpen ? (
          <Fact name="Last seen">{quietFor === null ? '–' : quietFor < 2 ? 'now' : `${formatDuration(quietFor)} ago`}</Fact>
        ) : (
          <Fact name="Closed">
            {formatMoment(session.closedAt)} {session.closeReason !== null && <Captured text={session.closeReason} />}
          </Fact>
        )}
        <Fact name={session.rolesKnown ? 'Client' : 'One end'}>
          <Mac mac={session.clientMac} />
        </Fact>
        <Fact name={session.rolesKnown ? 'Concentrator' : 'Other end'}>
          <Mac mac={session.concentratorMac} />
          {session.concentratorName !== null && (
            <span class="quiet session-name">
              <Captured text={session.concentratorName} />
            </span>
          )}
        </Fact>
      </dl>
      {!session.rolesKnown && (
        <p class="quiet">Which end is the client is not known: the session was open before the probe was.</p>
      )}
    </li>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Mac({ mac }: { readonly mac: string | null }) {
  return mac === null ? <span class="quiet">not known</span> : <span class="code">{mac}</span>;
}
