import type { KnownProbe } from './browse/known-probe.ts';
import type { ProbeList } from './browse/probe-list.ts';
import type { Key } from './screen/key-decoder.ts';
import type { ScreenBuffer } from './screen/screen-buffer.ts';
import type { Request, Session } from './session.ts';
import { drawBrowse } from './views/browse-view.ts';

export interface BrowseOptions {
  readonly list: ProbeList;
  readonly onOpen: (probe: KnownProbe) => void;
  /** Called once, when the list is left for good. */
  readonly onClose: () => void;
}

const PAGE = 10;

/** The list of probes on the screen. */
export class BrowseSession implements Session {
  readonly #options: BrowseOptions;
  #selected = 0;
  /** Set where the network cannot be listened to. */
  searchTrouble: string | null = null;

  constructor(options: BrowseOptions) {
    this.#options = options;
  }

  draw(buffer: ScreenBuffer): void {
    drawBrowse(buffer, this.#options.list.entries, { selected: this.#selected, searchTrouble: this.searchTrouble });
  }

  press(key: Key): Request {
    const name = 'name' in key ? key.name : key.text;
    switch (name) {
      case 'q':
      case 'ctrl-c':
        return 'quit';
      case 'escape':
        return 'leave';
      case 'ctrl-z':
        return 'suspend';
      case 'ctrl-l':
        return 'refresh';
      case 'enter':
        this.#open();
        return null;
      default:
        this.#move(name);
        return null;
    }
  }

  close(): void {
    this.#options.list.close();
    this.#options.onClose();
  }

  #open(): void {
    const entry = this.#options.list.entries[this.#selected];
    if (entry !== undefined) this.#options.onOpen(entry.probe);
  }

  #move(name: string): void {
    const last = this.#options.list.entries.length - 1;
    const steps: Readonly<Record<string, number>> = {
      up: -1,
      k: -1,
      down: 1,
      j: 1,
      'page-up': -PAGE,
      'page-down': PAGE,
      home: -last,
      end: last,
    };
    this.#selected = Math.max(0, Math.min(last, this.#selected + (steps[name] ?? 0)));
  }
}
