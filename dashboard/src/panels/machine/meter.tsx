import type { ComponentChildren } from 'preact';
import type { AlertLevel } from '../../../../src/api/messages.ts';
import { barPercent } from '../../format/percent.ts';

interface MeterProps {
  readonly name: ComponentChildren;
  readonly value: ComponentChildren;
  /** How full the bar is, in percent; `null` is not known. */
  readonly percent: number | null;
  readonly level?: AlertLevel;
  /** A quiet word below: of how much, how fast. */
  readonly note?: ComponentChildren;
}

/** A figure with a bar, in the colour and the word of its level. */
export function Meter({ name, value, percent, level = 'ok', note }: MeterProps) {
  return (
    <div class={`meter level-${level}`}>
      <div class="meter-head">
        <span class="meter-name clip">{name}</span>
        <LevelWord level={level} />
        <span class="meter-value">{value}</span>
      </div>
      <div class="meter-track" aria-hidden="true">
        <span class="meter-fill" style={{ width: `${barPercent(percent)}%` }} />
      </div>
      {note !== undefined && <div class="meter-note quiet clip">{note}</div>}
    </div>
  );
}

/** Colour alone says nothing to those who do not see it. */
export function LevelWord({ level }: { readonly level: AlertLevel }) {
  return level === 'ok' ? null : <span class={`level-word level-${level}`}>{level}</span>;
}
