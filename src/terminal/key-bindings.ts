import type { Key, KeyName } from './screen/key-decoder.ts';
import type { Section, SortKey } from './view-state.ts';

/** What a key does. */
export type Action =
  | { readonly do: 'quit' | 'leave' | 'back' | 'help' | 'toggle-screen' | 'freeze' | 'refresh' | 'suspend' }
  | { readonly do: 'screen'; readonly screen: 'machine' | 'line' }
  | { readonly do: 'sort'; readonly by: SortKey }
  | { readonly do: 'sort-step'; readonly by: 1 | -1 }
  | { readonly do: 'hide'; readonly section: Section }
  | { readonly do: 'scroll'; readonly by: 'row' | 'page' | 'all'; readonly towards: 1 | -1 }
  | { readonly do: 'filter' | 'clear-filter' | 'command' | 'unit' }
  | { readonly do: 'clear-events'; readonly what: 'warnings' | 'all' };

export interface Binding {
  /** Characters, or names of keys. */
  readonly keys: readonly (KeyName | string)[];
  /** As people write them. */
  readonly shown: string;
  readonly help: string;
  readonly action: Action;
}

/** Glances' keys, where it has one for the purpose, else top's. `docs/top.md` lists the same; a test compares. */
export const BINDINGS: readonly Binding[] = [
  { keys: ['1'], shown: '1', help: 'the machine', action: { do: 'screen', screen: 'machine' } },
  { keys: ['2'], shown: '2', help: 'the line', action: { do: 'screen', screen: 'line' } },
  { keys: ['tab', 'back-tab'], shown: 'Tab', help: 'the other screen', action: { do: 'toggle-screen' } },
  { keys: ['h', '?', 'f1'], shown: 'h ?', help: 'this help', action: { do: 'help' } },
  { keys: ['q', 'ctrl-c'], shown: 'q ^C', help: 'quit', action: { do: 'quit' } },
  { keys: ['escape'], shown: 'Esc', help: 'quit, or back to the list', action: { do: 'leave' } },
  { keys: ['backspace'], shown: 'Backspace', help: 'back to the list of probes', action: { do: 'back' } },
  { keys: ['a'], shown: 'a', help: 'sort by what is scarce', action: { do: 'sort', by: 'auto' } },
  { keys: ['c'], shown: 'c', help: 'sort by CPU', action: { do: 'sort', by: 'cpu' } },
  { keys: ['m'], shown: 'm', help: 'sort by memory', action: { do: 'sort', by: 'memory' } },
  { keys: ['i'], shown: 'i', help: 'sort by disk I/O', action: { do: 'sort', by: 'io' } },
  { keys: ['p'], shown: 'p', help: 'sort by name', action: { do: 'sort', by: 'name' } },
  { keys: ['t'], shown: 't', help: 'sort by CPU time', action: { do: 'sort', by: 'time' } },
  { keys: ['u'], shown: 'u', help: 'sort by user', action: { do: 'sort', by: 'user' } },
  { keys: ['right', '>'], shown: 'Right >', help: 'sort by the next', action: { do: 'sort-step', by: 1 } },
  { keys: ['left', '<'], shown: 'Left <', help: 'sort by the one before', action: { do: 'sort-step', by: -1 } },
  { keys: ['/', 'enter'], shown: '/ Enter', help: 'filter processes', action: { do: 'filter' } },
  { keys: ['e', 'E'], shown: 'e E', help: 'clear the filter', action: { do: 'clear-filter' } },
  { keys: ['k', 'up'], shown: 'Up k', help: 'scroll up', action: { do: 'scroll', by: 'row', towards: -1 } },
  { keys: ['j', 'down'], shown: 'Down j', help: 'scroll down', action: { do: 'scroll', by: 'row', towards: 1 } },
  { keys: ['page-up'], shown: 'PgUp', help: 'a page up', action: { do: 'scroll', by: 'page', towards: -1 } },
  { keys: ['page-down'], shown: 'PgDn', help: 'a page down', action: { do: 'scroll', by: 'page', towards: 1 } },
  { keys: ['home', 'g'], shown: 'Home g', help: 'to the beginning', action: { do: 'scroll', by: 'all', towards: -1 } },
  { keys: ['end', 'G'], shown: 'End G', help: 'to the end', action: { do: 'scroll', by: 'all', towards: 1 } },
  { keys: ['n'], shown: 'n', help: 'network on, off', action: { do: 'hide', section: 'network' } },
  { keys: ['d'], shown: 'd', help: 'disks on, off', action: { do: 'hide', section: 'disks' } },
  { keys: ['f'], shown: 'f', help: 'file systems on, off', action: { do: 'hide', section: 'fileSystems' } },
  { keys: ['s'], shown: 's', help: 'sensors on, off', action: { do: 'hide', section: 'sensors' } },
  { keys: ['D'], shown: 'D', help: 'containers on, off', action: { do: 'hide', section: 'containers' } },
  { keys: ['z'], shown: 'z', help: 'processes on, off', action: { do: 'hide', section: 'processes' } },
  { keys: ['l'], shown: 'l', help: 'alerts on, off', action: { do: 'hide', section: 'alerts' } },
  { keys: ['o'], shown: 'o', help: 'command line or name', action: { do: 'command' } },
  { keys: ['b'], shown: 'b', help: 'network in bits or bytes', action: { do: 'unit' } },
  { keys: ['w'], shown: 'w', help: 'clear warnings that are over', action: { do: 'clear-events', what: 'warnings' } },
  { keys: ['x'], shown: 'x', help: 'clear alerts that are over', action: { do: 'clear-events', what: 'all' } },
  { keys: [' '], shown: 'Space', help: 'freeze what is shown', action: { do: 'freeze' } },
  { keys: ['ctrl-l', 'ctrl-r', 'f5'], shown: '^L F5', help: 'draw again', action: { do: 'refresh' } },
  { keys: ['ctrl-z'], shown: '^Z', help: 'put into the background', action: { do: 'suspend' } },
];

const ACTIONS: ReadonlyMap<string, Action> = new Map(BINDINGS.flatMap(({ keys, action }) => keys.map((key) => [key, action])));

/** What a key does while nothing is being typed; undefined: nothing. */
export function actionOf(key: Key): Action | undefined {
  return ACTIONS.get('name' in key ? key.name : key.text);
}
