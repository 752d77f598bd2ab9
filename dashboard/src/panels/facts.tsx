import type { ComponentChildren } from 'preact';

/** Names and what is known under them, in two columns. */
export function Facts({ children }: { readonly children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

interface FactProps {
  readonly name: string;
  /** What the name means, for a tooltip. */
  readonly hint?: string;
  readonly children: ComponentChildren;
}

export function Fact({ name, hint, children }: FactProps) {
  return (
    <div class="fact">
      <dt title={hint}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
