import { type Signal, useSignal } from '@preact/signals';
import type { SystemPoint } from '../../../../src/api/messages.ts';
import { SystemChart } from '../../chart/system-chart.tsx';
import { SYSTEM_VIEWS, type SystemView, systemColumns, viewsOf } from '../../chart/system-views.ts';
import type { Theme } from '../../theme/theme.ts';
import { Panel } from '../panel.tsx';

interface HistoryPanelProps {
  readonly points: readonly SystemPoint[];
  readonly theme: Signal<Theme>;
}

/** The last hour of the figures that matter, two at a time. */
export function HistoryPanel({ points, theme }: HistoryPanelProps) {
  const chosen = useSignal<SystemView>('cpu');
  if (points.length < 2) return null;
  const views = viewsOf(points);
  const view = views.includes(chosen.value) ? chosen.value : 'cpu';
  const { first, second } = SYSTEM_VIEWS[view];
  return (
    <Panel
      id="machine-history"
      title="The last hour"
      tools={
        <fieldset class="choice">
          <legend class="unseen">What is drawn</legend>
          {views.map((each) => (
            <button
              key={each}
              type="button"
              class="choice-item"
              aria-pressed={each === view}
              onClick={() => {
                chosen.value = each;
              }}
            >
              {SYSTEM_VIEWS[each].title}
            </button>
          ))}
        </fieldset>
      }
    >
      <p class="chart-key quiet">
        <span class="swatch swatch-down" aria-hidden="true" /> {first.name}
        {second !== null && (
          <>
            <span class="swatch swatch-up" aria-hidden="true" /> {second.name}
          </>
        )}
      </p>
      <SystemChart
        key={view}
        columns={systemColumns(points, view)}
        view={view}
        theme={theme}
        label={`${first.name}${second === null ? '' : ` and ${second.name}`} over the last hour`}
      />
    </Panel>
  );
}
