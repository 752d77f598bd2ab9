import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';
import { vlan } from '../../support/frames/vlan.ts';

const BETWEEN = { linkType: 281 };
const PREPENDED = { linkType: 282 };
const ADDRESSES = '00005e005302 00005e005301';
/** From port 1 to the processor. */
const TAG = '00 00 20 01';

describe('decodeBroadcomTag', () => {
  const frame = (type: string) => buildFrame(payload(hexBytes(`${ADDRESSES} ${TAG} ${type}`)), ipv4(), udp());

  it('finds the tag between the addresses and the type of an Ethernet header', () => {
    const packet = decode(frame('0800'), BETWEEN);
    expect(stackOf(packet)).toBe('ethernet/broadcom-tag/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 12, 18, 38]);
    expect(packet.linkLayer).toBe(0);
  });

  it('leads to VLAN tags and LLC as Ethernet does', () => {
    const tagged = buildFrame(payload(hexBytes(`${ADDRESSES} ${TAG} 8100`)), vlan(), ipv4(), udp());
    expect(stackOf(decode(tagged, BETWEEN))).toBe('ethernet/broadcom-tag/vlan/ipv4/udp');
    expect(stackOf(decode(hexBytes(`${ADDRESSES} ${TAG} 0003 42 42 03`), BETWEEN))).toBe('ethernet/broadcom-tag/llc');
  });

  it('counts other EtherTypes', () => {
    expect(unknownOf(decode(frame('88b5'), BETWEEN))).toBe('broadcom-tag 0x88b5');
  });

  it('is truncated before the end of the addresses, and of the type', () => {
    expect(problemOf(decode(hexBytes(ADDRESSES.slice(2)), BETWEEN))).toBe('ethernet header-truncated');
    expect(problemOf(decode(hexBytes(`${ADDRESSES} ${TAG} 08`), BETWEEN))).toBe('broadcom-tag header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(frame('0800'), BETWEEN);
  });
});

describe('decodeBroadcomTagPrepended', () => {
  const frame = () => buildFrame(payload(hexBytes(TAG)), ethernet(), ipv4(), udp());

  it('finds the frame behind the tag', () => {
    const packet = decode(frame(), PREPENDED);
    expect(stackOf(packet)).toBe('broadcom-tag-prepended/ethernet/ipv4/udp');
    expect(offsetsOf(packet).slice(0, 3)).toEqual([0, 4, 18]);
    expect(packet.linkLayer).toBe(1);
  });

  it('is truncated below 4 bytes', () => {
    expect(problemOf(decode(hexBytes('000020'), PREPENDED))).toBe('broadcom-tag-prepended header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(frame(), PREPENDED);
  });
});
