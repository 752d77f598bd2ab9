import { describe, expect, it } from 'vitest';
import { recogniseIrc } from '../../../src/inspect/text-protocols/recognise-irc.ts';
import { verdict } from '../../support/payloads/text-payload.ts';

describe('recogniseIrc', () => {
  it('tells its USER and PASS from those of POP3 and FTP', () => {
    expect(verdict(recogniseIrc, 'USER guest tolmoon tolsun :Ronnie Reagan\r\n')).toBe('Irc');
    expect(verdict(recogniseIrc, 'USER anonymous\r\n')).toBe('not mine');
    expect(verdict(recogniseIrc, 'PASS secret\r\nUSER guest 0 * :x\r\n')).toBe('Irc');
    expect(verdict(recogniseIrc, 'PASS secret\r\nLIST\r\n')).toBe('not mine');
    expect(verdict(recogniseIrc, 'PASS secret\r\n')).toBe('perhaps');
  });

  it('does not wait for the end of a line for ever', () => {
    expect(verdict(recogniseIrc, `USER ${'x'.repeat(600)}`)).toBe('not mine');
    expect(verdict(recogniseIrc, `PASS ${'x'.repeat(600)}`)).toBe('not mine');
    expect(verdict(recogniseIrc, `:${'x'.repeat(600)}`)).toBe('not mine');
  });

  it('knows what servers say', () => {
    expect(verdict(recogniseIrc, 'NOTICE AUTH :*** Checking Ident\r\n')).toBe('Irc');
    expect(verdict(recogniseIrc, ':a!b@host.example PRIVMSG #room :hello\r\n')).toBe('Irc');
  });

  it.each([': smile\r\n', ':-) hello\r\n', ':a 12\r\n', ':a 0011 x\r\n', ':a\x00b 001 \r\n'])('refuses %j', (text) => {
    expect(verdict(recogniseIrc, text)).toBe('not mine');
  });
});
