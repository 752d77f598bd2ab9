import type { ReadonlySignal, Signal } from '@preact/signals';
import { MachinesPage } from './machines/machines-page.tsx';
import { AccountingPanel } from './panels/accounting.tsx';
import { ApplicationsPanel } from './panels/applications.tsx';
import { Banner } from './panels/banner.tsx';
import { CostsPanel } from './panels/costs.tsx';
import { DocumentTitle } from './panels/document-title.tsx';
import { FindingsPanel } from './panels/findings.tsx';
import { FlowsPanel } from './panels/flows.tsx';
import { Header } from './panels/header.tsx';
import { HostsPanel } from './panels/hosts.tsx';
import { EchoPanel } from './panels/line/echo-panel.tsx';
import { HistoryPanel } from './panels/line/history-panel.tsx';
import { LinePanel } from './panels/line/line-panel.tsx';
import { MachinePage } from './panels/machine/machine-page.tsx';
import { NamesPanel } from './panels/names.tsx';
import { ProtocolsPanel } from './panels/protocols.tsx';
import { QualityPanel } from './panels/quality/quality-panel.tsx';
import { RatePanel } from './panels/rate.tsx';
import { TunnelsPanel } from './panels/tunnels.tsx';
import { VerdictPanel } from './panels/verdict/verdict-panel.tsx';
import type { Page } from './state/page.ts';
import type { ProbeState } from './state/probe-state.ts';
import type { RowNeeds } from './state/row-needs.ts';
import type { Theme } from './theme/theme.ts';

interface AppProps {
  readonly state: ProbeState;
  readonly needs: RowNeeds;
  readonly theme: Signal<Theme>;
  readonly page: ReadonlySignal<Page>;
}

export function App(props: AppProps) {
  const { state, theme, page } = props;
  return (
    <>
      <DocumentTitle state={state} />
      <Header state={state} theme={theme} page={page} />
      <Banner state={state} />
      {page.value === 'line' && <LinePage {...props} />}
      {page.value === 'machine' && <MachinePage {...props} />}
      {page.value === 'machines' && <MachinesPage state={state} />}
    </>
  );
}

function LinePage({ state, needs, theme }: AppProps) {
  return (
    <main class={state.staleSeconds.value === null ? 'page' : 'page page-stale'}>
      <VerdictPanel state={state} />
      <div class="column column-wide">
        <RatePanel state={state} theme={theme} />
        <QualityPanel state={state} />
        <FindingsPanel state={state} />
      </div>
      <div class="column">
        <LinePanel state={state} />
        <EchoPanel state={state} theme={theme} />
        <CostsPanel state={state} />
      </div>
      <HistoryPanel state={state} />
      <ApplicationsPanel state={state} needs={needs} />
      <NamesPanel state={state} needs={needs} />
      <HostsPanel state={state} needs={needs} />
      <FlowsPanel state={state} needs={needs} />
      <ProtocolsPanel state={state} needs={needs} />
      <TunnelsPanel state={state} needs={needs} />
      <AccountingPanel state={state} />
    </main>
  );
}
