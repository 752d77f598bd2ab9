import { describe, expect, it } from 'vitest';
import { offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { cutEverywhereOverIpv4, decodeOverIpv4, INNER_ETHERNET, INNER_IPV4, INNER_IPV6 } from '../../support/tunnel-frames.ts';

const GRE = 47;
const GRE_HEADER = '0000 894f';
const SERVICE_PATH = '00000aff';
const FIXED_METADATA = '00112233 44556677 8899aabb ccddeeff';

describe('decodeNetworkServiceHeader', () => {
  it.each([
    ['01', INNER_IPV4, 'ipv4'],
    ['02', INNER_IPV6, 'ipv6'],
    ['03', INNER_ETHERNET, 'ethernet/arp'],
    ['04', `0fc2 02 01 ${SERVICE_PATH} ${INNER_IPV4}`, 'nsh/ipv4'],
    ['05', `00010140 ${INNER_IPV4}`, 'mpls/ipv4'],
  ])('carries next protocol 0x%s behind fixed metadata', (nextProtocol, inner, stack) => {
    const hex = `${GRE_HEADER} 0fc6 01 ${nextProtocol} ${SERVICE_PATH} ${FIXED_METADATA} ${inner}`;
    const packet = decodeOverIpv4(GRE, hex);
    expect(stackOf(packet)).toBe(`ipv4/gre/nsh/${stack}`);
    expect(offsetsOf(packet).slice(0, 4)).toEqual([0, 20, 24, 48]);
    cutEverywhereOverIpv4(GRE, hex);
  });

  it('skips metadata of variable length', () => {
    const packet = decodeOverIpv4(GRE, `${GRE_HEADER} 0fc4 02 01 ${SERVICE_PATH} 0100 01 04 aabbccdd ${INNER_IPV4}`);
    expect(offsetsOf(packet)).toEqual([0, 20, 24, 40]);
  });

  it('leaves other next protocols unknown', () => {
    expect(unknownOf(decodeOverIpv4(GRE, `${GRE_HEADER} 0fc2 02 fe ${SERVICE_PATH}`))).toBe('nsh 0xfe');
  });

  it.each(['4fc2', '8fc2', 'cfc2'])('refuses first word 0x%s, whose version is not zero', (first) => {
    expect(problemOf(decodeOverIpv4(GRE, `${GRE_HEADER} ${first} 02 01 ${SERVICE_PATH} ${INNER_IPV4}`))).toBe(
      'nsh version-invalid',
    );
  });

  it.each(['0fc0 02', '0fc1 02', '0fc2 01', '0fc7 01'])('refuses length and metadata type 0x%s', (lengthAndType) => {
    const packet = decodeOverIpv4(GRE, `${GRE_HEADER} ${lengthAndType} 01 ${SERVICE_PATH} ${FIXED_METADATA} ${INNER_IPV4}`);
    expect(stackOf(packet)).toBe('ipv4/gre');
    expect(problemOf(packet)).toBe('nsh length-invalid');
  });

  it.each(['0fc2 02 01 0000', `0fc6 01 01 ${SERVICE_PATH} 00112233`])('is truncated as %s', (hex) => {
    expect(problemOf(decodeOverIpv4(GRE, `${GRE_HEADER} ${hex}`))).toBe('nsh header-truncated');
  });
});
