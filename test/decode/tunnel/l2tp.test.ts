import { describe, expect, it } from 'vitest';
import { offsetsOf, payloadOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { cutEverywhereOverUdp, decodeOverUdp, INNER_IPV4, tunnelsOf } from '../../support/tunnel-frames.ts';

const PORT = 1701;
const PPP = `ff03 0021 ${INNER_IPV4}`;
const ID = 0x4a32_d35e;

describe('decodeL2tp', () => {
  const optionalFields = [
    ['no optional field', '0002', '', ''],
    ['a length', '4002', '0020', ''],
    ['sequence numbers', '0802', '', '0001 0000'],
    ['an offset of three', '0202', '', '0003 aabbcc'],
    ['an offset of zero', '0202', '', '0000'],
    ['all of them and priority', '4b02', '0029', '0001 0000 0003 aabbcc'],
  ];
  it.each(optionalFields)('carries PPP with %s', (_, flags, length, behind) => {
    const header = `${flags} ${length} 4a32 d35e ${behind}`;
    const packet = decodeOverUdp(PORT, `${header} ${PPP}`);
    expect(stackOf(packet)).toBe('ipv4/udp/l2tp/ppp/ipv4');
    expect(offsetsOf(packet)[3]).toBe(28 + hexBytes(header).length);
    expect(tunnelsOf(packet)).toEqual([`l2tp ${ID}: 24 bytes`]);
    cutEverywhereOverUdp(PORT, `${header} ${PPP}`);
  });

  it('counts tunnel and session as tunnel * 65536 + session, unsigned', () => {
    expect(tunnelsOf(decodeOverUdp(PORT, `0002 ffff fffe ${PPP}`))).toEqual([`l2tp ${0xffff * 65536 + 0xfffe}: 24 bytes`]);
  });

  it('leaves the attributes of a control message as payload', () => {
    const packet = decodeOverUdp(PORT, 'c802 0014 4a32 0000 0001 0002 8008 0000 0000 0006 ffff');
    expect(stackOf(packet)).toBe('ipv4/udp/l2tp');
    expect(problemOf(packet)).toBe('none');
    expect(tunnelsOf(packet)).toEqual([`l2tp ${0x4a32 * 65536}: 8 bytes`]);
    expect(payloadOf(packet)).toEqual(hexBytes('8008 0000 0000 0006'));
  });

  it.each(['8002', '8802', 'c002', 'ca02', 'c902'])('refuses a control message with flags 0x%s', (flags) => {
    const packet = decodeOverUdp(PORT, `${flags} 000c 4a32 0000 0001 0002 0000`);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe('l2tp flags-invalid');
  });

  it.each(['0000', '0001', '0004', '000f'])('refuses first word 0x%s, whose version is neither 2 nor 3', (first) => {
    expect(problemOf(decodeOverUdp(PORT, `${first} 4a32 d35e ${PPP}`))).toBe('l2tp version-invalid');
  });

  it('refuses a length that ends inside the header', () => {
    expect(problemOf(decodeOverUdp(PORT, `4002 0007 4a32 d35e ${PPP}`))).toBe('l2tp length-invalid');
    expect(problemOf(decodeOverUdp(PORT, `4202 000c 4a32 d35e 0003 aabbcc ${PPP}`))).toBe('l2tp length-invalid');
  });

  it.each([
    ['below 6 bytes', '0002 4a32 d3'],
    ['behind the length', '4002 0020 4a32'],
    ['inside the sequence numbers', '0802 4a32 d35e 0001'],
    ['inside the offset size', '0202 4a32 d35e 00'],
    ['inside the offset padding', '0202 4a32 d35e ffff 0000'],
  ])('is truncated %s', (_, hex) => {
    expect(problemOf(decodeOverUdp(PORT, hex))).toBe('l2tp header-truncated');
  });
});
