import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, payloadOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { hexBytes } from '../../support/frames/drawing.ts';

const ARP = '0001 0800 06 04 0001  020000000001 c0000201  000000000000 c0000202';
const llc = (length: string) => `02 00 00 00 00 02  02 00 00 00 00 01  ${length}  aa aa 03`;

/** LLC as the link's first header, and the organization of bridges. */
const ATM = { linkType: 100 };
const BRIDGED = 'aa aa 03 0080c2';
/** With four bytes behind the packet. */
const FRAME = `02 00 00 00 00 02  02 00 00 00 00 01  0806  ${ARP} 01020304`;

describe('decodeSnap', () => {
  it.each(['000000', '0000f8'])('follows the EtherType of organization %s and leaves padding out', (organization) => {
    const packet = decode(hexBytes(`${llc('0024')} ${organization} 0806 ${ARP} 00000000`));
    expect(stackOf(packet)).toBe('ethernet/llc/snap/arp');
    expect(offsetsOf(packet)).toEqual([0, 14, 17, 22]);
    expect(payloadOf(packet)).toHaveLength(0);
  });

  it('counts other EtherTypes', () => {
    expect(unknownOf(decode(hexBytes(`${llc('0008')} 000000 88b5`)))).toBe('snap 0x88b5');
  });

  it.each([
    ['Cisco discovery', '00000c 2000', 'snap 0xc2000'],
    ['a protocol of any other organization', 'ffffff ffff', 'snap 0xffffffffff'],
    ['an EtherType under an organization that has none', '00000c 0800', 'snap 0xc0800'],
  ])('counts %s by organization and number', (_what, bytes, unknown) => {
    expect(unknownOf(decode(hexBytes(`${llc('0008')} ${bytes}`)))).toBe(unknown);
  });

  it('leads to a frame that is bridged over ATM, behind two bytes of padding', () => {
    const packet = decode(hexBytes(`${BRIDGED} 0007 0000 ${FRAME}`), ATM);
    expect(stackOf(packet)).toBe('llc/snap/ethernet/arp');
    expect(offsetsOf(packet)).toEqual([0, 3, 10, 24]);
    expect(payloadOf(packet)).toEqual(hexBytes('01020304'));
  });

  it('leaves the frame check sequence of a bridged frame out', () => {
    const packet = decode(hexBytes(`${BRIDGED} 0001 0000 ${FRAME}`), ATM);
    expect(stackOf(packet)).toBe('llc/snap/ethernet/arp');
    expect(payloadOf(packet)).toHaveLength(0);
  });

  it('counts frames bridged in other ways, or between stations that have no bridges of this kind', () => {
    expect(unknownOf(decode(hexBytes(`${BRIDGED} 000e 0000 ${FRAME}`), ATM))).toBe('snap 0x80c2000e'); // spanning tree
    expect(unknownOf(decode(hexBytes(`${llc('0008')} 0080c2 0007`)))).toBe('snap 0x80c20007');
  });

  it('is truncated inside the padding of a bridged frame', () => {
    const packet = decode(hexBytes(`${BRIDGED} 0007 00`), ATM);
    expect(stackOf(packet)).toBe('llc/snap');
    expect(problemOf(packet)).toBe('snap header-truncated');
  });

  it('is truncated below 5 bytes', () => {
    expect(problemOf(decode(hexBytes(`${llc('0008')} 000000 08`)))).toBe('snap header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(hexBytes(`${llc('0024')} 000000 0806 ${ARP} 00000000`));
    cutEverywhere(hexBytes(`${BRIDGED} 0007 0000 ${FRAME}`), ATM);
  });
});
