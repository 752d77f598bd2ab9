import { describe, expect, it } from 'vitest';
import { destinationMacOffset, sourceMacOffset } from '../../../src/decode/link/mac-addresses.ts';
import { decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes, hexText } from '../../support/frames/drawing.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { udpLite } from '../../support/frames/udp.ts';
import {
  cutEverywhereOverUdp,
  decodeCutOverUdp,
  decodeOverUdp,
  INNER_ETHERNET,
  INNER_IPV4,
  tunnelsOf,
} from '../../support/tunnel-frames.ts';

const CONTROL = 5246;
const DATA = 5247;
/** Header of eight bytes, radio 1, IEEE 802.11; without and with the T flag. */
const ETHERNET_INSIDE = '00 10 42 00 0000 0000';
const WLAN_INSIDE = '00 10 43 00 0000 0000';
/** To the access point: its address, the station's, the destination's. */
const ADDRESSES = '00005e0053fe 00005e005301 00005e005302';
const WLAN_DATA = `08 01 0000 ${ADDRESSES} 0000 aaaa03 000000 0800 ${INNER_IPV4}`;
/** In network byte order: the same flags and type, sequence number 0x123, fragment number 0. */
const SWAPPED = `01 08 0000 ${ADDRESSES} 1230 aaaa03 000000 0800 ${INNER_IPV4}`;

describe('decodeCapwap', () => {
  it.each([
    ['an 802.3 frame', `${ETHERNET_INSIDE} ${INNER_ETHERNET}`, 'ethernet/arp', [0, 20, 28, 36, 50]],
    ['an 802.11 frame', `${WLAN_INSIDE} ${WLAN_DATA}`, 'wlan/llc/snap/ipv4', [0, 20, 28, 36, 60, 63, 68]],
    ['an 802.11 frame in network byte order', `${WLAN_INSIDE} ${SWAPPED}`, 'wlan/llc/snap/ipv4', [0, 20, 28, 36, 60, 63, 68]],
    [
      'a frame behind the radio’s address and wireless information',
      `00 30 42 30 0000 0000 06 00005e0053fe 00 04 d0000000 000000 ${INNER_ETHERNET}`,
      'ethernet/arp',
      [0, 20, 28, 52, 66],
    ],
  ])('carries %s', (_what, hex, stack, offsets) => {
    const packet = decodeOverUdp(DATA, hex);
    expect(stackOf(packet)).toBe(`ipv4/udp/capwap/${stack}`);
    expect(offsetsOf(packet)).toEqual(offsets);
    expect(tunnelsOf(packet)).toEqual([`capwap without id: ${hexBytes(hex).length - offsets[3]! + 28} bytes`]);
    expect(problemOf(packet)).toBe('none');
    cutEverywhereOverUdp(DATA, hex);
  });

  it('finds the link-layer addresses of a swapped frame', () => {
    const packet = decodeOverUdp(DATA, `${WLAN_INSIDE} ${SWAPPED}`);
    const macAt = (offset: number) => hexText(packet.bytes.slice(offset, offset + 6));
    expect(packet.linkLayer).toBe(3);
    expect(macAt(sourceMacOffset(packet, 3))).toBe('00005e005301');
    expect(macAt(destinationMacOffset(packet, 3))).toBe('00005e005302');
  });

  it.each([
    ['as the standard has it', WLAN_DATA.replace(' 0000 aaaa', ' 0110 aaaa')],
    ['in network byte order', SWAPPED.replace(' 1230 ', ' 1001 ')],
  ])('does not look into a later fragment of an 802.11 frame %s', (_what, frame) => {
    expect(stackOf(decodeOverUdp(DATA, `${WLAN_INSIDE} ${frame}`))).toBe('ipv4/udp/capwap/wlan');
  });

  it('refuses an 802.11 frame of another version, in whichever order its frame control is', () => {
    expect(problemOf(decodeOverUdp(DATA, `${WLAN_INSIDE} 0901 ${WLAN_DATA.slice(5)}`))).toBe('wlan version-invalid');
    expect(problemOf(decodeOverUdp(DATA, `${WLAN_INSIDE} 0109 ${WLAN_DATA.slice(5)}`))).toBe('wlan version-invalid');
  });

  it('says nothing of what is encrypted, and counts the tunnel', () => {
    const packet = decodeOverUdp(DATA, '01 000000 17 feff 0001000000000001 0004 aabbccdd');
    expect(stackOf(packet)).toBe('ipv4/udp/capwap');
    expect(offsetsOf(packet)).toEqual([0, 20, 28]);
    expect(tunnelsOf(packet)).toEqual(['capwap without id: 17 bytes']);
    expect(problemOf(packet)).toBe('none');
  });

  it('leaves the message elements of a keepalive as payload', () => {
    const packet = decodeOverUdp(DATA, '00 10 42 08 0000 0000 0014 0023 0010');
    expect(stackOf(packet)).toBe('ipv4/udp/capwap');
    expect(payloadOf(packet)).toEqual(hexBytes('0014 0023 0010'));
    expect(tunnelsOf(packet)).toEqual(['capwap without id: 6 bytes']);
  });

  it('follows the first part of a frame, and forgives that it ends early', () => {
    const packet = decodeOverUdp(DATA, `00 10 42 80 0001 0000 ${INNER_ETHERNET.slice(0, 26)}`);
    expect(stackOf(packet)).toBe('ipv4/udp/capwap');
    expect(problemOf(packet)).toBe('ethernet cut-by-fragmentation');
    expect(packet.isFragment).toBe(false);
  });

  it.each(['80', 'c0'])('does not look into a later part: flags 0x%s', (flags) => {
    const packet = decodeOverUdp(DATA, `00 10 42 ${flags} 0001 0008 ${INNER_ETHERNET}`);
    expect(stackOf(packet)).toBe('ipv4/udp/capwap');
    expect(problemOf(packet)).toBe('none');
  });

  it.each([
    ['0', '00 10 01 00', 0],
    ['3', '00 10 07 00', 3],
    ['31', '00 10 3f 00', 31],
  ])('leaves native frames of wireless binding %s unknown', (_what, word, binding) => {
    const packet = decodeOverUdp(DATA, `${word} 0000 0000 aabb`);
    expect(unknownOf(packet)).toBe(`capwap 0x${binding.toString(16)}`);
    expect(packet.tunnelCount).toBe(1);
  });

  it.each([
    ['a version that is not zero', `10 10 42 00 0000 0000 ${INNER_ETHERNET}`, 'version-invalid'],
    ['a type that is neither of the two', `02 10 42 00 0000 0000 ${INNER_ETHERNET}`, 'type-invalid'],
    ['a header length below its fixed part', `00 08 42 00 0000 0000 ${INNER_ETHERNET}`, 'length-invalid'],
    ['no header length', `00 00 42 00 0000 0000 ${INNER_ETHERNET}`, 'length-invalid'],
    ['less than a first word', '00 10 42', 'header-truncated'],
    ['less than a header', '00 10 42 00 0000 00', 'header-truncated'],
    ['nothing', '', 'header-truncated'],
  ])('refuses %s', (_what, hex, problem) => {
    const packet = decodeOverUdp(DATA, hex);
    expect(stackOf(packet)).toBe('ipv4/udp');
    expect(problemOf(packet)).toBe(`capwap ${problem}`);
    expect(packet.tunnelCount).toBe(0);
  });

  it('counts the tunnel where the header’s optional part is cut', () => {
    const hex = `00 30 42 30 0000 0000 06 00005e0053fe 00 04 d0000000 000000 ${INNER_ETHERNET}`;
    const packet = decodeCutOverUdp(DATA, hex, 12);
    expect(stackOf(packet)).toBe('ipv4/udp/capwap');
    expect(problemOf(packet)).toBe('capwap cut-by-snap-length');
    expect(tunnelsOf(packet)).toEqual(['capwap without id: 22 bytes']);
    expect(problemOf(decodeOverUdp(DATA, '00 30 42 30 0000 0000 06'))).toBe('capwap header-truncated');
  });

  it('comes over UDP-Lite too', () => {
    const bytes = buildFrame(
      ipv6(),
      udpLite({ destinationPort: DATA }),
      payload(hexBytes(`${ETHERNET_INSIDE} ${INNER_ETHERNET}`)),
    );
    expect(stackOf(decode(bytes, { linkType: 229 }))).toBe('ipv6/udp-lite/capwap/ethernet/arp');
  });
});

describe('decodeCapwapControl', () => {
  it.each([
    ['a message in clear', '00 10 02 00 0000 0000 00000001 00 0013 00', '00000001 00 0013 00'],
    ['a message that is encrypted', '01 000000 16 feff 0000', '16 feff 0000'],
  ])('leaves %s as payload, and counts no tunnel', (_what, hex, message) => {
    const packet = decodeOverUdp(CONTROL, hex);
    expect(stackOf(packet)).toBe('ipv4/udp/capwap-control');
    expect(payloadOf(packet)).toEqual(hexBytes(message));
    expect(packet.tunnelCount).toBe(0);
    expect(problemOf(packet)).toBe('none');
  });

  it.each([
    ['10 10 02 00 0000 0000', 'version-invalid'],
    ['03 10 02 00 0000 0000', 'type-invalid'],
    ['00 08 02 00 0000 0000', 'length-invalid'],
    ['00 18 02 00 0000 0000', 'header-truncated'],
    ['00 10 02 00 0000', 'header-truncated'],
    ['01 0000', 'header-truncated'],
  ])('refuses %s', (hex, problem) => {
    expect(problemOf(decodeOverUdp(CONTROL, hex))).toBe(`capwap-control ${problem}`);
  });

  it('keeps within every cut', () => {
    cutEverywhereOverUdp(CONTROL, '00 20 02 10 0000 0000 06 00005e0053fe 00 00000001', { mayEndEarly: true });
  });
});
