import type { OutageRow } from '../../../../src/api/messages.ts';
import { causeWord } from '../../format/line-words.ts';
import { formatSeconds, formatWhen } from '../../format/time.ts';
import { formatCount } from '../../format/units.ts';
import { suspectWord } from '../../format/verdict-words.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../../text/visible-text.ts';
import { Fold } from '../fold.tsx';

interface OutagesProps {
  /** The oldest first. */
  readonly outages: readonly OutageRow[];
  readonly evicted: number;
  readonly nowAt: string | null;
  /** Whether the capture is over, so that what has no end was merely not seen to end. */
  readonly isOver: boolean;
}

const SHOWN = 1;
const MOST = 50;

/** When the line did not work, the latest first. */
export function Outages({ outages, evicted, nowAt, isOver }: OutagesProps) {
  if (outages.length === 0) return <p class="quiet outages-none">No outage seen.</p>;
  const latest = outages.toReversed();
  const row = (outage: OutageRow) => <Outage key={outage.serial} outage={outage} nowAt={nowAt} isOver={isOver} />;
  return (
    <div class="outages">
      <h3>
        Outages <span class="panel-note">{formatCount(outages.length)}</span>
      </h3>
      <ul>{latest.slice(0, SHOWN).map(row)}</ul>
      {latest.length > SHOWN && (
        <Fold title="Earlier outages" note={formatCount(latest.length - SHOWN)}>
          {() => (
            <>
              <ul>{latest.slice(SHOWN, MOST).map(row)}</ul>
              {(latest.length > MOST || evicted > 0) && (
                <p class="quiet">{formatCount(Math.max(0, latest.length - MOST) + evicted)} older ones are not shown.</p>
              )}
            </>
          )}
        </Fold>
      )}
    </div>
  );
}

type OutageProps = Pick<OutagesProps, 'nowAt' | 'isOver'> & { readonly outage: OutageRow };

function Outage({ outage, nowAt, isOver }: OutageProps) {
  const { cause, suspect, startAt, endAt, durationSeconds, interruptions, text, evidence, stages } = outage;
  const lasts = endAt === null;
  const tense = lasts && !isOver ? 'now' : 'over';
  return (
    <li class={lasts && !isOver ? 'outage outage-lasts' : 'outage'}>
      <p class="outage-head">
        <b>{causeWord(cause, tense)}</b>
        <span>
          {formatWhen(startAt, nowAt)}, {lasts && !isOver ? 'for ' : ''}
          {formatSeconds(durationSeconds)}
          {lasts && (isOver ? ', its end was not seen' : ' and still')}
        </span>
        <span class="quiet">{suspectWord(suspect)}</span>
      </p>
      <p>
        <Captured text={text} limit={TOOLTIP_CHARACTERS} />
      </p>
      <Fold title="What says so">
        {() => (
          <ul class="bullets">
            {evidence.slice(0, 12).map((each, index) => (
              <li key={`${index} ${each}`}>
                <Captured text={each} limit={TOOLTIP_CHARACTERS} />
              </li>
            ))}
            {stages.length > 1 &&
              stages.slice(0, 8).map((stage) => (
                <li key={`${stage.startAt} ${stage.cause}`}>
                  {formatWhen(stage.startAt, nowAt)}: {causeWord(stage.cause, tense)}
                </li>
              ))}
            {interruptions > 0 && <li>It seemed to work again {formatCount(interruptions)} times meanwhile.</li>}
          </ul>
        )}
      </Fold>
    </li>
  );
}
