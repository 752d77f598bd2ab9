import { describe, expect, it } from 'vitest';
import { ipv4Text, ipv6Text, macText, timestampText } from '../../src/decode/text.ts';

describe('timestampText', () => {
  it('writes ISO 8601 with microseconds', () => {
    expect(timestampText(1_795_291_200_000_001)).toBe('2026-11-21T20:00:00.000001Z');
    expect(timestampText(1_795_291_200_999_999 + 0.75)).toBe('2026-11-21T20:00:00.999999Z');
    expect(timestampText(0)).toBe('1970-01-01T00:00:00.000000Z');
  });

  it('writes any time as the calendar does', () => {
    // In the year 2255 microseconds become more than a double tells apart.
    for (let day = 0; day < 104_000; day += 7) {
      const millis = day * 86_400_000 + ((day * 7_919_993) % 86_400_000);
      expect(timestampText(millis * 1000)).toBe(`${new Date(millis).toISOString().slice(0, -1)}000Z`);
    }
  });

  it('writes the nearest time there is for times no calendar has', () => {
    expect(timestampText(-1)).toBe('1970-01-01T00:00:00.000000Z');
    expect(timestampText(Number.MAX_VALUE)).toBe('9999-12-31T23:59:59.999999Z');
    expect(timestampText(1.8e19)).toBe('9999-12-31T23:59:59.999999Z');
  });
});

describe('ipv4Text', () => {
  it('reads the word as unsigned', () => {
    expect(ipv4Text(0xcb007105 | 0)).toBe('203.0.113.5');
    expect(ipv4Text(0)).toBe('0.0.0.0');
  });
});

describe('ipv6Text', () => {
  it.each([
    ['::', [0, 0, 0, 0]],
    ['::1', [0, 0, 0, 1]],
    ['2001:db8::1', [0x20010db8, 0, 0, 1]],
    // RFC 5952, section 4.2.2: one zero group is written out.
    ['2001:db8:0:1:1:1:1:1', [0x20010db8, 0x00000001, 0x00010001, 0x00010001]],
    // Section 4.2.3: the longest run, and the first of equals.
    ['2001:0:0:1::1', [0x20010000, 0x00000001, 0, 1]],
    ['2001:db8::1:0:0:1', [0x20010db8, 0, 0x00010000, 0x00000001]],
    ['fe80::', [0xfe800000, 0, 0, 0]],
    // Section 5.
    ['::192.0.2.1', [0, 0, 0, 0xc0000201 | 0]],
    ['::ffff', [0, 0, 0, 0xffff]],
    ['::ffff:192.0.2.1', [0, 0, 0xffff, 0xc0000201 | 0]],
    ['ff02::1:ff00:aabb', [0xff020000, 0, 0x00000001, 0xff00aabb | 0]],
  ] as const)('writes %s', (text, words) => {
    expect(ipv6Text(words)).toBe(text);
  });
});

describe('macText', () => {
  it('writes six bytes in lower case', () => {
    expect(macText(0x0000, 0x5e0053af)).toBe('00:00:5e:00:53:af');
    expect(macText(0xffff, 0xffffffff | 0)).toBe('ff:ff:ff:ff:ff:ff');
  });
});
