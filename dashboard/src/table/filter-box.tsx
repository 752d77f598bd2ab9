import type { Signal } from '@preact/signals';

interface FilterBoxProps {
  readonly id: string;
  readonly filter: Signal<string>;
  readonly hint: string;
}

export function FilterBox({ id, filter, hint }: FilterBoxProps) {
  return (
    <label class="filter">
      <span class="unseen">Filter {id}</span>
      <input
        type="search"
        name={`filter-${id}`}
        placeholder="Filter"
        title={hint}
        maxLength={100}
        autocomplete="off"
        spellcheck={false}
        value={filter.value}
        onInput={(event) => {
          filter.value = event.currentTarget.value;
        }}
      />
    </label>
  );
}
