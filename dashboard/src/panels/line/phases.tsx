import type { PppSessionRow } from '../../../../src/api/messages.ts';
import { phasesOf, phasesText } from '../../format/line-words.ts';
import { formatMillis } from '../../format/time.ts';

/** How long each step of setting the session up took, as one bar. */
export function Phases({ session }: { readonly session: PppSessionRow }) {
  const phases = phasesOf(session);
  if (phases.length === 0) return <p class="quiet phases-none">How it was set up was not seen: it is older than the capture.</p>;
  const total = phases.reduce((sum, { millis }) => sum + millis, 0);
  return (
    <div class="phases">
      <h4>
        Set up in <b>{formatMillis(total)}</b>
      </h4>
      <div class="phases-bar" role="img" aria-label={phasesText(phases)}>
        {phases.map(({ id, millis }) => (
          <span key={id} class={`phase-${id}`} style={{ flexGrow: String(Math.max(millis, total / 200)) }} />
        ))}
      </div>
      <ul class="phases-legend">
        {phases.map(({ id, name, millis }) => (
          <li key={id}>
            <span class={`swatch phase-${id}`} aria-hidden="true" />
            {name} <b>{formatMillis(millis)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
