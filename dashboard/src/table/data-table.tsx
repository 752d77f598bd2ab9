import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Rows } from '../../../src/api/messages.ts';
import { formatCount } from '../format/units.ts';
import { Empty, Panel } from '../panels/panel.tsx';
import type { RowNeeds } from '../state/row-needs.ts';
import type { Column } from './column.ts';
import { FilterBox } from './filter-box.tsx';
import { SortChoice } from './sort-choice.tsx';
import { nextOrder, type SortOrder } from './sort-rows.ts';
import { TableFoot } from './table-foot.tsx';
import { rowsNeeded, SHOWN_STEPS, viewTable } from './table-view.ts';
import { uniqueKeys } from './unique-keys.ts';

export interface DataTableProps<Row> {
  readonly id: string;
  readonly title: string;
  readonly rows: Rows<Row> | null;
  readonly needs: RowNeeds;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Everything of a row that the filter looks through. */
  readonly textOf: (row: Row) => string;
  readonly filterHint: string;
  /** What there is to say, and do, while the table is empty. */
  readonly empty: ComponentChildren;
  /** The column by which the feed sorts its rows, falling: the first order of the table. The rate unless said. */
  readonly feedColumn?: string;
  /** What else there is to say of the whole table, beside how many rows it has. */
  readonly remark?: string;
}

/** A panel with a table of the live feed: sorted, filtered and lengthened by its reader. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { id, title, rows, needs, columns, feedColumn = 'rate', remark } = props;
  const order = useSignal<SortOrder>({ column: feedColumn, direction: 'descending' });
  const filter = useSignal('');
  const shown = useSignal<number>(SHOWN_STEPS[0]);
  const choice = { order: order.value, filter: filter.value, shown: shown.value, feedColumn };
  const needed = rowsNeeded(choice);
  useEffect(() => needs.need(id, needed), [id, needed]);

  const sortBy = (column: Column<Row>) => {
    order.value = nextOrder(order.value, column.id, column.kind);
  };
  const sortColumn = columns.find((column) => column.id === choice.order.column);
  const view =
    rows === null ? null : viewTable(rows, choice, { sortValueOf: sortColumn?.sortValue ?? (() => null), textOf: props.textOf });
  const isUnused = rows !== null && rows.total === 0 && rows.list.length === 0;
  return (
    <Panel
      id={id}
      title={title}
      note={rows === null ? undefined : [formatCount(rows.total), remark].filter(Boolean).join(', ')}
      tools={!isUnused && <FilterBox id={id} filter={filter} hint={props.filterHint} />}
    >
      {rows === null && <Empty>Nothing heard yet.</Empty>}
      {isUnused && <Empty>{props.empty}</Empty>}
      {rows !== null && view !== null && !isUnused && (
        <>
          <SortChoice id={id} columns={columns} order={order} />
          <HeldHeight rows={view.rows.length} most={choice.shown} reset={`${choice.shown} ${choice.filter}`}>
            <table class="table">
              <Head columns={columns} order={choice.order} onSort={sortBy} />
              <Body {...props} shownRows={view.rows} />
            </table>
            {view.matching === 0 && <Empty>No row contains “{filter.value.trim().slice(0, 60)}”.</Empty>}
          </HeldHeight>
          <TableFoot rows={rows} view={view} shown={shown} />
        </>
      )}
    </Panel>
  );
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly order: SortOrder;
  readonly onSort: (column: Column<Row>) => void;
}

function Head<Row>({ columns, order, onSort }: HeadProps<Row>) {
  return (
    <>
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              class={`cell-${column.kind}`}
              aria-sort={column.id === order.column ? order.direction : 'none'}
            >
              <button type="button" class="sort" title={column.hint} onClick={() => onSort(column)}>
                {column.title}
                <span class="sort-arrow" aria-hidden="true" />
              </button>
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

function Body<Row>({ columns, keyOf, shownRows }: DataTableProps<Row> & { readonly shownRows: readonly Row[] }) {
  const keys = useMemo(() => uniqueKeys(shownRows, keyOf), [shownRows, keyOf]);
  return (
    <tbody>
      {shownRows.map((row, index) => (
        <tr key={keys[index]}>
          {columns.map((column) => (
            <td key={column.id} class={`cell-${column.kind} narrow-${column.narrow ?? 'half'}`} data-label={column.title}>
              {column.cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

interface HeldHeightProps {
  readonly rows: number;
  readonly most: number;
  /** When this changes the reader asked for another view, and the height may follow. */
  readonly reset: string;
  readonly children: ComponentChildren;
}

/** Keeps the height of the most rows there were, so that a row that goes does not move the page below. */
function HeldHeight({ rows, most, reset, children }: HeldHeightProps) {
  const held = useRef({ rows: 0, reset });
  if (held.current.reset !== reset) held.current = { rows: 0, reset };
  held.current.rows = Math.min(most, Math.max(held.current.rows, rows));
  return (
    <div class="held" style={{ '--held-rows': String(held.current.rows) }}>
      {children}
    </div>
  );
}
