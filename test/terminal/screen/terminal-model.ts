import { textWidth } from '../../../src/terminal/screen/cell-text.ts';

const SEQUENCE = String.raw`(?<row>\d+);(?<column>\d+)H|(?<style>[\d;]*)m|(?<clear>2J)`;
const PRINTABLE = String.raw`[^\p{C}\p{Zl}\p{Zp}\p{M}]`;

/** What a terminal shows after it was sent something: the few sequences that we send, and nothing else. */
export class TerminalModel {
  readonly cells: string[][];
  #row = 0;
  #column = 0;
  /** The current parameters of SGR, and those of each cell. */
  #style = '0';
  readonly styles: string[][];
  readonly #columns: number;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.cells = Array.from({ length: rows }, () => new Array<string>(columns).fill(' '));
    this.styles = Array.from({ length: rows }, () => new Array<string>(columns).fill('0'));
  }

  /** Throws for every byte that is neither printable nor part of one of our own sequences. */
  receive(sent: string): void {
    const pieces = new RegExp(`\u001b\\[(?:${SEQUENCE})|(?<text>${PRINTABLE})`, 'uy');
    while (pieces.lastIndex < sent.length) {
      const from = pieces.lastIndex;
      const groups = pieces.exec(sent)?.groups;
      if (groups === undefined) throw new Error(`not ours: ${JSON.stringify(sent.slice(from, from + 20))}`);
      if (groups.row !== undefined) {
        this.#row = Number(groups.row) - 1;
        this.#column = Number(groups.column) - 1;
      } else if (groups.style !== undefined) this.#style = groups.style;
      else if (groups.clear !== undefined) this.#clear();
      else this.#print(groups.text!);
    }
  }

  text(): string {
    return this.cells.map((row) => row.join('').trimEnd()).join('\n');
  }

  #clear(): void {
    for (const row of this.cells) row.fill(' ');
    for (const row of this.styles) row.fill('0');
  }

  #print(character: string): void {
    const width = textWidth(character);
    const row = this.cells[this.#row]!;
    if (this.#column + width > this.#columns) throw new Error('it writes beyond the edge');
    if (row[this.#column] === '') row[this.#column - 1] = ' ';
    row[this.#column] = character;
    this.styles[this.#row]![this.#column] = this.#style;
    if (width === 2) row[this.#column + 1] = '';
    if (row[this.#column + width] === '') row[this.#column + width] = ' ';
    this.#column += width;
  }
}
