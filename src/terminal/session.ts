import type { Key } from './screen/key-decoder.ts';
import type { ScreenBuffer } from './screen/screen-buffer.ts';

/** What is left to the program after a key: to end, to go back, to draw everything again, to let the shell in; null: to draw what changed. */
export type Request = 'quit' | 'leave' | 'back' | 'refresh' | 'suspend' | null;

/** What has the screen and the keys: a probe, or the list of probes. */
export interface Session {
  draw(buffer: ScreenBuffer): void;
  press(key: Key): Request;
  close(): void;
}
