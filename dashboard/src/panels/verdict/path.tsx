import type { Suspect, VerdictRow } from '../../../../src/api/messages.ts';
import { STOP_WORDS, STOPS, type StopState, stopState } from '../../format/verdict-words.ts';

// Beside the words, so that the eye finds the place.
const MARKS: Readonly<Record<StopState, string>> = {
  culprit: '✕',
  full: '■',
  possible: '?',
  also: '✕',
  fine: '✓',
  'not-it': '–',
  'not-known': '·',
};

/** The way of a packet, and which stop of it is to blame. */
export function Path({ now, suspect }: { readonly now: VerdictRow | null; readonly suspect: Suspect | null }) {
  return (
    <ol class="path" aria-label="From home to the far end, and the name servers">
      {STOPS.map(([stop, name]) => {
        const state = stopState(stop, now, suspect);
        return (
          <li key={stop} class={`stop stop-${state}`}>
            <span class="stop-name">{name}</span>
            <span class="stop-state">
              <span aria-hidden="true">{MARKS[state]} </span>
              {STOP_WORDS[state]}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
