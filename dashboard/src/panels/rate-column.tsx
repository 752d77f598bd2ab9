import { type ShareBasis, shareBasis, shareOf } from '../format/share.ts';
import { formatBitRate } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { Column } from '../table/column.ts';
import { ShareBar } from './share-bar.tsx';

interface Measured {
  readonly wireBytes: number;
  readonly bytesPerSecond: number;
}

export function currentShareBasis(state: ProbeState): ShareBasis {
  const status = state.shown.status.value;
  return shareBasis(status?.source.condition ?? null, status?.accounting ?? null, state.shown.protocols.value);
}

/** The column every table is sorted by at first; with a basis, the row's share of it stands below as a bar. */
export function rateColumn<Row extends Measured>(basis: ShareBasis | null): Column<Row> {
  return {
    id: 'rate',
    title: 'Rate',
    hint: `Mean of the last seconds${basis === null ? '' : basis.of === 'rate' ? '; the bar: share of the line’s rate' : '; the bar: share of all bytes'}`,
    kind: 'number',
    width: basis === null ? '7rem' : '7.3rem',
    ...(basis === null ? {} : { narrow: 'whole' }),
    sortValue: (row) => row.bytesPerSecond,
    cell: (row) => (
      <span class="rate-cell">
        <b class="strong">{formatBitRate(row.bytesPerSecond)}</b>
        {basis !== null && <ShareBar share={shareOf(row, basis)} />}
      </span>
    ),
  };
}
