import { describe, expect, it } from 'vitest';
import { recogniseImap } from '../../../src/inspect/text-protocols/recognise-imap.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

describe('recogniseImap', () => {
  it('asks for a letter and a number in a tag, but on its own port', () => {
    for (const line of ['tag NOOP\r\n', '1 NOOP\r\n']) {
      expect(verdict(recogniseImap, line)).toBe('not mine');
      expect(verdict(recogniseImap, line, { destinationPort: 143 })).toBe('Imap');
    }
  });

  it('takes no reply of another protocol for its own', () => {
    for (const line of ['200 OK\r\n', '200 NOOP command successful.\r\n', '* OKAY\r\n', '*1\r\n']) {
      expect(verdict(recogniseImap, line), line).toBe('not mine');
    }
  });

  it('asks for a known command, and for a tag of a sensible length', () => {
    expect(verdict(recogniseImap, 'a1 DANCE\r\n')).toBe('not mine');
    expect(verdict(recogniseImap, 'a123456789012345678 NOOP\r\n')).toBe('not mine');
  });
});
