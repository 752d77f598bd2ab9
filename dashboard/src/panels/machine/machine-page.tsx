import type { Signal } from '@preact/signals';
import type { ProbeState } from '../../state/probe-state.ts';
import type { RowNeeds } from '../../state/row-needs.ts';
import { Captured } from '../../text/captured.tsx';
import type { Theme } from '../../theme/theme.ts';
import { Empty, Panel } from '../panel.tsx';
import { ConnectionsPanel } from './connections-panel.tsx';
import { ContainersPanel } from './containers-panel.tsx';
import { CostPanel } from './cost-panel.tsx';
import { CpuPanel } from './cpu-panel.tsx';
import { DisksPanel } from './disks-panel.tsx';
import { EventsPanel } from './events-panel.tsx';
import { FileSystemsPanel } from './file-systems-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { MemoryPanel } from './memory-panel.tsx';
import { NetworkPanel } from './network-panel.tsx';
import { PowerPanel } from './power-panel.tsx';
import { ProcessesPanel } from './processes-panel.tsx';
import { QuickLook } from './quick-look.tsx';
import { SensorsPanel } from './sensors-panel.tsx';

interface MachinePageProps {
  readonly state: ProbeState;
  readonly needs: RowNeeds;
  readonly theme: Signal<Theme>;
}

/** The machine that the probe runs on. */
export function MachinePage({ state, needs, theme }: MachinePageProps) {
  const { machine } = state;
  const system = machine.system.value;
  if (system === null) return <Waiting trouble={machine.trouble.value} />;
  return (
    <main class={machine.staleSeconds.value === null ? 'page' : 'page page-stale'}>
      <QuickLook system={system} />
      <EventsPanel events={machine.events.value} nowAt={system.takenAt} />
      <HistoryPanel points={machine.points.value} theme={theme} />
      <div class="column column-wide">
        <CpuPanel system={system} />
        <NetworkPanel system={system} />
        <DisksPanel system={system} />
        <FileSystemsPanel system={system} />
      </div>
      <div class="column">
        <MemoryPanel system={system} />
        <SensorsPanel system={system} />
        <PowerPanel system={system} />
        <ConnectionsPanel system={system} />
        <CostPanel system={system} />
      </div>
      <ProcessesPanel system={system} needs={needs} />
      <ContainersPanel system={system} />
    </main>
  );
}

function Waiting({ trouble }: { readonly trouble: string | null }) {
  return (
    <main class="page">
      <Panel id="machine-waiting" title="This machine">
        <Empty>{trouble === null ? 'Nothing heard yet.' : <Captured text={trouble} />}</Empty>
      </Panel>
    </main>
  );
}
