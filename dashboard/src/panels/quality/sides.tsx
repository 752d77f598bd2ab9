import type { ComponentChildren } from 'preact';
import type { Distribution, SideSummary } from '../../../../src/api/messages.ts';
import { formatMicros } from '../../format/time.ts';
import { formatCount, formatShare } from '../../format/units.ts';
import { SIDE_ROWS, type Side } from './side-rows.ts';

interface SidesProps {
  readonly line: SideSummary;
  readonly home: SideSummary;
}

/** The same figures for both sides, beside each other. */
export function Sides({ line, home }: SidesProps) {
  return (
    <table class="sides">
      <thead>
        <tr>
          <td />
          <th scope="col">
            Line side <span class="quiet">to the provider and beyond</span>
          </th>
          <th scope="col">
            Home side <span class="quiet">router, Wi-Fi, devices</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {SIDE_ROWS.map(({ id, name, hint }) => (
          <tr key={id}>
            <th scope="row" title={hint}>
              {name}
            </th>
            <td>{cellOf(id, line)}</td>
            <td>{cellOf(id, home)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellOf(id: Side, side: SideSummary): ComponentChildren {
  switch (id) {
    case 'handshake':
    case 'roundTrip':
      return <Times times={side[id]} />;
    case 'losses':
      return (
        <Cell isBad={(side.lossShare ?? 0) >= 0.01} note={`${formatCount(side.losses)} segments`}>
          {side.lossShare === null ? '–' : formatShare(side.lossShare)}
        </Cell>
      );
    case 'unanswered':
      return (
        <Cell isBad={side.syns > 4 && side.unansweredSyns > side.syns / 5} note={`of ${formatCount(side.syns)}`}>
          {side.syns === 0 ? '–' : formatCount(side.unansweredSyns)}
        </Cell>
      );
    case 'resets':
    case 'zeroWindows':
      return <Cell>{formatCount(side[id])}</Cell>;
  }
}

function Times({ times }: { readonly times: Distribution }) {
  if (times.count === 0) return <Cell note="none seen">–</Cell>;
  return <Cell note={`95 % within ${formatMicros(times.p95Micros)}`}>{formatMicros(times.medianMicros)}</Cell>;
}

interface CellProps {
  readonly isBad?: boolean;
  readonly note?: string;
  readonly children: ComponentChildren;
}

function Cell({ isBad = false, note, children }: CellProps) {
  return (
    <>
      <b class={isBad ? 'bad' : ''}>
        {isBad && <span aria-hidden="true">▲ </span>}
        {children}
      </b>
      {note !== undefined && <span class="quiet"> {note}</span>}
    </>
  );
}
