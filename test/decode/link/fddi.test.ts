import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { snap } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';

const FDDI = { linkType: 10 };
const ADDRESSES = '00005e005302 00005e005301';

const frame = (control: string) => buildFrame(payload(hexBytes(`${control} ${ADDRESSES}`)), snap(), ipv4(), udp());

describe('decodeFddi', () => {
  it.each([
    ['asynchronous', '50'],
    ['asynchronous, of the highest priority', '57'],
    ['synchronous', 'd0'],
  ])('leads an LLC frame to LLC: %s', (_what, control) => {
    const packet = decode(frame(control), FDDI);
    expect(stackOf(packet)).toBe('fddi/llc/snap/ipv4/udp');
    expect(offsetsOf(packet)).toEqual([0, 13, 16, 21, 41]);
    expect(packet.linkLayer).toBe(0);
  });

  it.each([
    ['station management', '41'],
    ['a beacon', 'c2'],
    ['what an implementer made up', '60'],
  ])('stops at %s without a problem', (_what, control) => {
    const packet = decode(frame(control), FDDI);
    expect(stackOf(packet)).toBe('fddi');
    expect(problemOf(packet)).toBe('none');
    expect(packet.linkLayer).toBe(0);
  });

  it('looks for no addresses in a token', () => {
    const packet = decode(hexBytes('80'), FDDI);
    expect(stackOf(packet)).toBe('fddi');
    expect(packet.linkLayer).toBe(-1);
  });

  it.each(['', `50 ${ADDRESSES.slice(2)}`])("is truncated as '%s'", (bytes) => {
    expect(problemOf(decode(hexBytes(bytes), FDDI))).toBe('fddi header-truncated');
  });

  it('keeps within every cut', () => {
    cutEverywhere(frame('50'), FDDI);
    cutEverywhere(frame('41'), { ...FDDI, mayEndEarly: true });
  });
});
