import { describe, expect, it } from 'vitest';
import { recognisePop3 } from '../../../src/inspect/text-protocols/recognise-pop3.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

describe('recognisePop3', () => {
  it('does not take the replies of Redis for its own', () => {
    for (const line of ['+OK\r\n', '-ERR unknown command\r\n']) {
      expect(verdict(recognisePop3, line)).toBe('perhaps');
      expect(verdict(recognisePop3, line, { sourcePort: 110 })).toBe('Pop3');
    }
  });

  it('knows a user by the port', () => {
    expect(verdict(recognisePop3, 'USER someone\r\n')).toBe('perhaps');
    expect(verdict(recognisePop3, 'USER someone\r\n', { destinationPort: 110 })).toBe('Pop3');
  });

  it('asks for whole words', () => {
    expect(verdict(recognisePop3, 'CAPABILITY\r\n')).toBe('not mine');
    expect(verdict(recognisePop3, '+OKAY\r\n')).toBe('not mine');
  });
});
