// Runs for the first payloads of a conversation: allocate nothing.
import { CR, LF, Match, matchAt, SPACE, type Span } from './ascii.ts';

/**
 * Compares the first word with `commands`, which are in capitals. `Whole` where the word is one of them and ends there, `Partly` where it may yet
 * be one.
 */
export function matchCommand(span: Span, commands: readonly string[]): Match {
  return matchCommandAt(span, span.start, commands);
}

/** The same of the word at `at`. */
export function matchCommandAt(span: Span, at: number, commands: readonly string[]): Match {
  let best: Match = Match.No;
  for (const command of commands) {
    const match = matchAt(span, at, command);
    if (match === Match.No) continue;
    const wordEnd = at + command.length;
    if (match === Match.Partly || wordEnd === span.end) best = Match.Partly;
    else if (isWordEnd(span.bytes[wordEnd]!)) return Match.Whole;
  }
  return best;
}

function isWordEnd(byte: number): boolean {
  return byte === SPACE || byte === CR || byte === LF;
}
