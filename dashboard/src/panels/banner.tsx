import type { ProbeState } from '../state/probe-state.ts';
import { Captured } from '../text/captured.tsx';
import { TOOLTIP_CHARACTERS } from '../text/visible-text.ts';
import { conditionAdvice } from './condition-text.ts';
import { Sign } from './icons.tsx';

/** What must be known before anything on the page is believed. */
export function Banner({ state }: { readonly state: ProbeState }) {
  const status = state.shown.status.value;
  // The probe knows best why nothing comes; where it does not say, the condition alone tells what to look at.
  const advice = status === null ? null : (status.source.reason ?? conditionAdvice(status.source.condition));
  const trouble = state.trouble.value;
  return (
    <div class="banners">
      {status?.mode === 'demonstration' && (
        <p class="banner banner-demo">
          <span>
            <strong>Demonstration.</strong> This is recorded traffic, not your line
            {status.modeReason === null ? (
              '.'
            ) : (
              <>
                : <Captured text={status.modeReason} limit={TOOLTIP_CHARACTERS} />
              </>
            )}
          </span>
        </p>
      )}
      {status?.mode === 'replay' && (
        <p class="banner banner-plain">
          <strong>Replay.</strong> Times on this page are the capture’s own.
        </p>
      )}
      {advice !== null && (
        <p class="banner banner-advice">
          <Sign name="warning" />
          <Captured text={advice} limit={TOOLTIP_CHARACTERS} />
        </p>
      )}
      {trouble !== null && state.feed.value !== 'open' && (
        <p class="banner banner-advice" role="status">
          <Sign name="warning" />
          <span>
            No connection: <Captured text={trouble} />. Trying again by itself.
          </span>
        </p>
      )}
    </div>
  );
}
