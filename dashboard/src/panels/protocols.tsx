import type { ProtocolRow } from '../../../src/api/messages.ts';
import { type ShareBasis, shareOf } from '../format/share.ts';
import { stackSteps } from '../format/stack.ts';
import { formatBytes, formatCount } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { RowNeeds } from '../state/row-needs.ts';
import type { Column } from '../table/column.ts';
import { DataTable } from '../table/data-table.tsx';
import { Captured } from '../text/captured.tsx';
import { visibleText } from '../text/visible-text.ts';
import { bothWaysColumn, currentShareBasis } from './rate-column.tsx';
import { ShareBar } from './share-bar.tsx';

export function ProtocolsPanel({ state, needs }: { readonly state: ProbeState; readonly needs: RowNeeds }) {
  return (
    <DataTable
      id="protocols"
      title="Protocols"
      rows={state.shown.protocols.value}
      needs={needs}
      columns={[STACK, bothWaysColumn<ProtocolRow>(), bytesColumn(currentShareBasis(state))]}
      keyOf={(row) => row.stack}
      textOf={(row) => row.stack.replaceAll('/', ' ')}
      filterHint="Protocols, in any order"
      empty="No frame decoded yet. Every frame is counted under the protocols it is wrapped in, outermost first."
    />
  );
}

const STACK: Column<ProtocolRow> = {
  id: 'stack',
  title: 'Encapsulation',
  hint: 'Outermost first',
  kind: 'text',
  width: 'auto',
  narrow: 'whole',
  sortValue: (row) => row.stack,
  cell: (row) => <Stack stack={row.stack} />,
};

function bytesColumn(basis: ShareBasis): Column<ProtocolRow> {
  return {
    id: 'bytes',
    title: 'Bytes',
    hint: `Since the start; the bar: share of ${basis.of === 'rate' ? 'the line’s rate' : 'all bytes'}`,
    kind: 'number',
    width: '6.4rem',
    narrow: 'whole',
    sortValue: (row) => row.wireBytes,
    cell: (row) => (
      <span class="rate-cell" title={`${formatCount(row.frames)} frames`}>
        <span>{formatBytes(row.wireBytes)}</span>
        <ShareBar share={shareOf(row, basis)} />
      </span>
    ),
  };
}

function Stack({ stack }: { readonly stack: string }) {
  const steps = stackSteps(stack);
  return (
    <span class="stack" title={visibleText(stack, 500)}>
      {steps.map((step, index) => (
        // A layer can stand on a stack more than once; its place tells them apart.
        <span key={`${index} ${step.name}`} class={`layer layer-${step.kind}`}>
          <Captured text={step.name} />
        </span>
      ))}
    </span>
  );
}
