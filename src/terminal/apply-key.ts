import type { ShownEvent } from './feed/shown-machine.ts';
import { type Action, actionOf } from './key-bindings.ts';
import type { Key } from './screen/key-decoder.ts';
import type { Request } from './session.ts';
import { type Section, SORT_KEYS, type ViewState } from './view-state.ts';

/** What a key needs to know beside the state. */
export interface KeyContext {
  /** Rows of a page, and the most that can be above what is shown. */
  readonly page: number;
  readonly mostScroll: number;
  readonly events: readonly ShownEvent[];
}

const LONGEST_FILTER = 100;
const MOST_CLEARED = 1_000;

/** The state after a key, and what else is to be done. */
export function applyKey(
  state: ViewState,
  key: Key,
  context: KeyContext,
): { readonly state: ViewState; readonly request: Request } {
  if (state.draft !== null) return { state: type(state, key, state.draft), request: isCtrlC(key) ? 'quit' : null };
  const action = actionOf(key);
  if (action === undefined) return { state: state.isHelpOpen ? { ...state, isHelpOpen: false } : state, request: null };
  if (state.isHelpOpen) return leaveHelp(state, key, action);
  switch (action.do) {
    case 'quit':
    case 'leave':
    case 'back':
    case 'refresh':
    case 'suspend':
      return { state, request: action.do };
    default:
      return { state: act(state, action, context), request: null };
  }
}

/** Any key closes the help; those that draw or stop the program do so there as well. */
function leaveHelp(state: ViewState, key: Key, action: Action): { readonly state: ViewState; readonly request: Request } {
  if (isCtrlC(key)) return { state, request: 'quit' };
  if (action.do === 'refresh' || action.do === 'suspend') return { state, request: action.do };
  return { state: { ...state, isHelpOpen: false }, request: null };
}

function act(state: ViewState, action: Action, context: KeyContext): ViewState {
  switch (action.do) {
    case 'help':
      return { ...state, isHelpOpen: true };
    case 'screen':
      return { ...state, screen: action.screen, scroll: 0 };
    case 'toggle-screen':
      return { ...state, screen: state.screen === 'machine' ? 'line' : 'machine', scroll: 0 };
    case 'sort':
      return { ...state, sort: action.by, scroll: 0 };
    case 'sort-step':
      return { ...state, sort: SORT_KEYS.at((SORT_KEYS.indexOf(state.sort) + action.by) % SORT_KEYS.length)!, scroll: 0 };
    case 'hide':
      return { ...state, hidden: toggled(state.hidden, action.section) };
    case 'filter':
      return { ...state, draft: state.filter };
    case 'clear-filter':
      return { ...state, filter: '', scroll: 0 };
    case 'freeze':
      return { ...state, isFrozen: !state.isFrozen };
    case 'command':
      return { ...state, showsCommand: !state.showsCommand };
    case 'unit':
      return { ...state, showsBytes: !state.showsBytes };
    case 'scroll':
      return { ...state, scroll: scrolled(state.scroll, action, context) };
    case 'clear-events':
      return { ...state, cleared: clear(state.cleared, action.what, context.events) };
    default:
      return state;
  }
}

/** A filter is at work while it is typed; Esc brings the one before back, since that is what the draft began with. */
function type(state: ViewState, key: Key, draft: string): ViewState {
  if ('text' in key) return { ...state, draft: (draft + key.text).slice(0, LONGEST_FILTER), scroll: 0 };
  switch (key.name) {
    case 'enter':
      return { ...state, filter: draft.trim(), draft: null, scroll: 0 };
    case 'escape':
      return { ...state, draft: null, scroll: 0 };
    case 'backspace':
      return { ...state, draft: [...draft].slice(0, -1).join(''), scroll: 0 };
    case 'ctrl-u':
      return { ...state, draft: '', scroll: 0 };
    default:
      return state;
  }
}

function scrolled(from: number, { by, towards }: Extract<Action, { do: 'scroll' }>, { page, mostScroll }: KeyContext): number {
  const step = by === 'row' ? 1 : by === 'page' ? Math.max(1, page) : mostScroll;
  return Math.max(0, Math.min(mostScroll, Math.min(from, mostScroll) + step * towards));
}

function toggled(hidden: readonly Section[], section: Section): readonly Section[] {
  return hidden.includes(section) ? hidden.filter((each) => each !== section) : [...hidden, section];
}

/** What lasts cannot be cleared. */
function clear(cleared: readonly number[], what: 'warnings' | 'all', events: readonly ShownEvent[]): readonly number[] {
  const over = events.filter(({ endAt, level }) => endAt !== null && (what === 'all' || level !== 'critical'));
  return [...new Set([...cleared, ...over.map(({ serial }) => serial)])].slice(-MOST_CLEARED);
}

function isCtrlC(key: Key): boolean {
  return 'name' in key && key.name === 'ctrl-c';
}
