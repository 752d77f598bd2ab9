import { formatCount } from '../format/units.ts';
import { Empty, Panel } from '../panels/panel.tsx';
import type { ProbeState } from '../state/probe-state.ts';
import { Captured } from '../text/captured.tsx';
import { MachineCard } from './machine-card.tsx';

/** The other probes that the configuration names, a card each. */
export function MachinesPage({ state }: { readonly state: ProbeState }) {
  const { machines, trouble } = state.machine;
  const rows = machines.value;
  return (
    <main class="page">
      <Panel id="machines" title="Machines" note={rows === null || rows.length === 0 ? undefined : formatCount(rows.length)}>
        {rows === null && <Empty>{trouble.value === null ? 'Nothing heard yet.' : <Captured text={trouble.value} />}</Empty>}
        {rows?.length === 0 && (
          <Empty>
            No other probe is named. List them in the configuration of this one, under <span class="code">system.machines</span>,
            each with the address of its dashboard.
          </Empty>
        )}
        {rows !== null && rows.length > 0 && (
          <ul class="machine-cards">
            {rows.map((row) => (
              <li key={row.url}>
                <MachineCard row={row} now={Date.now()} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </main>
  );
}
