import type { OutageRow, VerdictFigure, VerdictRow } from '../../../../src/api/messages.ts';
import { formatDuration, formatWhen, secondsBetween } from '../../format/time.ts';
import { figureContext, figureValue, toneOf, verdictWord } from '../../format/verdict-words.ts';
import type { ProbeState } from '../../state/probe-state.ts';
import { Captured } from '../../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../../text/visible-text.ts';
import { ToneIcon } from '../icons.tsx';
import { MinuteStrip } from './minute-strip.tsx';
import { Outages } from './outages.tsx';
import { Path } from './path.tsx';

/** The first look: whose fault it is, or that nothing is wrong, and what says so. */
export function VerdictPanel({ state }: { readonly state: ProbeState }) {
  const line = state.shown.line.value;
  if (line === null) return null;
  const { now } = line.verdict;
  const { outages, evicted } = line.outages;
  const decisive = now === null ? null : (outages.find(({ serial }) => serial === now.outage) ?? null);
  const suspect = now === null || now.outage === null ? null : (decisive?.suspect ?? 'unknown');
  const isOutageOver = now?.severity === 'outage' && decisive !== null && decisive.endAt !== null;
  const tone = now === null ? 'quiet' : isOutageOver ? 'warn' : toneOf(now);
  const isOver = state.shown.status.value?.source.condition === 'ended';
  return (
    <section class={`panel panel-verdict tone-${tone}`} aria-labelledby="verdict-title">
      <h2 id="verdict-title" class="unseen">
        Whose fault is it?
      </h2>
      <div class="verdict-head">
        <ToneIcon tone={tone} />
        <div class="verdict-words">
          <p class="verdict-word">
            <b role="status">{now === null ? 'Nothing known yet' : verdictWord(now, { suspect, isOver: isOutageOver })}</b>{' '}
            <span class="verdict-since">{now === null ? '' : sinceText(state, { now, outage: decisive, isOver })}</span>
          </p>
          <p class="verdict-text">
            {now === null ? (
              'The first verdict comes with the first minute of traffic.'
            ) : (
              <Captured text={now.text} limit={TOOLTIP_CHARACTERS} />
            )}
          </p>
        </div>
      </div>
      <Path now={now} suspect={suspect} />
      {now !== null && <VerdictFigures figures={now.figures} />}
      <MinuteStrip state={state} />
      <Outages outages={outages} evicted={evicted} nowAt={state.windowEndAt.value} isOver={isOver} />
    </section>
  );
}

interface SinceInput {
  readonly now: VerdictRow;
  /** The outage that decided it. */
  readonly outage: OutageRow | null;
  readonly isOver: boolean;
}

/** Since when it is so. An outage that is over still decides the minute it was in: then from when to when. */
function sinceText(state: ProbeState, { now, outage, isOver }: SinceInput): string {
  const nowAt = state.windowEndAt.peek();
  const over = isOver ? 'at the end of the capture' : '';
  if (outage !== null && outage.endAt !== null) {
    return [over, `${formatWhen(outage.startAt, nowAt)} to ${formatWhen(outage.endAt, nowAt)}`].filter(Boolean).join(': ');
  }
  const since = outage?.startAt ?? state.verdicts.since(now);
  if (since === null) return over;
  const seconds = secondsBetween(since, nowAt);
  const age = seconds === null || seconds < 60 ? '' : `, for ${formatDuration(seconds)}`;
  return [over, `since ${formatWhen(since, nowAt)}${age}`].filter(Boolean).join(': ');
}

const MOST_FIGURES = 6;

function VerdictFigures({ figures }: { readonly figures: readonly VerdictFigure[] }) {
  if (figures.length === 0) return null;
  return (
    <dl class="verdict-figures">
      {figures.slice(0, MOST_FIGURES).map((figure, index) => (
        // Two figures may have one name; their places do not change within a verdict.
        <div key={`${index} ${figure.name}`}>
          <dt>
            <Captured text={figure.name} />
          </dt>
          <dd>
            <b>{figureValue(figure)}</b> <span class="quiet">{figureContext(figure)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
