// Asked once per PPPoE frame: allocate nothing.

const ENTRIES = 2;
// An entry: both MAC addresses as they stand in the frame, the session id, and the slot.
const ADDRESSES = 0;
const SESSION_ID = 3;
const SLOT = 4;
const ENTRY_WORDS = 5;

const NOBODY = -1;

/**
 * Where the sessions of the last two headers that differ are in their table. A line has one session, and its frames go to and fro, so nearly
 * every header is one of these two, and neither its addresses have to be sorted nor its key hashed.
 */
export class RecentSessions {
  readonly #entries = new Int32Array(ENTRIES * ENTRY_WORDS).fill(NOBODY);
  #next = 0;

  /** The slot of the session with `sessionId` between the twelve bytes of MAC addresses at `macs`, or -1. */
  find(view: DataView, macs: number, sessionId: number): number {
    const entries = this.#entries;
    const first = view.getInt32(macs);
    const second = view.getInt32(macs + 4);
    const third = view.getInt32(macs + 8);
    for (let at = 0; at < ENTRIES * ENTRY_WORDS; at += ENTRY_WORDS) {
      if (
        entries[at + SESSION_ID] === sessionId &&
        entries[at + ADDRESSES + 2] === third &&
        entries[at + ADDRESSES + 1] === second &&
        entries[at + ADDRESSES] === first
      ) {
        return entries[at + SLOT]!;
      }
    }
    return NOBODY;
  }

  remember(view: DataView, macs: number, session: { readonly sessionId: number; readonly slot: number }): void {
    const at = this.#next * ENTRY_WORDS;
    this.#next = (this.#next + 1) % ENTRIES;
    for (let word = 0; word < SESSION_ID; word += 1) this.#entries[at + ADDRESSES + word] = view.getInt32(macs + 4 * word);
    this.#entries[at + SESSION_ID] = session.sessionId;
    this.#entries[at + SLOT] = session.slot;
  }

  /** Forgets everything: a row of the table has changed hands. */
  forget(): void {
    this.#entries.fill(NOBODY);
  }
}
