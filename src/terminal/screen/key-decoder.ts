/** A key that has a name, or a character that was typed. */
export type Key = { readonly name: KeyName } | { readonly text: string };

export type KeyName =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'home'
  | 'end'
  | 'delete'
  | 'enter'
  | 'tab'
  | 'back-tab'
  | 'backspace'
  | 'escape'
  | 'f1'
  | 'f5'
  | 'ctrl-c'
  | 'ctrl-l'
  | 'ctrl-r'
  | 'ctrl-u'
  | 'ctrl-z';

/** What follows `ESC [` or `ESC O`, parameters and all (xterm, VT220, Linux console, rxvt). */
const SEQUENCES: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'back-tab',
  P: 'f1',
  M: 'enter',
  '1~': 'home',
  '3~': 'delete',
  '4~': 'end',
  '5~': 'page-up',
  '6~': 'page-down',
  '7~': 'home',
  '8~': 'end',
  '11~': 'f1',
  '15~': 'f5',
  '[A': 'f1',
  '[E': 'f5',
};

const CONTROLS: Readonly<Record<number, KeyName>> = {
  3: 'ctrl-c',
  8: 'backspace',
  9: 'tab',
  10: 'enter',
  12: 'ctrl-l',
  13: 'enter',
  18: 'ctrl-r',
  21: 'ctrl-u',
  26: 'ctrl-z',
  127: 'backspace',
};

const ESCAPE = '\u001b';
/** Behind the escape: `[`, parameters and intermediates, then the final character; `[[A` is the Linux console's F1. */
const SEQUENCE = /^(?:\[(?:\[[A-E]|[0-?]*[ -/]*[@-~])|O[0-9]?[A-Za-z])/;
/** A sequence that may still be going on. */
const BEGUN = /^(?:\[\[?[0-?]*[ -/]*|O[0-9]?)?$/;
/** No key's sequence is longer. */
const LONGEST = 16;

/** Turns what a terminal sends into keys. */
export class KeyDecoder {
  readonly #utf8 = new TextDecoder();
  #pending = '';

  /** Whether an escape has come and it is not known yet if it was the key or the beginning of a sequence. */
  get isWaiting(): boolean {
    return this.#pending !== '';
  }

  read(chunk: Uint8Array): Key[] {
    this.#pending += this.#utf8.decode(chunk, { stream: true });
    return this.#take('wait');
  }

  /** Nothing has followed: an escape was the key itself. */
  giveUpWaiting(): Key[] {
    return this.#take('give up');
  }

  #take(atEscape: 'wait' | 'give up'): Key[] {
    const keys: Key[] = [];
    while (this.#pending !== '') {
      if (this.#pending[0] !== ESCAPE) {
        this.#takeCharacter(keys);
        continue;
      }
      const behind = this.#pending.slice(1);
      const sequence = SEQUENCE.exec(behind)?.[0];
      if (sequence !== undefined) {
        this.#pending = behind.slice(sequence.length);
        const name = nameOf(sequence);
        if (name !== undefined) keys.push({ name });
        continue;
      }
      if (atEscape === 'wait' && this.#pending.length < LONGEST && BEGUN.test(behind)) break;
      const isAlone = this.#pending.length === 1 || this.#pending[1] === ESCAPE;
      // Alt and a key send an escape before it; a sequence that ended nowhere is dropped.
      this.#pending = behind.slice(isAlone ? 0 : 1);
      if (isAlone) keys.push({ name: 'escape' });
    }
    return keys;
  }

  #takeCharacter(keys: Key[]): void {
    const code = this.#pending.codePointAt(0)!;
    const character = String.fromCodePoint(code);
    this.#pending = this.#pending.slice(character.length);
    const name = CONTROLS[code];
    if (name !== undefined) keys.push({ name });
    else if (!/\p{C}/u.test(character)) keys.push({ text: character });
  }
}

/** Modifiers (`1;5A`) are left out of account. */
function nameOf(sequence: string): KeyName | undefined {
  const rest = sequence
    .slice(1)
    .replace(/^1;\d+(?=[A-Z]$)/, '')
    .replace(/;\d+(?=~$)/, '');
  return SEQUENCES[rest];
}
