import { describe, expect, it } from 'vitest';
import { hostNameText } from '../../src/inspect/host-name-text.ts';
import { textBytes } from '../support/frames/drawing.ts';

function read(text: string): string {
  const bytes = textBytes(text);
  return hostNameText(bytes, 0, bytes.length);
}

describe("a host's name", () => {
  it.each([
    ['lower case', 'Printer', 'printer'],
    ['without what pads it', 'PRINTER      ', 'printer'],
    ['without zeros and dots behind it', '\0printer.example.net.\0', 'printer.example.net'],
    ['visible', 'prin\u202eter\u001b[2J', 'prin‹202E›ter‹001B›[2j'],
    ['empty where nothing is left', ' \0 ', ''],
  ])('is %s', (_what, text, name) => {
    expect(read(text)).toBe(name);
  });

  it('is no longer than 255 characters, visible ones counted', () => {
    expect(read('a'.repeat(300))).toHaveLength(255);
    expect(read('\u0001'.repeat(255))).toHaveLength(255);
  });

  it('survives bytes that are no text', () => {
    expect(hostNameText(Uint8Array.of(0x41, 0xff, 0xfe), 0, 3)).toBe('a\ufffd\ufffd');
  });
});
