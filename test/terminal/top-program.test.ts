import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Key } from '../../src/terminal/screen/key-decoder.ts';
import type { ScreenBuffer } from '../../src/terminal/screen/screen-buffer.ts';
import type { Request, Session } from '../../src/terminal/session.ts';
import { TopProgram } from '../../src/terminal/top-program.ts';

class FakeTerminal extends EventEmitter {
  columns = 20;
  rows = 3;
  readonly written: string[] = [];
  write(text: string): void {
    this.written.push(text);
  }
  resume(): this {
    return this;
  }
  pause(): this {
    return this;
  }
}

/** Counts its frames; asks for what the key's text says. */
class FakeSession implements Session {
  frames = 0;
  isClosed = false;
  draw(buffer: ScreenBuffer): void {
    this.frames += 1;
    buffer.put(`frame ${this.frames}`, { row: 0, column: 0 });
  }
  press(key: Key): Request {
    const words: Readonly<Record<string, Request>> = { q: 'quit', l: 'leave', b: 'back', r: 'refresh', z: 'suspend' };
    return 'text' in key ? (words[key.text] ?? null) : null;
  }
  close(): void {
    this.isClosed = true;
  }
}

let terminal: FakeTerminal;
let program: TopProgram;
let session: FakeSession;
let ended: Promise<void>;
let hasEnded = false;
const suspend = vi.fn();

beforeEach(async () => {
  vi.useFakeTimers();
  terminal = new FakeTerminal();
  session = new FakeSession();
  program = new TopProgram({
    input: terminal,
    output: terminal,
    environment: { LANG: 'C.UTF-8' },
    refreshMillis: 2_000,
    monotonicMillis: () => Date.now(),
    suspend,
  });
  program.open(session);
  hasEnded = false;
  ended = program.run().then(() => {
    hasEnded = true;
    program.close();
  });
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(async () => {
  program.quit();
  await ended;
  vi.useRealTimers();
});

const press = async (text: string): Promise<void> => {
  terminal.emit('data', Buffer.from(text));
  await vi.advanceTimersByTimeAsync(0);
};

describe('the program', () => {
  it('draws once at first, and with new figures no more often than it was asked to', async () => {
    expect(session.frames).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    for (let second = 0; second < 10; second += 1) {
      program.drawWhenDue();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(session.frames).toBe(7);
  });

  it('draws what comes right after a session was opened or a key was pressed as it comes', async () => {
    program.drawWhenDue();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.frames).toBe(2);
    await vi.advanceTimersByTimeAsync(1_500);
    await press('x');
    program.drawWhenDue();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.frames).toBe(4);
  });

  it('does not draw by itself', async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.frames).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('answers keys and changes of size at once, several of them with one frame', async () => {
    await press('xxx');
    expect(session.frames).toBe(2);
    terminal.columns = 40;
    terminal.emit('resize');
    await vi.advanceTimersByTimeAsync(0);
    expect(session.frames).toBe(3);
    expect(terminal.written.at(-1)).toContain('frame 3');
  });

  it.each(['q', 'l'])('ends with %s, and gives the terminal back', async (key) => {
    await press(key);
    expect(hasEnded).toBe(true);
    expect(session.isClosed).toBe(true);
    expect(terminal.written.at(-1)).toMatch(/\?1049l$/);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('goes back from a session to the one below it', async () => {
    const upper = new FakeSession();
    program.open(upper);
    await press('b');
    expect({ upper: upper.isClosed, lower: session.isClosed, hasEnded }).toEqual({ upper: true, lower: false, hasEnded: false });
    await press('b');
    expect(session.isClosed).toBe(false);
    await press('l');
    expect(hasEnded).toBe(true);
  });

  it('writes everything again when asked to', async () => {
    await press('r');
    expect(terminal.written.at(-1)).toContain('\u001b[2J');
  });

  it('gives the terminal back before the shell takes over, and takes it again afterwards', async () => {
    await press('z');
    expect(terminal.written.at(-1)).toMatch(/\?1049l$/);
    expect(suspend).toHaveBeenCalledOnce();
    program.resume();
    await vi.advanceTimersByTimeAsync(0);
    expect(terminal.written.at(-1)).toContain('frame 2');
    expect(terminal.written.at(-2)).toMatch(/\?1049h/);
  });
});
