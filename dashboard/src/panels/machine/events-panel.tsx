import type { EventsMessage, SystemEventRow } from '../../../../src/api/messages.ts';
import { formatMeasured } from '../../format/measured.ts';
import { formatPercent } from '../../format/percent.ts';
import { formatDuration, formatWhen, secondsBetween } from '../../format/time.ts';
import { formatCount } from '../../format/units.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../../text/visible-text.ts';
import { Empty, Panel } from '../panel.tsx';
import { LevelWord } from './meter.tsx';
import { ShortList } from './short-list.tsx';

const FEW = 5;

interface EventsPanelProps {
  readonly events: EventsMessage | null;
  readonly nowAt: string;
}

/** What was wrong with the machine: those that last first. */
export function EventsPanel({ events, nowAt }: EventsPanelProps) {
  if (events === null) return null;
  const { list, total, ongoing } = events;
  const note = ongoing === 0 ? 'nothing wrong now' : `${formatCount(ongoing)} ${ongoing === 1 ? 'lasts' : 'last'}`;
  return (
    <Panel id="events" title="Events" note={note}>
      {list.length === 0 && <Empty>Nothing has crossed a threshold since the probe was started.</Empty>}
      <ShortList rows={list} few={Math.max(FEW, Math.min(ongoing, 20))}>
        {(rows) => (
          <ol class="machine-events">
            {rows.map((event) => (
              <Event key={`${event.serial} ${event.beginAt}`} event={event} nowAt={nowAt} />
            ))}
          </ol>
        )}
      </ShortList>
      {total > list.length && <p class="quiet">{formatCount(total - list.length)} older ones are not listed here.</p>}
    </Panel>
  );
}

function Event({ event, nowAt }: { readonly event: SystemEventRow; readonly nowAt: string }) {
  const { beginAt, endAt, level, levelNow, message } = event;
  const seconds = secondsBetween(beginAt, endAt ?? nowAt);
  const isOver = endAt !== null;
  return (
    <li class={isOver ? 'machine-event is-over' : `machine-event level-${levelNow}`}>
      <span class="machine-event-when" title={beginAt}>
        {formatWhen(beginAt, nowAt)}
        <span class="quiet row-note">
          {isOver ? 'to ' : 'for '}
          {isOver ? `${formatWhen(endAt, nowAt)}, ` : ''}
          {seconds === null ? '–' : formatDuration(seconds)}
        </span>
      </span>
      <span class="machine-event-what">
        <LevelWord level={isOver ? level : levelNow} /> <Captured text={message} limit={TOOLTIP_CHARACTERS} />
        <span class="quiet row-note">
          <Captured text={valuesText(event)} limit={TOOLTIP_CHARACTERS} />
          <Top event={event} />
        </span>
      </span>
    </li>
  );
}

/** Ends so that who was on top can follow. */
function valuesText({ value, unit, level, levelNow, endAt, top }: SystemEventRow): string {
  const [lowest, mean, highest] = [value.min, value.mean, value.max].map((each) => formatMeasured(each, unit));
  const parts = [
    typeof lowest === 'string' ? `lowest ${lowest}, mean ${mean}, highest ${highest}` : '',
    endAt === null && level !== levelNow ? `was ${level}` : '',
    top.length > 0 ? 'on top: ' : '',
  ];
  return parts.filter(Boolean).join('; ');
}

function Top({ event: { top } }: { readonly event: SystemEventRow }) {
  if (top.length === 0) return null;
  return (
    <>
      {top.map(({ pid, name, cpuPercent, memoryPercent }, index) => (
        <span key={pid} title={`number ${pid}, ${formatPercent(memoryPercent)} of memory`}>
          {index > 0 && ', '}
          <Captured text={name} limit={40} /> {formatPercent(cpuPercent)}
        </span>
      ))}
    </>
  );
}
