import { describe, expect, it } from 'vitest';
import { PppoeCode, readPppoeCode, readPppoeSessionId } from '../../../src/decode/link/pppoe.ts';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const SESSION = '02 00 00 00 00 02  02 00 00 00 00 01  8864';
const DISCOVERY = 'ff ff ff ff ff ff  02 00 00 00 00 01  8863';
/** RFC 2516, appendix B: a PADI for any service. */
const PADI = '11 09 0000 0004  0101 0000';

describe('decodePppoeSession', () => {
  it('leads to PPP', () => {
    const packet = decode(hexBytes(`${SESSION} 11 00 1234 0008  c021 09 01 0006 abcd`));
    expect(stackOf(packet)).toBe('ethernet/pppoe-session/ppp/lcp');
    expect(offsetsOf(packet)).toEqual([0, 14, 20, 22]);
    expect(readPppoeSessionId(packet.bytes, packet.offsets[1]!)).toBe(0x1234);
  });

  it('leaves Ethernet padding out of the payload', () => {
    const packet = decode(hexBytes(`${SESSION} 11 00 0001 0007  c021 09 01 0005 aa  00000000`));
    expect(payloadOf(packet)).toEqual(hexBytes('aa'));
  });

  it('believes a length only as far as the frame goes', () => {
    const packet = decode(hexBytes(`${SESSION} 11 00 0001 ffff  c021 09 01 0006 aabb`));
    expect(stackOf(packet)).toBe('ethernet/pppoe-session/ppp/lcp');
    expect(payloadOf(packet)).toEqual(hexBytes('aabb'));
  });

  it('cuts PPP off where the length ends', () => {
    expect(problemOf(decode(hexBytes(`${SESSION} 11 00 0001 0001  c021 09 01 0006 aabb`)))).toBe('ppp header-truncated');
    expect(problemOf(decode(hexBytes(`${SESSION} 11 00 0001 0000  c021`)))).toBe('ppp header-truncated');
  });

  it.each([
    ['version 2', '21 00', 'version-invalid'],
    ['type 2', '12 00', 'version-invalid'],
    ['version 0', '01 00', 'version-invalid'],
    ['a code other than session data', '11 09', 'code-invalid'],
    ['a wrong version and a wrong code', '21 09', 'version-invalid'],
  ])('says that %s is wrong, and what the session carries all the same', (_what, fields, problem) => {
    const bytes = hexBytes(`${SESSION} ${fields} 1234 0008  c021 09 01 0006 abcd 0000`);
    const packet = decode(bytes);
    expect(stackOf(packet)).toBe('ethernet/pppoe-session/ppp/lcp');
    expect(problemOf(packet)).toBe(`pppoe-session ${problem}`);
    expect(readPppoeSessionId(packet.bytes, packet.offsets[1]!)).toBe(0x1234);
    cutEverywhere(bytes);
  });

  it('keeps its own problem where what it carries has another', () => {
    expect(problemOf(decode(hexBytes(`${SESSION} 21 00 0001 0001  c021`)))).toBe('pppoe-session version-invalid');
  });

  it('is truncated below 6 bytes', () => {
    expect(problemOf(decode(hexBytes(`${SESSION} 11 00 0001 00`)))).toBe('pppoe-session header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${SESSION} 11 00 1234 0008  c021 09 01 0006 abcd 0000`));
  });
});

describe('decodePppoeDiscovery', () => {
  it('reads the code and leaves the tags as payload', () => {
    const packet = decode(hexBytes(`${DISCOVERY} ${PADI} 00000000`));
    expect(stackOf(packet)).toBe('ethernet/pppoe-discovery');
    expect(readPppoeCode(packet.bytes, packet.offsets[1]!)).toBe(PppoeCode.Padi);
    expect(payloadOf(packet)).toEqual(hexBytes('0101 0000'));
  });

  it.each(['22', '21', '12', '00'])('refuses version and type %s', (versionAndType) => {
    const packet = decode(hexBytes(`${DISCOVERY} ${versionAndType} 09 0000 0000`));
    expect(stackOf(packet)).toBe('ethernet');
    expect(problemOf(packet)).toBe('pppoe-discovery version-invalid');
  });

  it('is truncated below 6 bytes', () => {
    expect(problemOf(decode(hexBytes(`${DISCOVERY} 11 09 0000 00`)))).toBe('pppoe-discovery header-truncated');
  });

  it('takes any code', () => {
    expect(stackOf(decode(hexBytes(`${DISCOVERY} 11 d3 0000 0000`)))).toBe('ethernet/pppoe-discovery');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${DISCOVERY} ${PADI} 00000000`));
  });
});
