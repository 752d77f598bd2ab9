import type { ReadonlySignal, Signal } from '@preact/signals';
import type { StatusMessage } from '../../../src/api/messages.ts';
import { formatDuration } from '../format/time.ts';
import type { Page } from '../state/page.ts';
import type { ProbeState } from '../state/probe-state.ts';
import { Captured } from '../text/captured.tsx';
import { TOOLTIP_CHARACTERS, visibleText } from '../text/visible-text.ts';
import { nextTheme, type Theme } from '../theme/theme.ts';
import { conditionWord } from './condition-text.ts';
import { ConditionIcon, Mark, Sign } from './icons.tsx';
import { PageLinks } from './page-links.tsx';

interface HeaderProps {
  readonly state: ProbeState;
  readonly theme: Signal<Theme>;
  readonly page: ReadonlySignal<Page>;
}

export function Header({ state, theme, page }: HeaderProps) {
  const status = state.shown.status.value;
  return (
    <header class="header">
      <h1 class="brand">
        <Mark />
        wanprobe
      </h1>
      <PageLinks page={page.value} events={state.machine.events.value} />
      {status !== null && <SourceName status={status} />}
      {status?.mode === 'demonstration' && <span class="demo-badge">Demonstration</span>}
      <div class="header-end">
        <FeedWord state={state} />
        <PauseButton state={state} />
        <ThemeButton theme={theme} />
      </div>
    </header>
  );
}

function SourceName({ status }: { readonly status: StatusMessage }) {
  const { condition, name } = status.source;
  return (
    <p class="source">
      <span class={`condition condition-${condition}`}>
        <ConditionIcon condition={condition} />
        {conditionWord(status)}
      </span>
      <span class="source-name" title={visibleText(name, TOOLTIP_CHARACTERS)}>
        <Captured text={fileNameOf(name)} />
      </span>
    </p>
  );
}

/** Of a path the end says most. Interfaces have no slash in their names. */
function fileNameOf(name: string): string {
  const end = name.slice(name.lastIndexOf('/') + 1);
  return end === '' ? name : end;
}

/** Whether what is seen is now. Not a live region: it changes every second while the probe is away. */
function FeedWord({ state }: { readonly state: ProbeState }) {
  const stale = state.staleSeconds.value;
  const feed = state.feed.value;
  const connection = feed === 'open' ? 'Live' : feed === 'connecting' ? 'Connecting…' : 'Reconnecting…';
  const age = stale === null ? '' : `last update ${formatDuration(stale)} ago`;
  const isLive = feed === 'open' && stale === null;
  const isOver = state.shown.status.value?.source.condition === 'ended';
  const good = state.paused.value ? 'Paused' : isOver ? 'Connected' : 'Live';
  return (
    <span class={isLive ? 'feed feed-live' : 'feed feed-away'} data-feed={feed}>
      <span class="feed-dot" aria-hidden="true" />
      {isLive ? good : [feed === 'open' ? '' : connection, age].filter(Boolean).join(', ')}
    </span>
  );
}

function PauseButton({ state }: { readonly state: ProbeState }) {
  const paused = state.paused.value;
  return (
    <button
      type="button"
      class="button button-icon"
      aria-pressed={paused}
      title={paused ? 'Go on showing what comes' : 'Hold the page still to read it'}
      onClick={() => state.togglePause()}
    >
      <Sign name={paused ? 'play' : 'pause'} />
      <span class="button-word">{paused ? 'Go on' : 'Pause'}</span>
    </button>
  );
}

function ThemeButton({ theme }: { readonly theme: Signal<Theme> }) {
  const next = nextTheme(theme.value);
  return (
    <button
      type="button"
      class="button button-icon"
      aria-label={`Colours: ${theme.value}. Change to ${next}.`}
      title={`Colours: ${theme.value}`}
      onClick={() => {
        theme.value = next;
      }}
    >
      <Sign name={theme.value} />
    </button>
  );
}
