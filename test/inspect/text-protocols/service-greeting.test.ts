import { describe, expect, it } from 'vitest';
import { Match } from '../../../src/inspect/text-protocols/ascii.ts';
import { isReply, readGreeting, wasGreeted } from '../../../src/inspect/text-protocols/service-greeting.ts';
import { textPayload } from '../../support/payloads/text-payload.ts';

describe('readGreeting', () => {
  it('remembers a greeting for the other side', () => {
    const server = textPayload('220 mail.example.net\r\n');
    expect(readGreeting(server)).toBe(Match.Whole);
    expect(wasGreeted(textPayload('USER', { otherMemory: server.memory }))).toBe(true);
    expect(wasGreeted(textPayload('USER'))).toBe(false);
  });

  it('leaves alone what another recogniser remembers', () => {
    const server = Object.assign(textPayload('220-hello\r\n'), { memory: 0x7f000001 });
    expect(readGreeting(server)).toBe(Match.Whole);
    expect(server.memory).toBe(0x7f000001);
  });

  it('remembers nothing of what is no greeting, or only begins like one', () => {
    for (const text of ['', '22', '221 bye', '250 ok']) {
      const server = textPayload(text);
      expect(readGreeting(server)).not.toBe(Match.Whole);
      expect(server.memory).toBe(0);
    }
  });
});

describe('isReply', () => {
  it('is three digits, of which the first is from 1 to 5, and a separator', () => {
    for (const text of ['331 Password', '250-SIZE', '150 ', '554 no']) expect(isReply(textPayload(text))).toBe(true);
    for (const text of ['', '331', '631 ', '031 ', '3x1 ', '33x ', '3311 ']) expect(isReply(textPayload(text))).toBe(false);
  });
});
