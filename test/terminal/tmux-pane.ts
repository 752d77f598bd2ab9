import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';

/** Whether tmux is installed. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** A shell in a terminal of its own (tmux, with a server that no one else uses). */
export class TmuxPane {
  readonly #directory = mkdtempSync(join(tmpdir(), 'wanprobe-top-'));
  readonly #socket = join(this.#directory, 'tmux');
  readonly #recording = join(this.#directory, 'recording');

  constructor(environment: Readonly<Record<string, string>> = {}) {
    const variables = Object.entries({ LANG: 'C.UTF-8', ...environment }).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    this.#tmux('-f', '/dev/null', 'new-session', '-d', '-x', '80', '-y', '24', ...variables, 'sh');
    // `window-size manual` keeps the size that a test says, whoever else is attached.
    this.#tmux('set-option', '-g', 'window-size', 'manual');
  }

  /** Types text as it is, then Enter. */
  run(command: string): void {
    this.#tmux('send-keys', '-l', command);
    this.#tmux('send-keys', 'Enter');
  }

  /** Presses keys by tmux's names for them: `q`, `Down`, `Escape`, `C-c`. */
  press(...keys: readonly string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** What is on the screen, without the blanks at the ends of rows. */
  screen(): string {
    return this.#tmux('capture-pane', '-p').replace(/[ \n]+$/, '');
  }

  /** A variable of tmux's: `cursor_flag`, `alternate_on`. */
  ask(name: string): string {
    return this.#tmux('display-message', '-p', `#{${name}}`).trim();
  }

  /** Keeps from now on every byte that programs write. */
  record(): void {
    this.#tmux('pipe-pane', '-O', `cat > ${this.#recording}`);
  }

  recorded(): string {
    return readFileSync(this.#recording, 'utf8');
  }

  /** Waits until the screen shows a text, or matches, and returns the screen. */
  async shows(wanted: string | RegExp): Promise<string> {
    return await vi.waitFor(
      () => {
        const screen = this.screen();
        const isThere = typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen);
        if (!isThere) throw new Error(`not on the screen: ${wanted}\n${screen}`);
        return screen;
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  close(): void {
    spawnSync('tmux', ['-S', this.#socket, 'kill-server']);
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #tmux(...words: readonly string[]): string {
    return execFileSync('tmux', ['-S', this.#socket, ...words], { encoding: 'utf8' });
  }
}
