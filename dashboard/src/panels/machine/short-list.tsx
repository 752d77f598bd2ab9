import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { formatCount } from '../../format/units.ts';

interface ShortListProps<Row> {
  readonly rows: readonly Row[];
  /** So many are shown at first. */
  readonly few: number;
  readonly children: (rows: readonly Row[]) => ComponentChildren;
}

/** The first of a list that may be long, and a button for the rest. */
export function ShortList<Row>({ rows, few, children }: ShortListProps<Row>) {
  const all = useSignal(false);
  return (
    <>
      {children(all.value ? rows : rows.slice(0, few))}
      {rows.length > few && (
        <button
          type="button"
          class="button short-list-more"
          onClick={() => {
            all.value = !all.value;
          }}
        >
          {all.value ? 'Show fewer' : `Show all ${formatCount(rows.length)}`}
        </button>
      )}
    </>
  );
}
