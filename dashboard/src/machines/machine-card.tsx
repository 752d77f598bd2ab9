import type { MachineLineState, MachineRow } from '../../../src/api/messages.ts';
import { formatDegrees, formatLoad } from '../format/measured.ts';
import { formatPercent } from '../format/percent.ts';
import { formatDuration } from '../format/time.ts';
import { formatBitRate } from '../format/units.ts';
import { LevelWord, Meter } from '../panels/machine/meter.tsx';
import { Captured } from '../text/captured.tsx';
import { hostOf, safeLink } from './safe-link.ts';

interface MachineCardProps {
  readonly row: MachineRow;
  /** By our clock, milliseconds since 1970. */
  readonly now: number;
}

const LINE_WORDS: Readonly<Record<MachineLineState, string>> = {
  fine: 'line is fine',
  troubled: 'line has trouble',
  outage: 'line does not work',
  silent: 'captures nothing',
};

/** One probe: how its machine and its line are, and the way to its own dashboard. */
export function MachineCard({ row, now }: MachineCardProps) {
  const { name, url, state, trouble, seenAt } = row;
  return (
    <article class={`machine-card machine-${state}`}>
      <h3>
        <a href={safeLink(url)} rel="noreferrer">
          <Captured text={name} />
        </a>{' '}
        {state === 'here' && row.worstLevel !== null && <LevelWord level={row.worstLevel} />}
        <span class="panel-note">
          <Captured text={hostOf(url)} limit={60} />
        </span>
      </h3>
      {state === 'away' && (
        <p class="bad">
          Away: <Captured text={trouble ?? 'it does not answer'} />
          {seenAt !== null && <span class="quiet">, last heard {formatDuration((now - Date.parse(seenAt)) / 1000)} ago</span>}
        </p>
      )}
      {state === 'waiting' ? <p class="quiet">Not asked yet.</p> : seenAt !== null && <Figures row={row} />}
    </article>
  );
}

function Figures({ row }: { readonly row: MachineRow }) {
  const { cpuPercent, memoryPercent, load, temperature, lineState, downBytesPerSecond, upBytesPerSecond } = row;
  return (
    <>
      <div class="machine-meters">
        <Meter name="CPU" value={formatPercent(cpuPercent)} percent={cpuPercent} />
        <Meter name="Memory" value={formatPercent(memoryPercent)} percent={memoryPercent} />
      </div>
      <p>
        <span class="quiet">load</span> {formatLoad(load)}
        {temperature !== null && `, ${formatDegrees(temperature)}`}
      </p>
      <p>
        {lineState !== null && <span class={`line-state line-state-${lineState}`}>{LINE_WORDS[lineState] ?? lineState}</span>}
        {downBytesPerSecond !== null && upBytesPerSecond !== null && (
          <span class="machine-rates">
            {' '}
            ↓ {formatBitRate(downBytesPerSecond)} ↑ {formatBitRate(upBytesPerSecond)}
          </span>
        )}
      </p>
    </>
  );
}
