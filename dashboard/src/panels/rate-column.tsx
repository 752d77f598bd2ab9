import type { Volume } from '../../../src/api/messages.ts';
import { type ShareBasis, shareBasis, shareOf } from '../format/share.ts';
import { formatBitRate, formatBytes } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import type { Column } from '../table/column.ts';
import { ShareBar } from './share-bar.tsx';

interface Measured {
  readonly wireBytes: number;
  readonly bytesPerSecond: number;
}

interface MeasuredByWay extends Measured {
  readonly down: Volume;
  readonly up: Volume;
}

export function currentShareBasis(state: ProbeState): ShareBasis {
  const status = state.shown.status.value;
  return shareBasis(status?.source.condition ?? null, status?.accounting ?? null, state.shown.protocols.value);
}

/** The column every table is sorted by at first; the row's share of the basis stands below as a bar. */
export function rateColumn<Row extends Measured>(basis: ShareBasis): Column<Row> {
  return {
    id: 'rate',
    title: 'Rate',
    hint: `Both ways together, mean of the last seconds; the bar: share of ${basis.of === 'rate' ? 'the line’s rate' : 'all bytes'}`,
    kind: 'number',
    width: '7.3rem',
    narrow: 'whole',
    sortValue: (row) => row.bytesPerSecond,
    cell: (row) => (
      <span class="rate-cell">
        <b class="strong">{formatBitRate(row.bytesPerSecond)}</b>
        <ShareBar share={shareOf(row, basis)} />
      </span>
    ),
  };
}

/** The same where there is no room for more: down and up in one cell, sorted by both together. */
export function bothWaysColumn<Row extends MeasuredByWay>(): Column<Row> {
  return {
    id: 'rate',
    title: 'Rate',
    hint: 'Down and up, mean of the last seconds; sorted by both together',
    kind: 'number',
    width: '7.2rem',
    narrow: 'whole',
    sortValue: (row) => row.bytesPerSecond,
    cell: (row) => <BothWays row={row} />,
  };
}

/** Rate and bytes of one way, each a column of its own. */
export function wayColumns<Row extends MeasuredByWay>(whose: string): readonly Column<Row>[] {
  return (['down', 'up'] as const).map((way) => ({
    id: way,
    title: way === 'down' ? 'Down' : 'Up',
    hint: `What ${way === 'down' ? 'comes down' : 'goes up'} the line ${whose}: rate, and bytes since the start`,
    kind: 'number',
    width: '6.3rem',
    sortValue: (row) => row[way].bytesPerSecond,
    cell: (row) => (
      <span class="two-lines">
        <span>{formatBitRate(row[way].bytesPerSecond)}</span>
        <span class="quiet">{formatBytes(row[way].wireBytes)}</span>
      </span>
    ),
  }));
}

/** Down and up with their arrows; the sum where the way is not known. */
export function BothWays({ row }: { readonly row: MeasuredByWay }) {
  const { down, up, wireBytes } = row;
  if (down.wireBytes + up.wireBytes === 0 && wireBytes > 0) {
    return (
      <span class="both-ways" title="Down and up could not be told apart">
        <span>{formatBitRate(row.bytesPerSecond)}</span>
        <span class="quiet">way not known</span>
      </span>
    );
  }
  return (
    <span class="both-ways">
      <Way arrow="↓" name="down" bytesPerSecond={down.bytesPerSecond} />
      <Way arrow="↑" name="up" bytesPerSecond={up.bytesPerSecond} />
    </span>
  );
}

interface WayProps {
  readonly arrow: string;
  readonly name: string;
  readonly bytesPerSecond: number;
}

function Way({ arrow, name, bytesPerSecond }: WayProps) {
  return (
    <span class={`way way-${name}`}>
      <span class="way-arrow" aria-hidden="true">
        {arrow}
      </span>
      <span class="unseen">{name} </span>
      {formatBitRate(bytesPerSecond)}
    </span>
  );
}
