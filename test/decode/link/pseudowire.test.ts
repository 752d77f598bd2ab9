import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const MPLS = '02 00 00 00 00 02  02 00 00 00 00 01  8847 003e8b40';
const INNER = '02 00 00 00 00 04  02 00 00 00 00 03  88b5 01';

describe('decodePseudowire', () => {
  it('leads to the Ethernet header that it carries', () => {
    const packet = decode(hexBytes(`${MPLS} 00000001 ${INNER}`));
    expect(stackOf(packet)).toBe('ethernet/mpls/pseudowire/ethernet');
    expect(offsetsOf(packet)).toEqual([0, 14, 18, 22]);
    expect(packet.linkLayer).toBe(3);
  });

  it.each(['00', '0000', '000000'])('is truncated as %s', (bytes) => {
    expect(problemOf(decode(hexBytes(`${MPLS} ${bytes}`)))).toBe('pseudowire header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${MPLS} 00000001 ${INNER}`));
  });
});
