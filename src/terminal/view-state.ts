import type { ShownEvent } from './feed/shown-machine.ts';

export const SORT_KEYS = ['auto', 'cpu', 'memory', 'io', 'name', 'time', 'user'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** Parts of the machine's screen that can be hidden. */
export type Section = 'sensors' | 'fileSystems' | 'network' | 'disks' | 'processes' | 'containers' | 'alerts';
export type ScreenName = 'machine' | 'line';

/** What whoever sits at the terminal has chosen. */
export interface ViewState {
  readonly screen: ScreenName;
  readonly isHelpOpen: boolean;
  readonly sort: SortKey;
  /** Text that occurs in the processes that are listed; '' lists all. */
  readonly filter: string;
  /** What is being typed for a filter; null while none is. */
  readonly draft: string | null;
  readonly hidden: readonly Section[];
  /** How many rows of the list are above what is shown. Views draw no more than there is. */
  readonly scroll: number;
  /** What is shown stays as it is. */
  readonly isFrozen: boolean;
  readonly showsCommand: boolean;
  readonly showsBytes: boolean;
  /** Serials of events that were cleared from the list. */
  readonly cleared: readonly number[];
}

export const FIRST_STATE: ViewState = {
  screen: 'machine',
  isHelpOpen: false,
  sort: 'auto',
  filter: '',
  draft: null,
  hidden: [],
  scroll: 0,
  isFrozen: false,
  showsCommand: true,
  showsBytes: false,
  cleared: [],
};

/** The events that are listed. */
export function listedEvents(events: readonly ShownEvent[], { cleared }: Pick<ViewState, 'cleared'>): readonly ShownEvent[] {
  return cleared.length === 0 ? events : events.filter(({ serial }) => !cleared.includes(serial));
}
