import type { Signal } from '@preact/signals';
import type { Column } from './column.ts';
import { nextOrder, type SortOrder } from './sort-rows.ts';

interface SortChoiceProps<Row> {
  readonly id: string;
  readonly columns: readonly Column<Row>[];
  readonly order: Signal<SortOrder>;
}

/** Sorting where rows are cards and there are no headers to click. */
export function SortChoice<Row>({ id, columns, order }: SortChoiceProps<Row>) {
  const { column, direction } = order.value;
  return (
    <div class="sort-choice">
      <label>
        Sort by{' '}
        <select
          name={`sort-${id}`}
          value={column}
          onChange={(event) => {
            const chosen = columns.find((candidate) => candidate.id === event.currentTarget.value);
            if (chosen !== undefined && chosen.id !== column) order.value = nextOrder(order.value, chosen.id, chosen.kind);
          }}
        >
          {columns.map((candidate) => (
            <option key={candidate.id} value={candidate.id}>
              {candidate.title}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="button"
        onClick={() => {
          order.value = nextOrder(order.value, column, 'number');
        }}
      >
        {direction === 'descending' ? 'falling ↓' : 'rising ↑'}
      </button>
    </div>
  );
}
