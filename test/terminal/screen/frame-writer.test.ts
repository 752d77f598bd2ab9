import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameWriter } from '../../../src/terminal/screen/frame-writer.ts';
import { ScreenBuffer } from '../../../src/terminal/screen/screen-buffer.ts';
import { Style } from '../../../src/terminal/screen/style.ts';
import { TerminalModel } from './terminal-model.ts';

const COLORED = { colors: '16', isUnicode: true } as const;

interface Piece {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly style?: Style;
}

function frameOf(...pieces: readonly Piece[]): ScreenBuffer {
  const frame = new ScreenBuffer(20, 4);
  for (const { text, ...place } of pieces) frame.put(text, place);
  return frame;
}

describe('what is sent to a terminal', () => {
  it('is the whole frame at first, and nothing while nothing changes', () => {
    const writer = new FrameWriter(COLORED);
    expect(writer.write(frameOf({ text: 'CPU 5.0', row: 1, column: 2 }))).toBe(
      '\u001b[0m\u001b[2J\u001b[2;3H\u001b[0mCPU 5.0\u001b[0m',
    );
    expect(writer.write(frameOf({ text: 'CPU 5.0', row: 1, column: 2 }))).toBe('');
  });

  it('is only what changed', () => {
    const writer = new FrameWriter(COLORED);
    writer.write(frameOf({ text: 'CPU 5.0', row: 0, column: 0 }, { text: 'MEM 21.0', row: 3, column: 0 }));
    expect(writer.write(frameOf({ text: 'CPU 6.0', row: 0, column: 0 }, { text: 'MEM 21.0', row: 3, column: 0 }))).toBe(
      '\u001b[1;5H\u001b[0m6\u001b[0m',
    );
  });

  it('joins changes that are near each other, and not those that are far', () => {
    const writer = new FrameWriter(COLORED);
    writer.write(frameOf({ text: 'a1b1............c1', row: 0, column: 0 }));
    const sent = writer.write(frameOf({ text: 'a2b2............c2', row: 0, column: 0 }));
    expect(sent).toBe('\u001b[1;2H\u001b[0m2b2\u001b[1;18H\u001b[0m2\u001b[0m');
  });

  it('says a style once for a run, also when only the style changed', () => {
    const writer = new FrameWriter(COLORED);
    writer.write(frameOf({ text: '97.0', row: 0, column: 0 }));
    expect(writer.write(frameOf({ text: '97.0', row: 0, column: 0, style: Style.Critical }))).toBe(
      '\u001b[1;1H\u001b[0;1;31m97.0\u001b[0m',
    );
  });

  it('has no colour where there is none', () => {
    const writer = new FrameWriter({ colors: 'none', isUnicode: true });
    expect(writer.write(frameOf({ text: '97.0', row: 0, column: 0, style: Style.Critical }))).toContain('\u001b[0;1;7m97.0');
  });

  it('places what follows a character whose width terminals do not agree on', () => {
    const writer = new FrameWriter(COLORED);
    expect(writer.write(frameOf({ text: '日x', row: 0, column: 0 }))).toContain('日\u001b[1;3Hx');
  });

  it('is ASCII for a terminal that knows nothing else', () => {
    const writer = new FrameWriter({ colors: '16', isUnicode: false });
    const sent = writer.write(frameOf({ text: '↓37.3 █▁… é日', row: 0, column: 0 }));
    expect(sent).toContain('v37.3 #_~ ??');
    expect(sent.replaceAll('\u001b', '')).toMatch(/^[ -~]+$/);
  });

  it('is everything again after a change of size, and when it was forgotten', () => {
    const writer = new FrameWriter(COLORED);
    writer.write(frameOf());
    expect(writer.write(new ScreenBuffer(30, 4))).toContain('\u001b[2J');
    writer.forget();
    expect(writer.write(new ScreenBuffer(30, 4))).toContain('\u001b[2J');
  });

  it('never is much more than the cells there are', () => {
    const writer = new FrameWriter(COLORED);
    const full = (character: string): ScreenBuffer => {
      const frame = new ScreenBuffer(80, 24);
      for (let row = 0; row < 24; row += 1) frame.put(character.repeat(80), { row, column: 0 });
      return frame;
    };
    writer.write(full('a'));
    expect(writer.write(full('b')).length).toBeLessThan(80 * 24 + 24 * 16);
  });

  it('makes a terminal show each of many frames, whatever texts they hold', () => {
    const piece = fc.record({
      text: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom('日本語', '🚀🚀', 'é'),
      ),
      row: fc.integer({ min: 0, max: 3 }),
      column: fc.integer({ min: 0, max: 19 }),
      style: fc.constantFrom(...Object.values(Style)),
    });
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 8 }), { minLength: 1, maxLength: 5 }), (frames) => {
        const writer = new FrameWriter(COLORED);
        const terminal = new TerminalModel(20, 4);
        for (const pieces of frames) {
          const frame = frameOf(...pieces);
          const text = frame.text();
          terminal.receive(writer.write(frame));
          expect(terminal.text()).toBe(text);
        }
      }),
    );
  });
});
