import type { LossCounts } from '../../../src/api/messages.ts';
import { formatCount } from '../format/units.ts';

const PLACES = [
  ['card', 'by the network card', 'Before the kernel saw them: the mirror sends more than the card takes'],
  ['kernel', 'by the kernel', 'Its buffer was full: the probe was too slow to empty it'],
  ['probe', 'by the probe', 'After the kernel handed them over'],
  ['freezes', 'times the buffer was full', 'How often, not how many frames'],
] as const;

/** Frames that are missing from everything else on the page. Not knowing is not zero, and is said. */
export function Losses({ losses }: { readonly losses: LossCounts }) {
  return (
    <div>
      <h3>Dropped before they were seen</h3>
      <ul class="lines">
        {PLACES.map(([place, name, meaning]) => {
          const count = losses[place];
          return (
            <li key={place} title={meaning}>
              <span>{name}</span>
              {count === null ? <span class="quiet">not known</span> : <b class={count > 0 ? 'bad' : ''}>{formatCount(count)}</b>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
