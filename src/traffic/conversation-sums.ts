// Runs once per conversation and window: allocate nothing in `add`.

import type { Inspection } from '../inspect/inspection.ts';
import { FAMILY_WORDS, Family } from './addresses.ts';
import type { ApplicationDelta, ApplicationTable } from './application-table.ts';
import {
  ADDRESSES,
  FIRST_HOST,
  FIRST_IS_HOME,
  FROM_FIRST,
  FROM_SECOND,
  KIND,
  SECOND_HOST,
  SECOND_IS_HOME,
  SEEN,
} from './conversation-key.ts';
import type { CountedTable } from './counted-table.ts';
import { type HostDelta, type HostKey, type HostTable, Side } from './host-table.ts';

/** What conversations add up to, and who says under which application. */
export interface ConversationSumsOptions {
  readonly hosts: HostTable;
  readonly applications: ApplicationTable;
  readonly inspection: Pick<Inspection, 'keyOf' | 'countAs'>;
}

/** Adds conversations up to hosts and applications: a frame is counted once, in its conversation. */
export class ConversationSums {
  readonly #table: CountedTable;
  readonly #options: ConversationSumsOptions;
  readonly #host: HostKey;
  readonly #delta: HostDelta = {
    sentFrames: 0,
    sentBytes: 0,
    receivedFrames: 0,
    receivedBytes: 0,
    firstSeen: 0,
    lastSeen: 0,
  };
  readonly #share: ApplicationDelta = { frames: 0, wireBytes: 0, downBytes: 0, upBytes: 0, firstSeen: 0, lastSeen: 0 };

  constructor(table: CountedTable, options: ConversationSumsOptions) {
    this.#table = table;
    this.#options = options;
    this.#host = { family: Family.None, words: table.index.words, at: 0, side: Side.Unknown };
  }

  /** Gives both hosts and the application what the conversation had in the open window. */
  add(slot: number): void {
    const { ledger } = this.#table;
    const frames = ledger.openAt(slot, FROM_FIRST) + ledger.openAt(slot, FROM_SECOND);
    if (frames === 0) return;
    this.#addToHosts(slot);
    this.#addToApplication(slot, frames);
  }

  #addToHosts(slot: number): void {
    const { ledger, index } = this.#table;
    const { hosts } = this.#options;
    const delta = this.#delta;
    const host = this.#host;
    const key = index.keyOf(slot);
    const hints = slot * index.rowWords + index.extraAt;
    delta.firstSeen = ledger.firstSeen(slot);
    delta.lastSeen = ledger.lastSeen(slot);
    delta.sentFrames = ledger.openAt(slot, FROM_FIRST);
    delta.sentBytes = ledger.openAt(slot, FROM_FIRST + 1);
    delta.receivedFrames = ledger.openAt(slot, FROM_SECOND);
    delta.receivedBytes = ledger.openAt(slot, FROM_SECOND + 1);
    host.family = (index.words[key + KIND]! & 0xff) as Family;
    host.at = key + ADDRESSES;
    const home = this.#homeOf(slot);
    host.side = home === 0 ? Side.Unknown : home === FIRST_IS_HOME ? Side.Home : Side.Line;
    index.words[hints + FIRST_HOST] = hosts.add(host, delta, index.words[hints + FIRST_HOST]!);

    delta.receivedFrames = delta.sentFrames;
    delta.receivedBytes = delta.sentBytes;
    delta.sentFrames = ledger.openAt(slot, FROM_SECOND);
    delta.sentBytes = ledger.openAt(slot, FROM_SECOND + 1);
    host.at += FAMILY_WORDS[host.family];
    if (home !== 0) host.side = home === SECOND_IS_HOME ? Side.Home : Side.Line;
    index.words[hints + SECOND_HOST] = hosts.add(host, delta, index.words[hints + SECOND_HOST]!);
  }

  #addToApplication(slot: number, frames: number): void {
    const { ledger, index } = this.#table;
    const { applications, inspection } = this.#options;
    const share = this.#share;
    const fromFirst = ledger.openAt(slot, FROM_FIRST + 1);
    const fromSecond = ledger.openAt(slot, FROM_SECOND + 1);
    const home = this.#homeOf(slot);
    share.frames = frames;
    share.wireBytes = fromFirst + fromSecond;
    share.upBytes = home === 0 ? 0 : home === FIRST_IS_HOME ? fromFirst : fromSecond;
    share.downBytes = home === 0 ? 0 : share.wireBytes - share.upBytes;
    share.firstSeen = ledger.firstSeen(slot);
    share.lastSeen = ledger.lastSeen(slot);
    const serial = index.serialOf(slot);
    const key = inspection.keyOf(slot, serial);
    const before = inspection.countAs(slot, serial, key);
    if (before !== key) applications.moveConversation(before, key);
    applications.add(key, share);
  }

  /** `FIRST_IS_HOME`, `SECOND_IS_HOME` or 0. */
  #homeOf(slot: number): number {
    const { index } = this.#table;
    return index.words[slot * index.rowWords + index.extraAt + SEEN]! & (FIRST_IS_HOME | SECOND_IS_HOME);
  }
}
