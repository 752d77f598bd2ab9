import type { ProbeState } from '../../state/probe-state.ts';
import { Fold } from '../fold.tsx';
import { Empty, Panel } from '../panel.tsx';
import { Bufferbloat } from './bufferbloat.tsx';
import { FarEnds } from './far-ends.tsx';
import { NameServers } from './name-servers.tsx';
import { SIDE_ROWS } from './side-rows.ts';
import { Sides } from './sides.tsx';

function Meanings() {
  return (
    <dl class="meanings">
      {SIDE_ROWS.map(({ id, name, hint }) => (
        <div key={id}>
          <dt>{name}</dt>
          <dd class="quiet">{hint}.</dd>
        </div>
      ))}
    </dl>
  );
}

/** How well connections fare on either side of the probe: what tells the home's fault from the line's. */
export function QualityPanel({ state }: { readonly state: ProbeState }) {
  const line = state.shown.line.value;
  if (line === null) return null;
  const { sides, farEnds, dns } = line.quality;
  const isEmpty = [sides.line, sides.home].every(
    ({ handshake, roundTrip, syns }) => handshake.count + roundTrip.count + syns === 0,
  );
  return (
    <Panel id="quality" title="Line or home?" note="connections, split where the probe listens">
      {isEmpty ? (
        <Empty>No connection measured yet. The first ones opened or answered will be.</Empty>
      ) : (
        <>
          <Sides line={sides.line} home={sides.home} />
          <Fold title="What these mean">{() => <Meanings />}</Fold>
        </>
      )}
      <Bufferbloat rows={line.verdict.bufferbloat} />
      <NameServers dns={dns} />
      <FarEnds farEnds={farEnds} />
    </Panel>
  );
}
