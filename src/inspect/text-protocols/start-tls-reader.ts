// Runs once per segment at the beginning of a connection: keeps nothing of what it reads.
import type { Packet } from '../../decode/packet.ts';
import { Reading, type StreamReader, type StreamView } from '../stream-view.ts';
import { LineKind, type LineReader, START_TLS_LINES, type StartTlsProtocol } from './start-tls-commands.ts';

export type { StartTlsProtocol } from './start-tls-commands.ts';

const MOST_LINES = 32;
/** Longer beginnings are not read on. A power of two, for the memo. */
const LONGEST_VIEW = 8 * 1024;

/**
 * Reads the lines of a client up to the one that begins TLS: `Restart` behind it. Before that nothing is consumed, so that the memo stays: how
 * many lines were read, where the next one starts, and how far its end was searched for, in 5, 13 and 13 bits.
 */
export class StartTlsReader implements StreamReader {
  readonly #lines: LineReader;

  constructor(options: { readonly protocol: StartTlsProtocol }) {
    this.#lines = START_TLS_LINES[options.protocol];
  }

  read(view: StreamView, _packet: Packet): Reading {
    const { delimiter, kindOf } = this.#lines;
    const { bytes, start } = view;
    const end = Math.min(view.end, start + LONGEST_VIEW - 1);
    let lines = view.memo % MOST_LINES;
    let lineStart = start + (Math.floor(view.memo / MOST_LINES) % LONGEST_VIEW);
    for (let at = start + Math.floor(view.memo / MOST_LINES / LONGEST_VIEW); at < end; at += 1) {
      if (bytes[at] !== delimiter) continue;
      const kind = kindOf({ bytes, start: lineStart, end: at + 1 });
      lines += 1;
      lineStart = at + 1;
      if (kind === LineKind.Start) {
        view.consumed = lineStart - start;
        return Reading.Restart;
      }
      if (kind === LineKind.Plain || lines === MOST_LINES) return Reading.Done;
    }
    if (end < view.end) return Reading.Done;
    view.memo = ((end - start) * LONGEST_VIEW + (lineStart - start)) * MOST_LINES + lines;
    view.needed = end - start + 1;
    return Reading.More;
  }
}
