import type { ScreenBuffer } from './screen-buffer.ts';
import { type Colors, type Style, sequenceOf } from './style.ts';

/** Changed cells this close to each other are written as one run: moving the cursor costs as much. */
const SMALLEST_GAP = 6;

/** For terminals without UTF-8: what our own signs become. Everything else becomes `?`. */
const IN_ASCII: Readonly<Record<string, string>> = {
  '↓': 'v',
  '↑': '^',
  '→': '>',
  '·': '-',
  '…': '~',
  '─': '-',
  '│': '|',
  '█': '#',
  '▁': '_',
  '▂': '_',
  '▃': '.',
  '▄': '-',
  '▅': '-',
  '▆': '=',
  '▇': '=',
};

export interface WriterOptions {
  readonly colors: Colors;
  readonly isUnicode: boolean;
}

/** Turns a frame into what has to be sent to a terminal that shows the frame before it. */
export class FrameWriter {
  readonly #options: WriterOptions;
  #shown: ScreenBuffer | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** What is on the terminal is not known any more: the next frame is written whole. */
  forget(): void {
    this.#shown = null;
  }

  /** What to send; '' where nothing changed. The caller gives up the frame. */
  write(frame: ScreenBuffer): string {
    const shown = this.#shown;
    const before = shown !== null && shown.columns === frame.columns && shown.rows === frame.rows ? shown : null;
    this.#shown = frame;
    let text = before === null ? '\u001b[0m\u001b[2J' : '';
    for (let row = 0; row < frame.rows; row += 1) text += this.#writeRow(row, frame, before);
    return text === '' ? '' : `${text}\u001b[0m`;
  }

  #writeRow(row: number, frame: ScreenBuffer, before: ScreenBuffer | null): string {
    let text = '';
    let from = -1;
    let until = -1;
    const start = row * frame.columns;
    for (let column = 0; column < frame.columns; column += 1) {
      if (!differs(frame, before, start + column)) continue;
      if (from >= 0 && column - until > SMALLEST_GAP) {
        text += this.#writeRun(row, wholeRun(frame, start, from, until), frame);
        from = -1;
      }
      if (from < 0) from = column;
      until = column;
    }
    return from < 0 ? text : text + this.#writeRun(row, wholeRun(frame, start, from, until), frame);
  }

  #writeRun(row: number, { from, until }: Run, frame: ScreenBuffer): string {
    let text = moveTo(row, from);
    let style = -1;
    for (let column = from; column <= until; column += 1) {
      const at = row * frame.columns + column;
      if (frame.characters[at] === '') continue;
      if (frame.styles[at] !== style) {
        style = frame.styles[at]!;
        text += sequenceOf(style as Style, this.#options.colors);
      }
      const character = this.#spell(frame.characters[at]!);
      text += character;
      // Terminals do not agree on the width of everything: what follows is put where it belongs, whatever the terminal thought.
      if (needsPlacing(character)) text += moveTo(row, column + (frame.characters[at + 1] === '' ? 2 : 1));
    }
    return text;
  }

  #spell(character: string): string {
    if (this.#options.isUnicode || character <= '~') return character;
    return IN_ASCII[character] ?? '?';
  }
}

interface Run {
  readonly from: number;
  readonly until: number;
}

/** A run that holds wide characters whole. */
function wholeRun(frame: ScreenBuffer, start: number, from: number, until: number): Run {
  const isHalf = (column: number): boolean => column < frame.columns && frame.characters[start + column] === '';
  return { from: isHalf(from) ? from - 1 : from, until: isHalf(until + 1) ? until + 1 : until };
}

function differs(frame: ScreenBuffer, before: ScreenBuffer | null, at: number): boolean {
  // The terminal was cleared.
  if (before === null) return frame.characters[at] !== ' ' || frame.styles[at] !== 0;
  return frame.characters[at] !== before.characters[at] || frame.styles[at] !== before.styles[at];
}

function needsPlacing(character: string): boolean {
  return character > '\u02ff' && !(character in IN_ASCII);
}

function moveTo(row: number, column: number): string {
  return `\u001b[${row + 1};${column + 1}H`;
}
