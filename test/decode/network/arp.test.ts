import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const ETHERNET = 'ff ff ff ff ff ff  02 00 00 00 00 01  0806';
const REQUEST = '0001 0800 06 04 0001  020000000001 c0000201  000000000000 c0000202';

describe('decodeArp', () => {
  it('ends behind its four addresses, padding left', () => {
    const packet = decode(hexBytes(`${ETHERNET} ${REQUEST} 0000`));
    expect(stackOf(packet)).toBe('ethernet/arp');
    expect(payloadOf(packet)).toEqual(hexBytes('0000'));
    expect(packet.ipLayer).toBe(-1);
  });

  it('takes addresses of any length', () => {
    const packet = decode(hexBytes(`${ETHERNET} 0018 0800 00 04 0001 c0000201 c0000202 5f`));
    expect(stackOf(packet)).toBe('ethernet/arp');
    expect(payloadOf(packet)).toEqual(hexBytes('5f'));
  });

  it('may have no addresses at all', () => {
    expect(stackOf(decode(hexBytes(`${ETHERNET} 0018 0800 00 00 0001`)))).toBe('ethernet/arp');
  });

  it('is truncated inside its fixed part and inside its addresses', () => {
    expect(problemOf(decode(hexBytes(`${ETHERNET} 0001 0800 06 04 00`)))).toBe('arp header-truncated');
    expect(problemOf(decode(hexBytes(`${ETHERNET} ${REQUEST}`).subarray(0, 41)))).toBe('arp header-truncated');
    expect(problemOf(decode(hexBytes(`${ETHERNET} 0001 0800 ff ff 0001 ${'00'.repeat(100)}`)))).toBe('arp header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${ETHERNET} ${REQUEST} 0000`));
  });
});
