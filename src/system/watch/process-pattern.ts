import type { ProcessReading } from '../process-readings.ts';

/**
 * A pattern over what a process is called. It has to be the whole name, the whole command line (its arguments with a space in between), or
 * the command line without the folder of its program; `*` stands for any text, and there is no other sign. So `nginx` is every process of
 * that name, and `qemu-system-*guest=web*` the one that was given that argument. Takes time in proportion to the text, whatever is in it.
 */
export class ProcessPattern {
  readonly #parts: readonly string[];

  constructor(pattern: string) {
    this.#parts = pattern.split(/\*+/);
  }

  matches({ name, command }: Pick<ProcessReading, 'name' | 'command'>): boolean {
    if (this.#isWhole(name)) return true;
    if (command.length === 0) return false;
    const line = command.join(' ');
    const program = command[0] ?? '';
    return this.#isWhole(line) || this.#isWhole(line.slice(program.lastIndexOf('/') + 1));
  }

  #isWhole(text: string): boolean {
    const first = this.#parts[0] ?? '';
    const last = this.#parts.at(-1) ?? '';
    if (this.#parts.length === 1) return text === first;
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;

    // Each part at the first place it is found leaves the most room for those after it: there is nothing to try again.
    const end = text.length - last.length;
    let from = first.length;
    for (const part of this.#parts.slice(1, -1)) {
      const found = text.indexOf(part, from);
      if (found === -1 || found + part.length > end) return false;
      from = found + part.length;
    }
    return true;
  }
}
