import { describe, expect, it } from 'vitest';
import {
  initialProtectionsOf,
  isGoogleVersion,
  isQuicVersion,
  PacketType,
  packetTypeOf,
} from '../../../src/inspect/quic/quic-version.ts';
import { hexText } from '../../support/frames/drawing.ts';

const V1 = '38762cf7';
const DRAFT_29 = 'afbfec28';
const DRAFT_23 = 'c3eef712';
const DRAFT_22 = '7fbcdb0e';

describe('initialProtectionsOf', () => {
  it.each([
    ['version 1', 0x00000001, [V1]],
    ['version 2', 0x6b3343cf, ['0dede3de']],
    ['draft 22', 0xff000016, [DRAFT_22]],
    ['draft 23', 0xff000017, [DRAFT_23]],
    ['draft 28', 0xff00001c, [DRAFT_23]],
    ['draft 29', 0xff00001d, [DRAFT_29]],
    ['draft 32', 0xff000020, [DRAFT_29]],
    ['draft 33', 0xff000021, [V1]],
    ['draft 34', 0xff000022, [V1]],
    ["Facebook's of draft 22", 0xfaceb001, [DRAFT_22]],
    ["Facebook's of draft 27", 0xfaceb002, [DRAFT_23]],
    ["Facebook's of version 1", 0xfaceb003, [V1]],
    ["Facebook's experiment", 0xfaceb00e, [DRAFT_23]],
    ['T050', 0x54303530, ['7ff579e5']],
    ['T051', 0x54303531, ['7a4edef4']],
    ['a reserved version, which may be anybody', 0xbabababa, [V1, DRAFT_29]],
    ['draft 21, which has another header', 0xff000015, []],
    ['Q050, which has no TLS in it', 0x51303530, []],
    ['Version Negotiation', 0, []],
    ['nothing', 0x12345678, []],
  ])('knows the salt of %s', (_name, version, salts) => {
    expect(initialProtectionsOf(version).map(({ salt }) => hexText(salt).slice(0, 8))).toEqual(salts);
  });

  it('names keys otherwise in version 2 only', () => {
    expect(initialProtectionsOf(0x6b3343cf)[0]!.labelPrefix).toBe('quicv2');
    expect(initialProtectionsOf(0x00000001)[0]!.labelPrefix).toBe('quic');
  });
});

describe('isQuicVersion', () => {
  it.each([0x00000001, 0x6b3343cf, 0xff00001d, 0xfaceb002, 0x51303433, 0x54303531, 0x1a2a3a4a])('knows %i', (version) => {
    expect(isQuicVersion(version)).toBe(true);
  });

  it.each([0x00000000, 0x00000002, 0xff000001, 0xfacec001, 0x51313433])('does not know %i', (version) => {
    expect(isQuicVersion(version)).toBe(false);
  });
});

describe('isGoogleVersion', () => {
  it('wants Q or T, a zero and two digits', () => {
    const isGoogles = (text: string) => isGoogleVersion(Buffer.from(text).readUInt32BE());
    expect(['Q043', 'Q099', 'T051'].map(isGoogles)).toEqual([true, true, true]);
    expect(['R043', 'Q143', 'Q0/3', 'Q04:', 'Q04 '].map(isGoogles)).toEqual([false, false, false, false, false]);
  });
});

describe('packetTypeOf', () => {
  it('numbers the types of both versions as version 1 does', () => {
    const { Initial, ZeroRtt, Handshake, Retry } = PacketType;
    const typesOf = (version: number) => [0xc0, 0xd0, 0xe0, 0xf0].map((firstByte) => packetTypeOf(version, firstByte));
    expect(typesOf(0x00000001)).toEqual([Initial, ZeroRtt, Handshake, Retry]);
    expect(typesOf(0x6b3343cf)).toEqual([Retry, Initial, ZeroRtt, Handshake]);
  });
});
