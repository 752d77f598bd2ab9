import type { StatusMessage, TrafficPoint } from '../../../src/api/messages.ts';
import { isDirectionKnown } from '../chart/rate-series.ts';
import { knownLosses } from '../format/losses.ts';
import { formatBitRate, formatCount, formatPacketRate, splitUnit } from '../format/units.ts';

interface FiguresProps {
  readonly last: TrafficPoint | null;
  readonly window: readonly TrafficPoint[];
  readonly status: StatusMessage | null;
}

/** The few numbers a glance is for. */
export function Figures({ last, window, status }: FiguresProps) {
  const isKnown = last === null || isDirectionKnown(window);
  const when = status?.source.condition === 'ended' ? 'at the end' : 'now';
  const dropped = status === null ? null : knownLosses(status.losses);
  const malformed = status?.accounting.malformed ?? null;
  const isLosing = dropped !== null && dropped > 0;
  return (
    <dl class="figures">
      {isKnown ? (
        <>
          <RateFigure name={`Down ${when}`} last={last} bytes={last?.downBytes} />
          <RateFigure name={`Up ${when}`} last={last} bytes={last?.upBytes} />
        </>
      ) : (
        <RateFigure name={`Rate ${when}`} last={last} bytes={last?.wireBytes} note="down and up not known yet" />
      )}
      <Figure name="Packets/s" value={last === null ? '–' : formatPacketRate(last.frames / last.seconds)} />
      <Figure name="Active flows" value={last === null ? '–' : formatCount(last.activeFlows)} />
      <Figure
        name="Dropped"
        value={status === null ? '–' : dropped === null ? 'not known' : formatCount(dropped)}
        tone={isLosing ? 'bad' : 'plain'}
        note={sumNote(window.map((point) => point.dropped))}
      />
      <Figure
        name="Malformed"
        value={malformed === null ? '–' : formatCount(malformed)}
        tone={(malformed ?? 0) > 0 ? 'warn' : 'plain'}
        note={sumNote(window.map((point) => point.malformed))}
      />
    </dl>
  );
}

interface RateFigureProps {
  readonly name: string;
  readonly last: TrafficPoint | null;
  readonly bytes: number | undefined;
  readonly note?: string;
}

function RateFigure({ name, last, bytes, note }: RateFigureProps) {
  const [rate, unit] = last === null || bytes === undefined ? ['–', ''] : splitUnit(formatBitRate(bytes / last.seconds));
  return <Figure name={name} value={rate} unit={unit} note={note ?? null} main />;
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly unit?: string;
  readonly note?: string | null;
  readonly tone?: 'plain' | 'warn' | 'bad';
  readonly main?: true;
}

function Figure({ name, value, unit = '', note = null, tone = 'plain', main }: FigureProps) {
  const size = main ? 'figure-main' : value === 'not known' ? 'figure-words' : '';
  return (
    <div class={`figure figure-${tone} ${size}`}>
      <dt>{name}</dt>
      <dd>
        <span class="figure-value">{value}</span>
        {unit !== '' && <span class="figure-unit">{unit}</span>}
        {note !== null && <span class="figure-note">{note}</span>}
      </dd>
    </div>
  );
}

/** What the drawn windows had of it: a total since the start does not say whether it is happening now. */
function sumNote(counts: readonly (number | null)[]): string | null {
  const known = counts.filter((count) => count !== null);
  if (known.length === 0) return null;
  const sum = known.reduce((total, count) => total + count, 0);
  return sum === 0 ? 'none lately' : `${formatCount(sum)} lately`;
}
