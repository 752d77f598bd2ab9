import { useSignal } from '@preact/signals';
import type { DiscoveryCounts, LineMessage, VlanRow } from '../../../src/api/messages.ts';
import { formatBitRate, formatBytes, formatCount } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import { Empty, Panel } from './panel.tsx';
import { PppoeSession } from './pppoe-session.tsx';

const FEW_SESSIONS = 2;
const MOST_SESSIONS = 50;
const MOST_VLANS = 12;

/** What is known of the access line itself. */
export function LinePanel({ state }: { readonly state: ProbeState }) {
  const line = state.shown.line.value;
  return (
    <Panel id="line" title="Access line">
      {line === null ? (
        <Empty>Nothing heard yet.</Empty>
      ) : (
        <>
          <Sessions line={line} windowEndAt={state.windowEndAt.value} />
          <Discovery discovery={line.discovery} />
          <Vlans vlans={line.vlans} />
        </>
      )}
    </Panel>
  );
}

function Sessions({ line, windowEndAt }: { readonly line: LineMessage; readonly windowEndAt: string | null }) {
  const shown = useSignal(FEW_SESSIONS);
  const { list, total } = line.sessions;
  if (total === 0 && list.length === 0) {
    return (
      <Empty>
        No PPPoE session seen yet. Either this line has none, or the mirror shows another port than the one between router and
        modem.
      </Empty>
    );
  }
  return (
    <>
      <ul class="sessions">
        {list.slice(0, shown.value).map((session) => (
          <PppoeSession
            key={`${session.sessionId} ${session.clientMac} ${session.concentratorMac} ${session.firstSeenAt}`}
            session={session}
            windowEndAt={windowEndAt}
          />
        ))}
      </ul>
      {(total > FEW_SESSIONS || list.length > FEW_SESSIONS) && (
        <div class="table-foot">
          <span>
            {formatCount(Math.min(shown.value, list.length))} of {formatCount(total)} sessions
          </span>
          <button
            type="button"
            class="button"
            onClick={() => {
              shown.value = shown.value === FEW_SESSIONS ? MOST_SESSIONS : FEW_SESSIONS;
            }}
          >
            {shown.value === FEW_SESSIONS ? 'Show more' : 'Show fewer'}
          </button>
        </div>
      )}
    </>
  );
}

const DISCOVERY_STEPS = [
  ['padi', 'PADI', 'the client looks for a concentrator'],
  ['pado', 'PADO', 'a concentrator offers itself'],
  ['padr', 'PADR', 'the client asks for a session'],
  ['pads', 'PADS', 'the session is confirmed'],
  ['padt', 'PADT', 'a session is ended'],
] as const;

function Discovery({ discovery }: { readonly discovery: DiscoveryCounts }) {
  return (
    <div class="subsection">
      <h3>PPPoE discovery</h3>
      <ol class="discovery">
        {DISCOVERY_STEPS.map(([step, name, meaning]) => (
          <li key={step} title={`${name}: ${meaning}`}>
            <span>{name}</span>
            <b class={discovery[step] === 0 ? 'quiet' : ''}>{formatCount(discovery[step])}</b>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Vlans({ vlans }: { readonly vlans: LineMessage['vlans'] }) {
  return (
    <div class="subsection">
      <h3>
        VLANs <span class="panel-note">{formatCount(vlans.total)}</span>
      </h3>
      {vlans.list.length === 0 ? (
        <Empty>No VLAN tags seen. Some switches remove them on the mirror port.</Empty>
      ) : (
        <ul class="vlans">
          {vlans.list.slice(0, MOST_VLANS).map((vlan) => (
            <Vlan key={vlan.id} vlan={vlan} />
          ))}
        </ul>
      )}
      {vlans.total > MOST_VLANS && <p class="quiet">and {formatCount(vlans.total - MOST_VLANS)} more</p>}
      {vlans.other.frames > 0 && (
        <p class="quiet">
          Other: {formatCount(vlans.other.frames)} frames, {formatBytes(vlans.other.wireBytes)}
        </p>
      )}
    </div>
  );
}

function Vlan({ vlan }: { readonly vlan: VlanRow }) {
  return (
    <li>
      <b class="strong">{vlan.id}</b>
      <span>{formatBitRate(vlan.bytesPerSecond)}</span>
      <span class="quiet">{formatBytes(vlan.wireBytes)}</span>
    </li>
  );
}
