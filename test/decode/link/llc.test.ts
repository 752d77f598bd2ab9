import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const ETHERNET = '02 00 00 00 00 02  02 00 00 00 00 01  0020';
const IPV4 = '4500 0014 0000 0000 40 fd 0000 c0000201 c0000202';

describe('decodeLlc', () => {
  it('leads access point aa to SNAP', () => {
    expect(stackOf(decode(hexBytes(`${ETHERNET} aa aa 03 000000 88b5 00`)))).toBe('ethernet/llc/snap');
  });

  it('takes a response for the same', () => {
    expect(stackOf(decode(hexBytes(`${ETHERNET} aa ab 03 000000 88b5 00`)))).toBe('ethernet/llc/snap');
  });

  it('leads access point 06 to IPv4', () => {
    expect(stackOf(decode(hexBytes(`${ETHERNET} 06 06 03 ${IPV4}`)))).toBe('ethernet/llc/ipv4');
  });

  it('leads access point fe to what the identifier behind it announces', () => {
    const packet = decode(hexBytes(`fe fe 03 cf 0021 ${IPV4}`), { linkType: 100 });
    expect(stackOf(packet)).toBe('llc/ppp/ipv4');
    expect(offsetsOf(packet)).toEqual([0, 4, 6]);
    expect(stackOf(decode(hexBytes(`fe fe 03 cc ${IPV4}`), { linkType: 100 }))).toBe('llc/ipv4');
  });

  it("counts OSI's own protocols, which start with their identifier", () => {
    const packet = decode(hexBytes(`${ETHERNET} fe fe 03 83 1b`)); // IS-IS
    expect(unknownOf(packet)).toBe('llc 0xfefe');
    expect(payloadOf(packet)).toEqual(hexBytes('83 1b'));
  });

  it('counts other access points, both of them', () => {
    const packet = decode(hexBytes(`${ETHERNET} 42 43 03 0000`)); // spanning tree
    expect(stackOf(packet)).toBe('ethernet/llc');
    expect(unknownOf(packet)).toBe('llc 0x4243');
    expect(payloadOf(packet)).toEqual(hexBytes('0000'));
  });

  it.each(['00', '01', '02', '7d'])('has a second control byte after %s', (control) => {
    const packet = decode(hexBytes(`${ETHERNET} f0 f0 ${control} 01 5f`)); // NetBIOS
    expect(payloadOf(packet)).toEqual(hexBytes('5f'));
    expect(unknownOf(packet)).toBe('llc 0xf0f0');
  });

  it('looks behind unnumbered information only', () => {
    expect(unknownOf(decode(hexBytes(`${ETHERNET} aa aa e3 000000 88b5`)))).toBe('llc 0xaaaa'); // a test frame
  });

  it('knows raw IPX, which has no LLC header', () => {
    const packet = decode(hexBytes(`${ETHERNET} ffff 0022 00 11`));
    expect(stackOf(packet)).toBe('ethernet');
    expect(unknownOf(packet)).toBe('llc 0xffff');
  });

  it.each(['', 'aa aa', 'f0 f0 00', 'fe fe 03'])("is truncated as '%s'", (bytes) => {
    expect(problemOf(decode(hexBytes(`${ETHERNET} ${bytes}`)))).toBe('llc header-truncated');
  });

  it('is truncated where the length of the frame ends it', () => {
    expect(problemOf(decode(hexBytes('020000000002 020000000001 0002  aa aa 03 000000 0800')))).toBe('llc header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${ETHERNET} f0 f0 00 01 5f`));
    cutEverywhere(hexBytes(`${ETHERNET} 06 06 03 ${IPV4}`));
    cutEverywhere(hexBytes(`fe fe 03 cf 0021 ${IPV4}`), { linkType: 100 });
  });
});
