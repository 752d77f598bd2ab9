import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';

const LINK_TYPE = 192;
const ETHERNET = '01000000';
/** A note of type 2 (802.11-Common would be longer) and 4 bytes. */
const NOTE = '0200 0400 aabbccdd';

function ppi(header: string): Uint8Array {
  return concatenate(hexBytes(header), buildFrame(ethernet(), ipv4(), udp()));
}

describe('decodePpi', () => {
  it('leads to the link type that it names', () => {
    const packet = decode(ppi(`00 00 0800 ${ETHERNET}`), { linkType: LINK_TYPE });
    expect(stackOf(packet)).toBe('ppi/ethernet/ipv4/udp');
    expect(offsetsOf(packet).slice(0, 2)).toEqual([0, 8]);
  });

  it('skips its notes', () => {
    const packet = decode(ppi(`00 00 1000 ${ETHERNET} ${NOTE}`), { linkType: LINK_TYPE });
    expect(offsetsOf(packet).slice(0, 2)).toEqual([0, 16]);
  });

  it('leaves a link type without a decoder unknown', () => {
    expect(unknownOf(decode(hexBytes('00 00 0800 a3000000 aabb'), { linkType: LINK_TYPE }))).toBe('ppi 0xa3');
  });

  it.each([
    ['another version', `01 00 0800 ${ETHERNET}`, 'version-invalid'],
    ['a length below its own', `00 00 0700 ${ETHERNET}`, 'length-invalid'],
    ['a length past the frame', `00 00 ff00 ${ETHERNET}`, 'header-truncated'],
  ])('refuses %s', (_, header, problem) => {
    const packet = decode(ppi(header), { linkType: LINK_TYPE });
    expect(stackOf(packet)).toBe('');
    expect(problemOf(packet)).toBe(`ppi ${problem}`);
  });

  it('inside itself, over and over, comes to an end', () => {
    const packet = decode(hexBytes('00 00 0800 c0000000'.repeat(40)), { linkType: LINK_TYPE });
    expect(problemOf(packet)).toBe('ppi too-many-layers');
  });

  it('keeps within every cut', () => {
    cutEverywhere(ppi(`00 00 1000 ${ETHERNET} ${NOTE}`), { linkType: LINK_TYPE });
  });
});
