import { eachCell, textWidth } from './cell-text.ts';
import { Style } from './style.ts';

/** A part of the screen. Rows and columns count from 0. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** What is put at one place. */
export interface Placed {
  readonly row: number;
  readonly column: number;
  /** The most cells it may take; up to the edge of the screen unless said. */
  readonly width?: number;
  readonly style?: Style;
}

/** A screen in memory. A cell holds one visible character; the right half of a wide one holds ''. */
export class ScreenBuffer {
  readonly rows: number;
  readonly columns: number;
  readonly characters: string[];
  readonly styles: Uint8Array;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.characters = new Array<string>(columns * rows).fill(' ');
    this.styles = new Uint8Array(columns * rows);
  }

  get area(): Area {
    return { row: 0, column: 0, rows: this.rows, columns: this.columns };
  }

  /** Writes text, cleaned, and returns how many cells it took. What does not fit is left out. */
  put(text: string, { row, column, width = Number.POSITIVE_INFINITY, style = Style.Plain }: Placed): number {
    if (row < 0 || row >= this.rows || column < 0 || column >= this.columns) return 0;
    const end = Math.min(this.columns, column + Math.max(0, width));
    let at = column;
    eachCell(text, (character, cells) => {
      if (at + cells > end) return false;
      this.#place(row * this.columns + at, { character, cells }, style);
      at += cells;
      return at < end;
    });
    return at - column;
  }

  /** Writes text that ends where the width ends; one that is too long loses its end. */
  putRight(text: string, placed: Placed & { readonly width: number }): void {
    const space = Math.max(0, placed.width - textWidth(text));
    this.put(text, { ...placed, column: placed.column + space, width: placed.width - space });
  }

  /** Gives all cells of a row within the width a style. */
  paint({ row, column, width, style }: Required<Placed>): void {
    const start = row * this.columns + column;
    this.styles.fill(style, start, start + Math.min(width, this.columns - column));
  }

  /** The row's text, without the blanks at its end. */
  rowText(row: number): string {
    return this.characters
      .slice(row * this.columns, (row + 1) * this.columns)
      .join('')
      .trimEnd();
  }

  /** The whole screen's text. */
  text(): string {
    return Array.from({ length: this.rows }, (_, row) => this.rowText(row)).join('\n');
  }

  /** Half of a wide character must not stay behind when the other half is overwritten. No row begins with the right half of one. */
  #place(at: number, { character, cells }: { readonly character: string; readonly cells: 1 | 2 }, style: Style): void {
    if (this.characters[at] === '') this.characters[at - 1] = ' ';
    if (this.characters[at + cells] === '') this.characters[at + cells] = ' ';
    this.characters[at] = character;
    if (cells === 2) this.characters[at + 1] = '';
    this.styles.fill(style, at, at + cells);
  }
}
