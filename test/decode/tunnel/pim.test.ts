import { describe, expect, it } from 'vitest';
import { decode, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { cutEverywhereOverIpv4, decodeOverIpv4, INNER_IPV4, INNER_IPV6, tunnelsOf } from '../../support/tunnel-frames.ts';

const PIM = 103;
const REGISTER = '21 00 dead 00000000';

describe('decodePim', () => {
  it.each([
    [INNER_IPV4, 'ipv4/pim/ipv4', 20],
    [INNER_IPV6, 'ipv4/pim/ipv6', 40],
  ])('leads a register to the packet in it', (inner, stack, innerBytes) => {
    const packet = decodeOverIpv4(PIM, `${REGISTER} ${inner}`);
    expect(stackOf(packet)).toBe(stack);
    expect(tunnelsOf(packet)).toEqual([`pim without id: ${innerBytes} bytes`]);
    expect([packet.tunnelCarriers[0], packet.ipLayer]).toEqual([0, 2]);
  });

  it('leads to it over IPv6, too, and behind the border bit', () => {
    const register = payload(hexBytes('21 00 dead 80000000'));
    const packet = decode(buildFrame(ipv6({ nextHeader: PIM }), register, ipv6()), { linkType: 229 });
    expect(stackOf(packet)).toBe('ipv6/pim/ipv6');
  });

  it('does not follow a null register, which stands for no packet', () => {
    const packet = decodeOverIpv4(PIM, `21 00 dead 40000000 ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/pim');
    expect(problemOf(packet)).toBe('none');
    expect(tunnelsOf(packet)).toEqual([]);
  });

  it('enters all other messages', () => {
    const packet = decodeOverIpv4(PIM, '20 00 dead 0001 0002 0069'); // a hello
    expect(stackOf(packet)).toBe('ipv4/pim');
    expect(payloadOf(packet)).toEqual(hexBytes('0001 0002 0069'));
    expect(packet.ipProtocol).toBe(PIM);
  });

  it('refuses a version other than 2', () => {
    expect(problemOf(decodeOverIpv4(PIM, `11 00 dead 00000000 ${INNER_IPV4}`))).toBe('pim version-invalid');
  });

  it.each(['20 00 de', '21 00 dead 000000'])('is truncated as %s', (bytes) => {
    expect(problemOf(decodeOverIpv4(PIM, bytes))).toBe('pim header-truncated');
  });

  it('is truncated where a register holds nothing', () => {
    expect(problemOf(decodeOverIpv4(PIM, REGISTER))).toBe('ipv4 header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhereOverIpv4(PIM, `${REGISTER} ${INNER_IPV4}`);
    cutEverywhereOverIpv4(PIM, '20 00 dead');
  });
});
