// Runs once per VLAN tag: allocate nothing in `count`.

import { CountedTable } from './counted-table.ts';
import type { RandomWord } from './keyed-table.ts';
import type { DirectedFrame } from './ledger.ts';
import { directedOf, listRows, listShares, openDirectedOf, type Question, rateOf, totalsOf } from './shares.ts';
import type { Rows, VlanRow } from './summary.ts';
import type { Shares, VlanShare } from './window.ts';

/** There are no more VLAN ids than that, so no row is ever evicted. */
const VLAN_IDS = 4096;

/** Frames by VLAN id, once per tag; customer and service tags count under the same id. */
export class VlanTable {
  readonly table: CountedTable;

  constructor(random: RandomWord) {
    this.table = new CountedTable({ capacity: VLAN_IDS, keyWords: 1, measures: 4, split: 'line', random });
  }

  count(vlanId: number, frame: DirectedFrame): void {
    this.table.index.probe[0] = vlanId;
    this.table.ledger.countDirected(this.table.slotFor(1), frame);
  }

  rows(question: Question, nowMicros: number): Rows<VlanRow> {
    const { index, ledger } = this.table;
    const describe = (slot: number): VlanRow => ({
      id: index.words[index.keyOf(slot)]!,
      ...totalsOf(ledger, slot),
      bytesPerSecond: rateOf(ledger, slot, nowMicros),
      ...directedOf(ledger, slot, nowMicros),
    });
    return listRows(this.table, question, { nowMicros, describe });
  }

  shares(limit: number): Shares<VlanShare> {
    const { index, ledger } = this.table;
    return listShares(this.table, limit, (slot) => ({
      id: index.words[index.keyOf(slot)]!,
      frames: ledger.openAt(slot, 0),
      wireBytes: ledger.openAt(slot, 1),
      ...openDirectedOf(ledger, slot),
    }));
  }
}
