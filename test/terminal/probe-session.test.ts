import { describe, expect, it, vi } from 'vitest';
import type { ProbeFeed } from '../../src/terminal/feed/probe-feed.ts';
import { ProbeSession } from '../../src/terminal/probe-session.ts';
import { ScreenBuffer } from '../../src/terminal/screen/screen-buffer.ts';
import { shownMachine, topModel } from './shown-models.ts';

function open() {
  const feed = { model: topModel(), choose: vi.fn(), close: vi.fn() };
  const session = new ProbeSession(feed as unknown as ProbeFeed);
  const screen = (): string => {
    const buffer = new ScreenBuffer(80, 24);
    session.draw(buffer);
    return buffer.text();
  };
  return { feed, session, screen };
}

const busy = () => topModel({ machine: shownMachine({ cpu: { ...shownMachine().cpu!, total: 97.5 } }) });

describe('a probe on the screen', () => {
  it('shows the latest, unless it was frozen', () => {
    const { feed, session, screen } = open();
    expect(screen()).toContain('CPU %      5.0');
    session.press({ text: ' ' });
    feed.model = busy();
    expect(screen()).toContain('CPU %      5.0');
    session.press({ text: 'm' });
    expect(screen()).toMatch(/CPU % {6}5\.0[\s\S]*by memory/);
    session.press({ text: ' ' });
    expect(screen()).toContain('CPU %     97.5');
  });

  it('asks the feed for what is looked at', () => {
    const { feed, session } = open();
    session.press({ text: '2' });
    expect(feed.choose).toHaveBeenLastCalledWith('line', { sortBy: 'cpu', filter: '' });
    for (const text of ['m', '/', 's', ' ']) session.press({ text });
    expect(feed.choose).toHaveBeenLastCalledWith('line', { sortBy: 'memory', filter: 's' });
    session.press({ name: 'escape' });
    session.press({ text: 'u' });
    expect(feed.choose).toHaveBeenLastCalledWith('line', { sortBy: 'cpu', filter: '' });
  });

  it('says what is left to the program, and lets go of the feed', () => {
    const { feed, session } = open();
    expect(session.press({ text: 'q' })).toBe('quit');
    session.close();
    expect(feed.close).toHaveBeenCalledOnce();
  });
});
