import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const PPP = { linkType: 9 };
const NUMBERS: readonly [string, string][] = [
  ['c021', 'lcp'],
  ['c023', 'pap'],
  ['c223', 'chap'],
  ['8021', 'ipcp'],
  ['8057', 'ipv6cp'],
];

describe.each(NUMBERS)('PPP protocol %s', (number, name) => {
  it(`is ${name}, whose data end where its length says`, () => {
    const packet = decode(hexBytes(`${number}  01 07 0006 a1a2  0000`), PPP);
    expect(stackOf(packet)).toBe(`ppp/${name}`);
    expect(payloadOf(packet)).toEqual(hexBytes('a1a2'));
    expect(problemOf(packet)).toBe('none');
  });

  it('may be a header alone', () => {
    const packet = decode(hexBytes(`${number}  05 07 0004`), PPP);
    expect(stackOf(packet)).toBe(`ppp/${name}`);
    expect(problemOf(packet)).toBe('none');
  });

  it('refuses a length that does not cover its header', () => {
    expect(problemOf(decode(hexBytes(`${number}  01 07 0003 a1a2`), PPP))).toBe(`${name} length-invalid`);
  });

  it('is truncated below 4 bytes', () => {
    expect(problemOf(decode(hexBytes(`${number}  01 07 00`), PPP))).toBe(`${name} header-truncated`);
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${number}  01 07 0006 a1a2  0000`), PPP);
  });
});
