// Looked into several times per frame: allocate nothing in `slotFor`.

import { KeyedTable, type RandomWord } from './keyed-table.ts';
import { Ledger, ledgerNumbers, type Measures } from './ledger.ts';
import type { TableUse } from './summary.ts';

/** Each of a row's first frames makes it worth as much as having been seen a second later. */
const FRAMES_THAT_WEIGH = 60;
const MICROS_PER_FRAME = 1_000_000;

export interface CountedTableOptions extends Measures {
  readonly capacity: number;
  readonly keyWords: number;
  /** See `RowLayout`. */
  readonly extraWords?: number;
  readonly random: RandomWord;
  /** Called with a row's slot before it gives way to another, while its key and figures are still there. */
  readonly onEvict?: (slot: number) => void;
}

/** A bounded table of counted rows: keys, what the rows add up to, and who gives way when it is full. */
export class CountedTable {
  readonly index: KeyedTable;
  readonly ledger: Ledger;
  /** Whether the last `slotFor` started its row. */
  isNew = false;
  readonly #onEvict: ((slot: number) => void) | undefined;

  constructor(options: CountedTableOptions) {
    const { capacity, keyWords, measures, extraWords = 0, random } = options;
    this.index = new KeyedTable(capacity, { keyWords, numbers: ledgerNumbers(measures), extraWords }, random);
    this.ledger = new Ledger(this.index, options);
    this.#onEvict = options.onEvict;
  }

  /**
   * The slot of the row whose key is the first `words` words of `index.probe`; a row that was not there is started, if need be in place of
   * another, which is folded into the rest. `isNew` then tells.
   */
  slotFor(words: number): number {
    const found = this.index.find(words);
    this.isNew = found < 0;
    return found >= 0 ? found : this.#add(words);
  }

  /** As `slotFor`, for a probe whose bucket is known. */
  slotIn(bucket: number, words: number): number {
    const found = this.index.findIn(bucket, words);
    this.isNew = found < 0;
    return found >= 0 ? found : this.#add(words);
  }

  #add(words: number): number {
    const { index, ledger } = this;
    index.probe.fill(0, words);
    let slot = index.size;
    if (index.isFull) {
      slot = index.chooseVictim(this.#worth);
      this.#onEvict?.(slot);
      ledger.fold(slot);
      index.replace(slot);
    } else {
      index.append();
    }
    ledger.start(slot);
    return slot;
  }

  /** Rows seen lately and rows with many frames are worth keeping. */
  readonly #worth = (slot: number): number => {
    const { ledger } = this;
    let frames = ledger.total(slot, 0) + ledger.openAt(slot, 0);
    if (ledger.split === 'ends') frames += ledger.total(slot, 2) + ledger.openAt(slot, 2);
    return ledger.lastSeen(slot) + Math.min(frames, FRAMES_THAT_WEIGH) * MICROS_PER_FRAME;
  };
}

/** How full a table is, under a name that people read. */
export function useOf(name: string, { index }: CountedTable): TableUse {
  return { name, rows: index.size, capacity: index.capacity, evicted: index.evictions };
}
