import { describe, expect, it } from 'vitest';
import { applyKey } from '../../src/terminal/apply-key.ts';
import type { Key } from '../../src/terminal/screen/key-decoder.ts';
import { FIRST_STATE, listedEvents, type ViewState } from '../../src/terminal/view-state.ts';
import { shownEvent } from './shown-models.ts';

const OVER = '2026-03-01T19:00:00.000000Z';
const EVENTS = [
  shownEvent({ serial: 1 }),
  shownEvent({ serial: 2, level: 'warning', endAt: OVER }),
  shownEvent({ serial: 3, level: 'critical', endAt: OVER }),
];
const CONTEXT = { page: 10, mostScroll: 25, events: EVENTS };

const key = (word: string): Key => (/^<.*>$/.test(word) ? ({ name: word.slice(1, -1) } as Key) : { text: word });

/** The state after keys, pressed one after another. */
function after(keys: string, from: ViewState = FIRST_STATE): ViewState {
  return keys.split(' ').reduce((state, word) => applyKey(state, key(word), CONTEXT).state, from);
}

describe('a key', () => {
  it.each([
    ['2', { screen: 'line' }],
    ['2 1', { screen: 'machine' }],
    ['<tab>', { screen: 'line' }],
    ['<tab> <back-tab>', { screen: 'machine' }],
    ['m', { sort: 'memory' }],
    ['>', { sort: 'cpu' }],
    ['<', { sort: 'user' }],
    ['< >', { sort: 'auto' }],
    ['n d', { hidden: ['network', 'disks'] }],
    ['n d n', { hidden: ['disks'] }],
    ['o', { showsCommand: false }],
    ['b', { showsBytes: true }],
    ['<down> <down>', { scroll: 2 }],
    ['<page-down> <page-down> <page-down>', { scroll: 25 }],
    ['<end> <up>', { scroll: 24 }],
    ['<up>', { scroll: 0 }],
    ['<end> <home>', { scroll: 0 }],
    ['<end> m', { scroll: 0 }],
    ['h', { isHelpOpen: true }],
    ['h x', { isHelpOpen: false, cleared: [] }],
    ['h ~', { isHelpOpen: false }],
  ] as [string, Partial<ViewState>][])('%s makes it %j', (keys, state) => {
    expect(after(keys)).toMatchObject(state);
  });

  it.each([
    ['q', 'quit'],
    ['<ctrl-c>', 'quit'],
    ['<escape>', 'leave'],
    ['<backspace>', 'back'],
    ['<ctrl-l>', 'refresh'],
    ['<ctrl-z>', 'suspend'],
    ['c', null],
    ['~', null],
  ])('%s asks the program for %s', (word, request) => {
    expect(applyKey(FIRST_STATE, key(word), CONTEXT).request).toBe(request);
  });

  it('quits from the help with Ctrl-C, and closes it with q', () => {
    const help = after('h');
    expect(applyKey(help, key('<ctrl-c>'), CONTEXT).request).toBe('quit');
    expect(applyKey(help, key('q'), CONTEXT)).toMatchObject({ request: null, state: { isHelpOpen: false } });
  });
});

describe('a filter', () => {
  it('is typed, and taken with Enter', () => {
    expect(after('/ s s h')).toMatchObject({ draft: 'ssh', filter: '' });
    expect(after('/ s s h <enter>')).toMatchObject({ draft: null, filter: 'ssh' });
  });

  it('takes letters that are keys otherwise, and lets itself be corrected', () => {
    expect(after('<enter> q x <backspace> 日 <backspace> m')).toMatchObject({ draft: 'qm', screen: 'machine' });
    expect(after('/ a b <ctrl-u> c')).toMatchObject({ draft: 'c' });
  });

  it('is left as it was with Esc, and cleared with e', () => {
    const filtered = after('/ s s h <enter>');
    expect(after('/ d <escape>', filtered)).toMatchObject({ draft: null, filter: 'ssh' });
    expect(after('e', filtered)).toMatchObject({ filter: '' });
  });

  it('does not keep anybody from leaving with Ctrl-C', () => {
    expect(applyKey(after('/ a'), key('<ctrl-c>'), CONTEXT).request).toBe('quit');
  });

  it('is bounded', () => {
    expect(after(`/${' x'.repeat(300)}`).draft).toHaveLength(100);
  });
});

describe('events', () => {
  const serials = (keys: string): number[] => listedEvents(EVENTS, after(keys)).map(({ serial }) => serial);

  it('that are over are cleared: warnings with w, all with x; never what lasts', () => {
    expect(serials('w')).toEqual([1, 3]);
    expect(serials('x')).toEqual([1]);
    expect(serials('w x')).toEqual([1]);
  });
});

describe('freezing', () => {
  it('is undone by the same key', () => {
    const press = (state: ViewState): ViewState => applyKey(state, { text: ' ' }, CONTEXT).state;
    expect(press(FIRST_STATE).isFrozen).toBe(true);
    expect(press(press(FIRST_STATE)).isFrozen).toBe(false);
  });
});
