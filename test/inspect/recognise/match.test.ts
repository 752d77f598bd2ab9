import { describe, expect, it } from 'vitest';
import { Payload } from '../../../src/inspect/payload.ts';
import {
  ascii,
  capturedLength,
  datagramLength,
  hasAt,
  hasPort,
  isDigit,
  isPrintable,
  Match,
  matchAt,
} from '../../../src/inspect/recognise/match.ts';

function payload(text: string): Payload {
  const shown = new Payload();
  shown.bytes = ascii(`??${text}??`);
  shown.start = 2;
  shown.end = 2 + text.length;
  shown.wireEnd = shown.end + 10;
  return shown;
}

describe('matching the beginning of a payload', () => {
  it('tells the whole of a pattern from its beginning and from something else', () => {
    expect(matchAt(payload('RFB 003'), 0, ascii('RFB '))).toBe(Match.Whole);
    expect(matchAt(payload('RF'), 0, ascii('RFB '))).toBe(Match.Beginning);
    expect(matchAt(payload(''), 0, ascii('RFB '))).toBe(Match.Beginning);
    expect(matchAt(payload('RFC '), 0, ascii('RFB '))).toBe(Match.No);
  });

  it('looks at an offset, and never behind the end', () => {
    expect(hasAt(payload('xxRFB '), 2, ascii('RFB '))).toBe(true);
    expect(hasAt(payload('RFB'), 0, ascii('RFB?'))).toBe(false);
    expect(matchAt(payload('ab'), 5, ascii('??'))).toBe(Match.Beginning);
  });

  it('knows lengths, captured and on the wire, and both ports', () => {
    const shown = payload('abc');
    shown.sourcePort = 53;
    shown.destinationPort = 4000;
    expect([capturedLength(shown), datagramLength(shown)]).toEqual([3, 13]);
    expect([hasPort(shown, 53), hasPort(shown, 4000), hasPort(shown, 80)]).toEqual([true, true, false]);
  });

  it('knows what can be read, and digits', () => {
    expect([0x1f, 0x20, 0x7e, 0x7f].map(isPrintable)).toEqual([false, true, true, false]);
    expect([0x2f, 0x30, 0x39, 0x3a].map(isDigit)).toEqual([false, true, true, false]);
  });
});
