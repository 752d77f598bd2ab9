import { describe, expect, it } from 'vitest';
import { type Key, KeyDecoder } from '../../../src/terminal/screen/key-decoder.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const shown = (keys: readonly Key[]): string => keys.map((key) => ('name' in key ? `<${key.name}>` : key.text)).join(' ');

describe('keys', () => {
  it.each([
    ['characters', 'qh?/', 'q h ? /'],
    ['arrows, as most terminals send them', '\u001b[A\u001b[B\u001b[C\u001b[D', '<up> <down> <right> <left>'],
    ['arrows in application mode', '\u001bOA\u001bOB', '<up> <down>'],
    ['arrows with a modifier', '\u001b[1;2C\u001b[1;5D', '<right> <left>'],
    ['pages', '\u001b[5~\u001b[6~', '<page-up> <page-down>'],
    [
      'the ends, in all dialects',
      '\u001b[H\u001b[1~\u001b[7~\u001bOH\u001b[F\u001b[4~\u001b[8~',
      '<home> <home> <home> <home> <end> <end> <end>',
    ],
    ['functions', '\u001bOP\u001b[11~\u001b[[A\u001b[15~', '<f1> <f1> <f1> <f5>'],
    ['tabs', '\t\u001b[Z', '<tab> <back-tab>'],
    ['controls', '\u0003\u000c\r\n\u007f\b\u001a', '<ctrl-c> <ctrl-l> <enter> <enter> <backspace> <backspace> <ctrl-z>'],
    ['letters beyond ASCII', 'é日', 'é 日'],
    ['a sequence that nobody knows', 'a\u001b[99~b', 'a b'],
    ['controls that nobody asked for', 'a\u0000\u0001b', 'a b'],
    ['Alt and a letter', '\u001bxq', 'q'],
  ])('are read: %s', (_what, sent, keys) => {
    expect(shown(new KeyDecoder().read(bytes(sent)))).toBe(keys);
  });

  it('are put together from pieces', () => {
    const decoder = new KeyDecoder();
    const sent = bytes('\u001b[6~日');
    const keys = [...sent].flatMap((byte) => decoder.read(Uint8Array.of(byte)));
    expect(shown(keys)).toBe('<page-down> 日');
    expect(decoder.isWaiting).toBe(false);
  });

  it('wait behind an escape until it is known to have been the key', () => {
    const decoder = new KeyDecoder();
    expect(decoder.read(bytes('\u001b'))).toEqual([]);
    expect(decoder.isWaiting).toBe(true);
    expect(shown(decoder.giveUpWaiting())).toBe('<escape>');
    expect(decoder.isWaiting).toBe(false);
  });

  it('are two escapes where two were pressed', () => {
    const decoder = new KeyDecoder();
    expect(shown([...decoder.read(bytes('\u001b\u001b')), ...decoder.giveUpWaiting()])).toBe('<escape> <escape>');
  });

  it('do not wait for ever for a sequence that does not end', () => {
    const decoder = new KeyDecoder();
    decoder.read(bytes(`\u001b[${'1;'.repeat(40)}`));
    expect(decoder.isWaiting).toBe(false);
  });
});
