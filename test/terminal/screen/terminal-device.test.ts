import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FrameWriter } from '../../../src/terminal/screen/frame-writer.ts';
import type { Key } from '../../../src/terminal/screen/key-decoder.ts';
import { TerminalDevice } from '../../../src/terminal/screen/terminal-device.ts';

class FakeInput extends EventEmitter {
  isRaw = false;
  isReading = false;
  setRawMode(isRaw: boolean): void {
    this.isRaw = isRaw;
  }
  resume(): this {
    this.isReading = true;
    return this;
  }
  pause(): this {
    this.isReading = false;
    return this;
  }
}

class FakeOutput extends EventEmitter {
  columns = 20;
  rows = 3;
  writableLength = 0;
  readonly written: string[] = [];
  write(text: string): void {
    this.written.push(text);
  }
}

function openDevice() {
  const input = new FakeInput();
  const output = new FakeOutput();
  const keys: Key[] = [];
  const onResize = vi.fn();
  const writer = new FrameWriter({ colors: '16', isUnicode: true });
  const device = new TerminalDevice({ input, output, writer, onKey: (key) => keys.push(key), onResize });
  device.open();
  return { input, output, keys, onResize, device };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a terminal', () => {
  it('is taken over and given back as it was', () => {
    const { input, output, device } = openDevice();
    expect(output.written[0]).toMatch(/^.\[\?1049h.*\[\?25l/);
    expect({ isRaw: input.isRaw, isReading: input.isReading }).toEqual({ isRaw: true, isReading: true });

    device.close();
    expect(output.written.at(-1)).toMatch(/\[\?25h.*\[\?1049l$/);
    expect({ isRaw: input.isRaw, isReading: input.isReading }).toEqual({ isRaw: false, isReading: false });
    expect(input.listenerCount('data') + output.listenerCount('resize')).toBe(0);
  });

  it('is given back once, however often it is asked for', () => {
    const { output, device } = openDevice();
    device.close();
    const before = output.written.length;
    device.close();
    expect(output.written.length).toBe(before);
  });

  it('is written to once a frame, and not at all for the same frame', () => {
    const { output, device } = openDevice();
    const show = (text: string): number => {
      const before = output.written.length;
      const frame = device.frame();
      frame.put(text, { row: 0, column: 0 });
      frame.put(text, { row: 2, column: 9 });
      device.show(frame);
      return output.written.length - before;
    };
    expect([show('one'), show('one'), show('two')]).toEqual([1, 0, 1]);
  });

  it('is not written to while it has not taken what was written, nor when it was given back', () => {
    const { output, device } = openDevice();
    output.writableLength = 100;
    device.show(device.frame());
    expect(output.written).toHaveLength(1);
    output.writableLength = 0;
    device.close();
    device.show(device.frame());
    expect(output.written).toHaveLength(2);
  });

  it('has frames of its size; of a usual one where it does not say, and never of a mad one', () => {
    const { output, device } = openDevice();
    expect(device.frame()).toMatchObject({ columns: 20, rows: 3 });
    Object.assign(output, { columns: 0, rows: 0 });
    expect(device.frame()).toMatchObject({ columns: 80, rows: 24 });
    Object.assign(output, { columns: 60_000, rows: 60_000 });
    expect(device.frame()).toMatchObject({ columns: 500, rows: 200 });
  });

  it('tells of keys, of an escape after a while, and of a change of size', () => {
    vi.useFakeTimers();
    const { input, output, keys, onResize } = openDevice();
    input.emit('data', Buffer.from('q\u001b'));
    expect(keys).toEqual([{ text: 'q' }]);
    vi.advanceTimersByTime(100);
    expect(keys).toEqual([{ text: 'q' }, { name: 'escape' }]);
    output.emit('resize');
    expect(onResize).toHaveBeenCalledOnce();
  });

  it('waits for the rest of a sequence that comes in two pieces', () => {
    vi.useFakeTimers();
    const { input, keys } = openDevice();
    input.emit('data', Buffer.from('\u001b'));
    vi.advanceTimersByTime(20);
    input.emit('data', Buffer.from('[A'));
    vi.advanceTimersByTime(1_000);
    expect(keys).toEqual([{ name: 'up' }]);
  });
});
