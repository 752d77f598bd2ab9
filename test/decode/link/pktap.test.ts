import { describe, expect, it } from 'vitest';
import { cutEverywhere, decode, offsetsOf, problemOf, stackOf, unknownOf } from '../../support/decode-harness.ts';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { udp } from '../../support/frames/udp.ts';

const PKTAP = { linkType: 258 };
const USER2 = { linkType: 149 };
const ETHERNET = '01000000';

/** Version 1: length, record type, link type, and 24 bytes of name in front of the flags. */
function header(start: string, options: { readonly length?: number; readonly flags?: string } = {}): Uint8Array {
  const bytes = new Uint8Array(options.length ?? 108);
  bytes.set(hexBytes(start));
  bytes.set(hexBytes(options.flags ?? '01000000'), 36);
  return bytes;
}

const packetOf = (headerBytes: Uint8Array) => buildFrame(payload(headerBytes), ethernet(), ipv4(), udp());
const VERSION_1 = packetOf(header(`6c000000 01000000 ${ETHERNET}`));
/** One byte each for the length and five offsets, two for the link type; the flags say that it is version 2. */
const VERSION_2 = packetOf(header('2c 000000 28 2a 0100', { length: 44, flags: '02000800' }));

describe.each([
  ['its own', PKTAP],
  ["its users'", USER2],
])('decodePktap under %s link type', (_what, linkType) => {
  it('leads to the link type that it names', () => {
    const packet = decode(VERSION_1, linkType);
    expect(stackOf(packet)).toBe('pktap/ethernet/ipv4/udp');
    expect(offsetsOf(packet).slice(0, 3)).toEqual([0, 108, 122]);
  });

  it('goes by the length in the header', () => {
    const packet = decode(packetOf(header(`9c000000 01000000 ${ETHERNET}`, { length: 156 })), linkType);
    expect(offsetsOf(packet).slice(0, 2)).toEqual([0, 156]);
  });

  it('knows version 2 by its flag', () => {
    const packet = decode(VERSION_2, linkType);
    expect(stackOf(packet)).toBe('pktap/ethernet/ipv4/udp');
    expect(offsetsOf(packet).slice(0, 2)).toEqual([0, 44]);
  });
});

describe('decodePktap', () => {
  it('does not look for a packet where the record has none', () => {
    const packet = decode(packetOf(header(`6c000000 00000000 ${ETHERNET}`)), PKTAP);
    expect(stackOf(packet)).toBe('pktap');
    expect(problemOf(packet)).toBe('none');
  });

  it('leaves a link type without a decoder unknown', () => {
    expect(unknownOf(decode(packetOf(header('6c000000 01000000 a3000000')), PKTAP))).toBe('pktap 0xa3');
  });

  it.each([
    ['a length below its own', header(`6b000000 01000000 ${ETHERNET}`), 'length-invalid'],
    ['a length below that of version 2', header('27 0000000000 0100', { flags: '00000800' }), 'length-invalid'],
    ['a length past the frame', header(`00010000 01000000 ${ETHERNET}`), 'header-truncated'],
    ['a length of gigabytes', header(`ffffffff 01000000 ${ETHERNET}`), 'header-truncated'],
  ])('refuses %s', (_what, bytes, problem) => {
    const packet = decode(packetOf(bytes), PKTAP);
    expect(stackOf(packet)).toBe('');
    expect(problemOf(packet)).toBe(`pktap ${problem}`);
  });

  it('inside itself, over and over, comes to an end', () => {
    const nested = concatenate(...Array.from({ length: 20 }, () => header('6c000000 01000000 02010000')));
    expect(problemOf(decode(nested, PKTAP))).toBe('pktap too-many-layers');
    const users = concatenate(...Array.from({ length: 20 }, () => header('6c000000 01000000 95000000')));
    expect(problemOf(decode(users, USER2))).toBe('user2 too-many-layers');
  });

  it('keeps within every cut', () => {
    cutEverywhere(VERSION_1, PKTAP);
    cutEverywhere(VERSION_2, PKTAP);
  });
});

describe('decodeUser2', () => {
  it.each([
    ['a length below that of the header', header(`6b000000 01000000 ${ETHERNET}`)],
    ['a length past the frame', header(`00010000 01000000 ${ETHERNET}`)],
    ['a link type without a decoder', header('6c000000 01000000 a3000000')],
    ['a frame that is shorter', hexBytes('6c000000 01000000 01000000')],
  ])('leaves to its users what is not like it: %s', (_what, bytes) => {
    const packet = decode(bytes.length < 108 ? bytes : packetOf(bytes), USER2);
    expect(stackOf(packet)).toBe('');
    expect(problemOf(packet)).toBe('none');
    expect(packet.isUnknown).toBe(true);
    expect(packet.unknownCarrier).toBe(0);
    expect(packet.unknownIdentifier).toBe(149);
  });

  it('is counted under the header that names it', () => {
    expect(unknownOf(decode(hexBytes('00 00 0800 95000000 0102'), { linkType: 192 }))).toBe('ppi 0x95');
  });

  it('keeps within every cut', () => {
    cutEverywhere(VERSION_1, { ...USER2, mayEndEarly: true });
    cutEverywhere(VERSION_2, { ...USER2, mayEndEarly: true });
  });
});
