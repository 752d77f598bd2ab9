import { effect, type ReadonlySignal } from '@preact/signals';
import { type LiveTopic, type TrafficMessage, WINDOW_TOPICS } from '../../../src/api/messages.ts';
import { type FeedSocket, LiveFeed } from '../feed/live-feed.ts';
import { ApiError, liveUrl, readApi } from '../feed/read-api.ts';
import { connectToMachine } from './connect-machine.ts';
import type { Page } from './page.ts';
import type { ProbeState, Section } from './probe-state.ts';
import type { RowNeeds } from './row-needs.ts';

const LISTS: readonly Section[] = ['hosts', 'flows', 'protocols', 'applications', 'names', 'tunnels'];

/** What each page needs pushed. Series and the line's minutes would have holes if they paused; lists of the line would not. */
const TOPICS: Readonly<Record<Page, readonly LiveTopic[]>> = {
  line: [...WINDOW_TOPICS, 'events'],
  machine: ['status', 'traffic', 'line', 'system', 'events'],
  machines: ['status', 'traffic', 'line', 'events'],
};

/** Ties the state to the probe that serves this page: what it knows already is read, what comes is pushed. */
export function connectToProbe(state: ProbeState, needs: RowNeeds, page: ReadonlySignal<Page>): void {
  const feed = new LiveFeed(
    { topics: TOPICS[page.peek()], limit: needs.limit.peek() },
    {
      connect: () => new WebSocket(liveUrl()) as FeedSocket,
      random: Math.random,
      onState: (feedState) => {
        state.feed.value = feedState;
        if (feedState === 'lost') void askWhatIsWrong(state);
      },
      onMessage: (message) => state.receive(message),
      onOpen: () => void readEverything(state, needs.limit.peek()),
      expectsMessages: () => state.shown.status.peek()?.source.condition === 'capturing',
    },
  );
  feed.open();
  effect(() => {
    feed.ask({ topics: TOPICS[page.value], limit: needs.limit.value });
  });
  connectToMachine(state.machine, page);
  addEventListener('online', () => feed.retryNow());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) feed.retryNow();
  });
}

async function readEverything(state: ProbeState, limit: number): Promise<void> {
  try {
    const [status, history, line] = await Promise.all([
      readApi<NonNullable<typeof state.shown.status.value>>('status'),
      readApi<TrafficMessage>('traffic'),
      readApi<NonNullable<typeof state.shown.line.value>>('line?samples=all'),
    ]);
    state.receiveHistory(history);
    state.receiveSections({ status, line });
    state.heardMillis.value ??= state.nowMillis.peek();
    state.trouble.value = null;
    await readLists(state, limit);
  } catch (error) {
    state.trouble.value = troubleText(error);
  }
}

/** The feed is silent until the first window, but even then there is something to say: that the lists are empty. */
async function readLists(state: ProbeState, limit: number): Promise<void> {
  const lists = await Promise.allSettled(LISTS.map((name) => readApi<unknown>(`${name}?limit=${limit}`)));
  for (const [index, list] of lists.entries()) {
    if (list.status === 'fulfilled') state.receiveSections({ [LISTS[index] ?? '']: list.value });
  }
}

/** A refused WebSocket does not say why; an ordinary request does. */
async function askWhatIsWrong(state: ProbeState): Promise<void> {
  try {
    await readApi('status');
    state.trouble.value = null;
  } catch (error) {
    state.trouble.value = troubleText(error);
  }
}

function troubleText(error: unknown): string {
  if (!(error instanceof ApiError)) return 'the probe’s answer could not be understood';
  if (error.status === 401 || error.status === 403) return `the probe does not let this browser in: ${error.message}`;
  return error.message;
}
