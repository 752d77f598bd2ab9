import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

interface FoldProps {
  readonly title: ComponentChildren;
  /** A quiet word behind the title: how many, since when. */
  readonly note?: ComponentChildren;
  readonly isOpen?: boolean;
  readonly children: () => ComponentChildren;
}

/** Details that are there for who asks. What is folded is not built. */
export function Fold({ title, note, isOpen = false, children }: FoldProps) {
  const open = useSignal(isOpen);
  return (
    <details
      class="fold"
      open={open.value}
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>
        {title}
        {note !== undefined && <span class="panel-note"> {note}</span>}
      </summary>
      {open.value && <div class="fold-body">{children()}</div>}
    </details>
  );
}
