import { useSignalEffect } from '@preact/signals';
import type { TrafficPoint } from '../../../src/api/messages.ts';
import { formatBitRate } from '../format/units.ts';
import type { ProbeState } from '../state/probe-state.ts';
import { visibleText } from '../text/visible-text.ts';

const TITLE_CHARACTERS = 40;

function titleRate({ downBytes, upBytes, wireBytes, seconds }: TrafficPoint): string {
  if (downBytes + upBytes === 0) return formatBitRate(wireBytes / seconds);
  return `↓ ${formatBitRate(downBytes / seconds)} ↑ ${formatBitRate(upBytes / seconds)}`;
}

/** Keeps the tab's title true: the rate now, where from, and whether it is a demonstration. */
export function DocumentTitle({ state }: { readonly state: ProbeState }) {
  useSignalEffect(() => {
    state.seriesVersion.value;
    const status = state.shown.status.value;
    const last = state.series.last;
    const parts = [
      status?.mode === 'demonstration' ? 'DEMONSTRATION' : null,
      last === null || state.staleSeconds.value !== null ? null : titleRate(last),
      status === null ? null : visibleText(status.source.name, TITLE_CHARACTERS),
      'wanprobe',
    ];
    document.title = parts.filter((part) => part !== null).join(' · ');
  });
  return null;
}
