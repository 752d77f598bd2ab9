import type { Signal } from '@preact/signals';
import type { Rows } from '../../../src/api/messages.ts';
import { formatBytes, formatCount } from '../format/units.ts';
import { nextShown, SHOWN_STEPS, type TableView } from './table-view.ts';

interface TableFootProps<Row> {
  readonly rows: Rows<Row>;
  readonly view: TableView<Row>;
  readonly shown: Signal<number>;
}

export function TableFoot<Row>({ rows, view, shown }: TableFootProps<Row>) {
  const more = nextShown(shown.value);
  const hasMore = view.rows.length < view.matching || (rows.list.length < rows.total && shown.value < more);
  return (
    <div class="table-foot">
      <span>
        {formatCount(view.rows.length)} of {formatCount(rows.total)} shown
        {view.isPartial && `, found among the first ${formatCount(rows.list.length)}`}
      </span>
      {(rows.other.frames > 0 || rows.other.rows > 0) && <OtherRow other={rows.other} />}
      <span class="table-foot-buttons">
        {hasMore && more > shown.value && (
          <button
            type="button"
            class="button"
            onClick={() => {
              shown.value = more;
            }}
          >
            Show {more}
          </button>
        )}
        {shown.value > SHOWN_STEPS[0] && (
          <button
            type="button"
            class="button"
            onClick={() => {
              shown.value = SHOWN_STEPS[0];
            }}
          >
            Show fewer
          </button>
        )}
      </span>
    </div>
  );
}

/** What has no row of its own any more, so that rows and this add up to everything. */
function OtherRow({ other }: { readonly other: Rows<unknown>['other'] }) {
  return (
    <span
      class="table-other"
      title="Rows that were evicted from the full table, or found no room in it. Counted, but not one by one."
    >
      Other: {formatCount(other.rows)} rows
      {other.frames > 0 && `, ${formatCount(other.frames)} frames, ${formatBytes(other.wireBytes)}`}
    </span>
  );
}
