import type { LineMessage, PppSessionRow } from '../../../../src/api/messages.ts';
import { endedByWords, loginWords, sessionStateWord } from '../../format/line-words.ts';
import { formatDuration, formatWhen, secondsBetween } from '../../format/time.ts';
import { formatCount } from '../../format/units.ts';
import { trafficOf } from '../../state/line-view.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../../text/visible-text.ts';
import { Fact, Facts } from '../facts.tsx';
import { Fold } from '../fold.tsx';
import { BothWays } from '../rate-column.tsx';
import { Phases } from './phases.tsx';

interface CurrentSessionProps {
  readonly session: PppSessionRow;
  readonly line: LineMessage;
  readonly nowAt: string | null;
}

/** The session that carries the line now, or the one that did. */
export function CurrentSession({ session, line, nowAt }: CurrentSessionProps) {
  const { reconnects } = line.ppp;
  const prefixes = line.home.prefixes.map(({ prefix }) => prefix);
  return (
    <article class="session">
      <div class="session-head">
        <h3>PPPoE session</h3>
        <SessionPill session={session} />
      </div>
      <Facts>
        <Uptime session={session} nowAt={nowAt} />
        {session.reasonText !== null && <Ended session={session} nowAt={nowAt} />}
        <Traffic session={session} line={line} />
        <Fact name="IPv4 address">
          <Address address={session.localIpv4} />
          {session.ipcpFailure !== null && (
            <span class="bad session-name">
              <Captured text={session.ipcpFailure} />
            </span>
          )}
        </Fact>
        {(session.ipv6 !== null || prefixes.length > 0) && (
          <Fact name="IPv6">
            {prefixes.length === 0 ? (
              <span class="quiet">no network for the home seen, only the link</span>
            ) : (
              <span class="code">{prefixes.slice(0, 2).join(', ')}</span>
            )}
          </Fact>
        )}
        <Fact name="Login" hint="How the router proved who it is. The probe keeps no names and no passwords.">
          {loginWords(session.authentication)}
          {session.authentication.message !== null && session.authentication.message !== '' && (
            <span class="quiet session-name">
              <Captured text={session.authentication.message} />
            </span>
          )}
        </Fact>
        <Fact name="Reconnects" hint="How often a session followed an earlier one since the probe was started">
          {reconnects === 0 ? 'none since the probe started' : formatCount(reconnects)}
        </Fact>
      </Facts>
      <Phases session={session} />
      <Fold title="More of this session">{() => <Details session={session} />}</Fold>
    </article>
  );
}

export function SessionPill({ session }: { readonly session: PppSessionRow }) {
  const { state, closedAt } = session;
  const kind = closedAt !== null ? 'bad' : state === 'up' ? 'good' : 'warn';
  const mark = { good: '●', warn: '◐', bad: '✕' }[kind];
  return (
    <span class={`pill pill-${kind}`}>
      <span aria-hidden="true">{mark}</span> {closedAt !== null ? 'Closed' : sessionStateWord(state)}
    </span>
  );
}

function Uptime({ session, nowAt }: { readonly session: PppSessionRow; readonly nowAt: string | null }) {
  const { uptimeSeconds, ipUpAt, openedAt, firstSeenAt, closedAt } = session;
  const isOlder = openedAt === null;
  const since = ipUpAt ?? openedAt ?? firstSeenAt;
  const seconds = uptimeSeconds ?? secondsBetween(since, closedAt ?? nowAt);
  const name = ipUpAt === null && uptimeSeconds === null ? 'Since' : closedAt === null ? 'Up for' : 'Was up';
  return (
    <Fact name={name}>
      <b class="strong">
        {isOlder && 'at least '}
        {seconds === null ? '–' : formatDuration(seconds)}
      </b>{' '}
      <span class="quiet">
        {isOlder ? 'it is older than what was seen, ' : ''}
        {closedAt === null ? 'since ' : 'from '}
        {formatWhen(since, nowAt)}
      </span>
    </Fact>
  );
}

export function Ended({ session, nowAt }: { readonly session: PppSessionRow; readonly nowAt: string | null }) {
  return (
    <Fact name="Ended">
      {formatWhen(session.closedAt, nowAt)}, {endedByWords(session.endedBy)}
      <span class="session-name">
        <Captured text={session.reasonText ?? ''} limit={TOOLTIP_CHARACTERS} />
      </span>
    </Fact>
  );
}

function Traffic({ session, line }: { readonly session: PppSessionRow; readonly line: LineMessage }) {
  const row = session.closedAt === null ? trafficOf(session, line) : null;
  if (row === null) return null;
  return (
    <Fact name="Rate">
      <BothWays row={row} />
    </Fact>
  );
}

function Address({ address }: { readonly address: string | null }) {
  return address === null ? <span class="quiet">not seen</span> : <span class="code">{address}</span>;
}

function Details({ session }: { readonly session: PppSessionRow }) {
  const { clientMac, clientVendor, concentratorMac, concentratorVendor } = session;
  const { sessionId, acName, serviceName, remoteIpv4, dns, mru, peerMru, maxPayload, ipv6, ignoredFrames } = session;
  return (
    <Facts>
      <Fact name="Session id">
        {sessionId ?? '–'} <span class="quiet">{sessionId !== null && `0x${sessionId.toString(16).padStart(4, '0')}`}</span>
      </Fact>
      <Fact name="Concentrator" hint="The provider's end of the session">
        {acName === null ? <span class="quiet">did not tell its name</span> : <Captured text={acName} />}
        <Device mac={concentratorMac} vendor={concentratorVendor} />
      </Fact>
      {clientMac !== null && (
        <Fact name="Client" hint="The home's end of the session">
          <Device mac={clientMac} vendor={clientVendor} />
        </Fact>
      )}
      {serviceName !== null && serviceName !== '' && (
        <Fact name="Service">
          <Captured text={serviceName} />
        </Fact>
      )}
      <Fact name="Provider’s address">
        <Address address={remoteIpv4} />
      </Fact>
      <Fact name="Name servers" hint="As the provider told the router">
        {dns.length === 0 ? <span class="quiet">none told</span> : <span class="code">{dns.slice(0, 4).join(', ')}</span>}
      </Fact>
      {ipv6 !== null && (
        <Fact name="IPv6 link">
          <span class="code">{[ipv6.localLinkLocal, ipv6.remoteLinkLocal].filter((each) => each !== null).join(' ↔ ')}</span>
        </Fact>
      )}
      <Fact name="Largest packets" hint="MRU: what each end can receive, as the other acknowledged">
        {mruText(mru)} down, {mruText(peerMru)} up
        {maxPayload.asked !== null && (
          <span class="quiet">
            {' '}
            asked for {maxPayload.asked}, {maxPayload.granted === null ? 'not granted' : `granted ${maxPayload.granted}`}
          </span>
        )}
      </Fact>
      {!session.rolesKnown && <Fact name="Ends">which end is the router is not known</Fact>}
      {session.rolesInferred && <Fact name="Ends">who is who was inferred, the session is older than the capture</Fact>}
      {ignoredFrames > 0 && (
        <Fact name="Not believed" hint="Frames from or to somebody else, or that answered nothing">
          {formatCount(ignoredFrames)} frames
        </Fact>
      )}
    </Facts>
  );
}

/** A MAC address and who made what has it. */
function Device({ mac, vendor }: { readonly mac: string | null; readonly vendor: string | null }) {
  if (mac === null) return null;
  return (
    <span class="session-name">
      <span class="code">{mac}</span>{' '}
      {vendor !== null && (
        <span class="quiet">
          <Captured text={vendor} />
        </span>
      )}
    </span>
  );
}

function mruText(mru: number | null): string {
  return mru === null ? 'not agreed on' : `${mru} bytes`;
}
