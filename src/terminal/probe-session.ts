import { applyKey } from './apply-key.ts';
import type { ProbeFeed } from './feed/probe-feed.ts';
import { effectiveSort } from './process-order.ts';
import type { Key } from './screen/key-decoder.ts';
import type { ScreenBuffer } from './screen/screen-buffer.ts';
import type { Request, Session } from './session.ts';
import type { TopModel } from './top-model.ts';
import { FIRST_STATE, type ViewState } from './view-state.ts';
import { drawTop } from './views/draw-top.ts';
import type { ScrollRange } from './views/process-table.ts';

/** One probe on the screen. */
export class ProbeSession implements Session {
  readonly #feed: ProbeFeed;
  #state: ViewState = FIRST_STATE;
  #range: ScrollRange = { page: 0, mostScroll: 0 };
  /** What was known when it was frozen. */
  #frozen: TopModel | null = null;

  constructor(feed: ProbeFeed) {
    this.#feed = feed;
  }

  draw(buffer: ScreenBuffer): void {
    // What is scarce may have changed.
    this.#tellFeed();
    this.#range = drawTop(buffer, this.#frozen ?? this.#feed.model, this.#state);
  }

  press(key: Key): Request {
    const { state, request } = applyKey(this.#state, key, { ...this.#range, events: this.#feed.model.events });
    this.#state = state;
    this.#frozen = state.isFrozen ? (this.#frozen ?? this.#feed.model) : null;
    this.#tellFeed();
    return request;
  }

  close(): void {
    this.#feed.close();
  }

  #tellFeed(): void {
    const { machine } = this.#feed.model;
    const { screen, sort, draft, filter } = this.#state;
    const by = machine === null ? 'cpu' : effectiveSort(sort, machine);
    // The probe knows no other orders; those are made here, of what there is.
    const sortBy = by === 'memory' || by === 'io' ? by : 'cpu';
    this.#feed.choose(screen, { sortBy, filter: (draft ?? filter).trim() });
  }
}
