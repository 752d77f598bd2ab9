import { describe, expect, it } from 'vitest';
import { proxyHeaderLength } from '../../src/inspect/proxy-header.ts';

function lengthOf(text: string): number {
  const bytes = Buffer.from(`before${text}behind`, 'latin1');
  return proxyHeaderLength(bytes, 6, bytes.length - 6);
}

const LINE = 'PROXY TCP4 192.0.2.1 198.51.100.7 50000 443\r\n';
const SIGNATURE = '\r\n\r\n\0\r\nQUIT\n';

describe('proxyHeaderLength', () => {
  it('is the line of version 1', () => {
    expect(lengthOf(`${LINE}GET / HTTP/1.1\r\n`)).toBe(LINE.length);
  });

  it('is the block of version 2 with its addresses', () => {
    expect(lengthOf(`${SIGNATURE}\x21\x11\x00\x0c${'a'.repeat(12)}GET /`)).toBe(28);
  });

  it.each([
    ['anything else', 'GET / HTTP/1.1\r\n'],
    ['a line that does not end', 'PROXY TCP4 192.0.2.1'],
    ['a line that is too long', `PROXY ${'x'.repeat(200)}\r\n`],
    ['a block that is cut', `${SIGNATURE}\x21\x11\x00\x0c${'a'.repeat(11)}`],
    ['a block without its length', SIGNATURE],
    ['nothing', ''],
  ])('is 0 for %s', (_, text) => {
    expect(lengthOf(text)).toBe(0);
  });
});
