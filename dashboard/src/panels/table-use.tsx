import type { TableUse } from '../../../src/api/messages.ts';
import { formatCount } from '../format/units.ts';
import { Captured } from '../text/captured.tsx';

/** The probe's names of its tables, for people. A new table is shown under its own name. */
const NAMES: Readonly<Record<string, string>> = {
  pppoeSessions: 'PPPoE sessions',
  vlans: 'VLANs',
  stacks: 'protocols',
  unknown: 'unknown identifiers',
};

export function TableUseList({ tables }: { readonly tables: readonly TableUse[] }) {
  return (
    <div>
      <h3>Room in the tables</h3>
      {tables.length === 0 ? (
        <p class="quiet">Not known.</p>
      ) : (
        <ul class="lines">
          {tables.map((table) => (
            <TableUseLine key={table.name} table={table} />
          ))}
        </ul>
      )}
    </div>
  );
}

function TableUseLine({ table }: { readonly table: TableUse }) {
  const { name, rows, capacity, evicted } = table;
  const used = capacity > 0 ? Math.min(1, rows / capacity) : 0;
  return (
    <li
      class="table-use"
      title={`${formatCount(rows)} of ${formatCount(capacity)} rows; ${formatCount(evicted)} evicted since the start`}
    >
      <span class="clip">
        <Captured text={NAMES[name] ?? name} />
      </span>
      <span class="share-track" aria-hidden="true">
        <span class={evicted > 0 ? 'share-fill share-fill-warn' : 'share-fill'} style={{ width: `${used * 100}%` }} />
      </span>
      <span class="quiet">
        {formatCount(rows)} / {formatCount(capacity)}
        {evicted > 0 && <b class="warn"> {formatCount(evicted)} evicted</b>}
      </span>
    </li>
  );
}
