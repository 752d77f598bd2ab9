import { useSignal } from '@preact/signals';
import type { LineMessage } from '../../../../src/api/messages.ts';
import { formatWhen } from '../../format/time.ts';
import { formatCount } from '../../format/units.ts';
import { type LineEvent, lineEvents } from '../../state/line-events.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../../text/visible-text.ts';
import { Fold } from '../fold.tsx';

const FEW = 12;
const MOST = 300;

/** Every step the line took, the latest first. */
export function Events({ line, nowAt }: { readonly line: LineMessage; readonly nowAt: string | null }) {
  const total = line.ppp.events.length + line.leases.timeline.length + line.home.events.length;
  return (
    <Fold title="Step by step" note={`${formatCount(total)} events`}>
      {() => <List events={lineEvents(line)} forgotten={line.ppp.forgotten.events + line.leases.droppedEvents} nowAt={nowAt} />}
    </Fold>
  );
}

interface ListProps {
  readonly events: readonly LineEvent[];
  readonly forgotten: number;
  readonly nowAt: string | null;
}

function List({ events, forgotten, nowAt }: ListProps) {
  const shown = useSignal(FEW);
  return (
    <>
      <ol class="events">
        {events.slice(0, shown.value).map((event, index) => (
          <li key={`${events.length - index} ${event.at}`} class={`event event-${event.tone}`}>
            <span class="event-time" title={event.at}>
              {formatWhen(event.at, nowAt)}
            </span>
            <span>
              <Captured text={event.text} limit={TOOLTIP_CHARACTERS} />
              {event.count > 1 && <b class="quiet"> {formatCount(event.count)} times</b>}
            </span>
          </li>
        ))}
      </ol>
      {events.length > FEW && (
        <button
          type="button"
          class="button"
          onClick={() => {
            shown.value = shown.value === FEW ? MOST : FEW;
          }}
        >
          {shown.value === FEW ? `Show ${formatCount(Math.min(MOST, events.length))}` : 'Show fewer'}
        </button>
      )}
      {forgotten > 0 && <p class="quiet">{formatCount(forgotten)} older ones are no longer kept.</p>}
    </>
  );
}
