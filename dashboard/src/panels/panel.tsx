import type { ComponentChildren } from 'preact';

interface PanelProps {
  readonly id: string;
  readonly title: string;
  /** A quiet word beside the title: how many there are. */
  readonly note?: ComponentChildren;
  /** What stands at the right of the title: filters, choices. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Panel({ id, title, note, tools, children }: PanelProps) {
  return (
    <section class={`panel panel-${id}`} aria-labelledby={`${id}-title`}>
      <div class="panel-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <span class="panel-note">{note}</span>}
        {tools !== undefined && <div class="panel-tools">{tools}</div>}
      </div>
      {children}
    </section>
  );
}

export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
