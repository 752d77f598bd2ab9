import { describe, expect, it } from 'vitest';
import { wlanDestinationOffset, wlanSourceOffset } from '../../../src/decode/link/wlan.ts';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes, hexText } from '../../support/frames/drawing.ts';

const WLAN = { linkType: 105 };
const ONE = '02 00 00 00 00 01';
const TWO = '02 00 00 00 00 02';
const THREE = '02 00 00 00 00 03';
const FOUR = '02 00 00 00 00 04';
const LLC = '42 42 03';
const SNAP_ARP = 'aa aa 03 000000 0806';
const ARP = '0001 0800 06 04 0001  020000000001 c0000201  000000000000 c0000202';

/** A frame's header up to the sequence control, by its first two bytes. */
const header = (frameControl: string) => `${frameControl} 0000 ${ONE} ${TWO} ${THREE} 1000`;

describe('decodeWlan', () => {
  it('leads a data frame to LLC, SNAP and what its EtherType announces', () => {
    const packet = decode(hexBytes(`${header('0801')} ${SNAP_ARP} ${ARP}`), WLAN);
    expect(stackOf(packet)).toBe('wlan/llc/snap/arp');
    expect(offsetsOf(packet)).toEqual([0, 24, 27, 32]);
    expect(packet.linkLayer).toBe(0);
  });

  it.each([
    ['QoS', `${header('8801')} 7f00`, 26],
    ['QoS, from the access point', `${header('8802')} 0000`, 26],
    ['four addresses', `${header('0803')} ${FOUR}`, 30],
    ['QoS and four addresses', `${header('8803')} ${FOUR} 0000`, 32],
    ['QoS and HT control', `${header('8881')} 0000 00000000`, 30],
    ['strict order, which is no HT control without QoS', header('0881'), 24],
    ['an acknowledgment folded in, which changes no length', header('1801'), 24],
    ['the same with QoS', `${header('9801')} 0000`, 26],
  ])('finds the body behind %s', (_what, bytes, length) => {
    const packet = decode(hexBytes(`${bytes} ${LLC}`), WLAN);
    expect(stackOf(packet)).toBe('wlan/llc');
    expect(offsetsOf(packet)).toEqual([0, length]);
  });

  it.each([
    ['ad hoc', '0800', 1, 2],
    ['to the access point', '0801', 3, 2],
    ['from the access point', '0802', 1, 3],
    ['between access points', '0803', 3, 4],
  ])('finds destination and source of a frame %s', (_what, frameControl, destination, source) => {
    const packet = decode(hexBytes(`${header(frameControl)} ${FOUR} ${LLC}`), WLAN);
    const macAt = (offset: number) => hexText(packet.bytes.slice(offset, offset + 6));
    expect(macAt(wlanDestinationOffset(packet.bytes, packet.start))).toBe(`02000000000${destination}`);
    expect(macAt(wlanSourceOffset(packet.bytes, packet.start))).toBe(`02000000000${source}`);
  });

  it.each([
    ['a protected frame', `${header('0841')} ${LLC}`],
    ['a null frame', `${header('4801')}`],
    ['a QoS null frame', `${header('c801')} 0000`],
    ['a later fragment', `0801 0000 ${ONE} ${TWO} ${THREE} 1100 ${LLC}`],
    ['an aggregate of several frames', `${header('8801')} 8000 ${LLC}`],
    ['an aggregate from the access point', `${header('8802')} 8000 ${LLC}`],
    ['an aggregate between access points', `${header('8803')} ${FOUR} 8000 ${LLC}`],
    ['a beacon', `${header('8000')} 0102030405060708`],
  ])('stops at %s without a problem', (_what, bytes) => {
    const packet = decode(hexBytes(bytes), WLAN);
    expect(stackOf(packet)).toBe('wlan');
    expect(problemOf(packet)).toBe('none');
    expect(unknownOf(packet)).toBe('none');
    expect(packet.linkLayer).toBe(0);
  });

  it.each([
    ['an acknowledgment', `d400 0000 ${ONE}`, 10],
    ['a clear to send', `c400 0000 ${ONE}`, 10],
    ['a request to send', `b400 0000 ${ONE} ${TWO}`, 16],
  ])('identifies %s, which has no link-layer addresses', (_what, bytes, length) => {
    const packet = decode(hexBytes(`${bytes} 55`), WLAN);
    expect(stackOf(packet)).toBe('wlan');
    expect(payloadOf(packet)).toEqual(hexBytes('55'));
    expect(packet.cursor - packet.start).toBe(length);
    expect(packet.linkLayer).toBe(-1);
  });

  it('skips the padding between header and body that radiotap announces', () => {
    const packet = decode(hexBytes(`00 00 0900 02000000 20 ${header('8801')} 0000 ffff ${LLC}`), { linkType: 127 });
    expect(stackOf(packet)).toBe('radiotap/wlan/llc');
    expect(offsetsOf(packet)).toEqual([0, 9, 37]);
  });

  it('is truncated inside announced padding', () => {
    const packet = decode(hexBytes(`00 00 0900 02000000 20 ${header('8801')} 0000 ff`), { linkType: 127 });
    expect(stackOf(packet)).toBe('radiotap/wlan');
    expect(problemOf(packet)).toBe('llc header-truncated');
  });

  it('refuses a version other than 0', () => {
    expect(problemOf(decode(hexBytes(`${header('0901')} ${LLC}`), WLAN))).toBe('wlan version-invalid');
    // Its two bytes may be swapped only within CAPWAP.
    expect(problemOf(decode(hexBytes(`${header('0108')} ${LLC}`), WLAN))).toBe('wlan version-invalid');
  });

  it.each([
    ['10 bytes', '0801 0000 0200000000'],
    ['24 bytes', `0801 0000 ${ONE} ${TWO} ${THREE} 10`],
    ['its QoS control', `${header('8801')} 00`],
    ['its fourth address', `${header('0803')} 0200000000`],
    ['its HT control', `${header('8881')} 0000 000000`],
    ['the second address of a request to send', `b400 0000 ${ONE} 0200000000`],
  ])('is truncated before the end of %s', (_what, bytes) => {
    expect(problemOf(decode(hexBytes(bytes), WLAN))).toBe('wlan header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${header('8883')} ${FOUR} 0000 00000000 ${SNAP_ARP} ${ARP}`), WLAN);
    cutEverywhere(hexBytes(`00 00 0900 02000000 20 ${header('8801')} 0000 ffff ${LLC}`), { linkType: 127 });
    cutEverywhere(hexBytes(`b400 0000 ${ONE} ${TWO}`), WLAN);
    cutEverywhere(hexBytes(`d400 0000 ${ONE}`), WLAN);
  });
});
