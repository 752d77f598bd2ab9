import type { LineMessage } from '../../../../src/api/messages.ts';
import { lineDetailWords, lineKindWords } from '../../format/line-words.ts';
import { formatBytes, formatCount } from '../../format/units.ts';
import { currentSession, isLineKnown } from '../../state/line-view.ts';
import type { ProbeState } from '../../state/probe-state.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../../text/visible-text.ts';
import { Fold } from '../fold.tsx';
import { Empty, Panel } from '../panel.tsx';
import { BothWays } from '../rate-column.tsx';
import { Ends } from './ends.tsx';
import { Leases } from './leases.tsx';
import { CurrentSession } from './session.tsx';

/** What kind of line it is, what is at its ends, and how it is up. */
export function LinePanel({ state }: { readonly state: ProbeState }) {
  const line = state.shown.line.value;
  return (
    <Panel id="line" title="Your line">
      {line === null ? (
        <Empty>Nothing heard yet.</Empty>
      ) : (
        <>
          {isLineKnown(line) ? <Known line={line} nowAt={state.windowEndAt.value} /> : <Unknown />}
          <Vlans vlans={line.vlans} />
        </>
      )}
    </Panel>
  );
}

function Unknown() {
  return (
    <Empty>
      Nothing of the line is known yet: neither a PPPoE session nor DHCP was seen. If that stays so while the line is in use, the
      mirror shows another port than the one between router and modem.
    </Empty>
  );
}

function Known({ line, nowAt }: { readonly line: LineMessage; readonly nowAt: string | null }) {
  const session = currentSession(line.ppp.sessions);
  const kind = line.home.line;
  return (
    <>
      <p class="line-kind">
        {lineKindWords(kind)}.{' '}
        <span class="quiet">
          <Captured text={lineDetailWords(kind)} limit={TOOLTIP_CHARACTERS} />
        </span>
      </p>
      <Ends home={line.home} session={session} />
      {session !== null && <CurrentSession session={session} line={line} nowAt={nowAt} />}
      <Leases line={line} isOnlyAccess={session === null} nowAt={nowAt} />
    </>
  );
}

const MOST_VLANS = 12;

function Vlans({ vlans }: { readonly vlans: LineMessage['vlans'] }) {
  if (vlans.total === 0 && vlans.list.length === 0) return null;
  return (
    <Fold title="VLANs" note={formatCount(vlans.total)}>
      {() => (
        <>
          <ul class="vlans">
            {vlans.list.slice(0, MOST_VLANS).map((vlan) => (
              <li key={vlan.id}>
                <b class="strong">{vlan.id}</b>
                <BothWays row={vlan} />
                <span class="quiet">{formatBytes(vlan.wireBytes)}</span>
              </li>
            ))}
          </ul>
          {vlans.total > MOST_VLANS && <p class="quiet">and {formatCount(vlans.total - MOST_VLANS)} more</p>}
          {vlans.other.frames > 0 && (
            <p class="quiet">
              Other: {formatCount(vlans.other.frames)} frames, {formatBytes(vlans.other.wireBytes)}
            </p>
          )}
        </>
      )}
    </Fold>
  );
}
