import { describe, expect, it } from 'vitest';
import { UnreadableContentError } from '../../../src/enrich/unusable-file.ts';
import { readVendors } from '../../../src/enrich/vendors/read-vendors.ts';
import { Random } from '../../support/random.ts';

const OUI_TXT = `OUI/MA-L                                                    Organization
company_id                                                  Organization
                                                            Address

00-22-72   (hex)\t\tAmerican Example Corp.
002272     (base 16)\t\tAmerican Example Corp.
\t\t\t\t2181 Example Loop
\t\t\t\tFerndale    98248
\t\t\t\tUS
`;
const MAM_TXT = `
00-55-DA   (hex)\t\tShinko Example co.,ltd.
000000-0FFFFF     (base 16)\t\tShinko Example co.,ltd.
\t\t\t\t19-12 Example-cho

00-55-DA   (hex)\t\tAnother Example
D00000-DFFFFF     (base 16)\t\tAnother Example
`;
const OUI36_TXT = `
70-B3-D5   (hex)\t\tSmall Example
C88000-C88FFF     (base 16)\t\tSmall Example
`;
const OUI_CSV = `Registry,Assignment,Organization Name,Organization Address
MA-L,002272,American Example Corp.,2181 Example Loop Ferndale US 98248
MA-M,0055DAD,"Another ""Example"", Inc.","Somewhere, 1"
MA-S,70B3D5C88,Small Example,
`;
const MANUF = `# a comment
00:22:72\tAmerican\tAmerican Example Corp.
00:00:0E\tShortOnly
00:55:DA:D0:00:00/28\tAnother\tAnother Example
70:B3:D5:C8:80:00/36\tSmall   \tSmall Example
01:80:C2:00:00:0E\tLLDP_Multicast
00-00-0F   \tNEXT\tNeXT
`;
const NMAP = `# $Id$ generated
000000 Xerox
002272 American Example
0055DAD Another Example
70B3D5C88 Small Example
`;
const HWDB = `# This file is part of systemd.

OUI:002272*
 ID_OUI_FROM_DATABASE=American Example Corp.

OUI:0055DAD*
 ID_OUI_FROM_DATABASE=Another Example

OUI:70B3D5C88*
 ID_OUI_FROM_DATABASE=Small Example
`;

function read(text: string) {
  return readVendors(Buffer.from(text));
}

describe('readVendors', () => {
  it('reads the lists of IEEE, of 24, 28 and 36 bits', () => {
    expect(read(OUI_TXT)('00227200000a')).toBe('American Example Corp.');
    expect(['0055da0fffff', '0055dad00000', '0055da100000'].map(read(MAM_TXT))).toEqual([
      'Shinko Example co.,ltd.',
      'Another Example',
      null,
    ]);
    expect(['70b3d5c88fff', '70b3d5c89000'].map(read(OUI36_TXT))).toEqual(['Small Example', null]);
  });

  it('reads the tables of IEEE', () => {
    expect(['002272ffffff', '0055dad12345', '70b3d5c88fff', '70b3d5c87fff'].map(read(OUI_CSV))).toEqual([
      'American Example Corp.',
      'Another "Example", Inc.',
      'Small Example',
      null,
    ]);
  });

  it.each([
    ['manuf', MANUF, 'American Example Corp.'],
    ['nmap-mac-prefixes', NMAP, 'American Example'],
    ['20-OUI.hwdb', HWDB, 'American Example Corp.'],
  ])('reads %s', (_name, text, american) => {
    expect(['002272000001', '0055dadabcde', '0055da000000', '70b3d5c88001', '70b3d5c90001'].map(read(text))).toEqual([
      american,
      'Another Example',
      null,
      'Small Example',
      null,
    ]);
  });

  it('takes the short name where there is no long one, and passes over addresses that stand for no maker', () => {
    expect(read(MANUF)('00000e000001')).toBe('ShortOnly');
    expect(read(MANUF)('0180c200000e')).toBeNull();
  });

  it('takes the longest prefix, and of two equal ones the first', () => {
    const find = read('002272 Whole Block\n0022720 Part of It\n002272000 Part of the Part\n002272 Too Late\n');
    expect(['002272f00000', '00227200f000', '002272000fff'].map(find)).toEqual(['Whole Block', 'Part of It', 'Part of the Part']);
  });

  it('reads lines that end as on Windows, and cleans and cuts names', () => {
    const find = read(`002272 Ex\u202eample\u0007 Ltd.\r\n002273 ${'x'.repeat(9_999)}\r\n`);
    expect(find('002272000000')).toBe('Ex ample Ltd.');
    expect(find('002273000000')).toHaveLength(80);
  });

  it.each(['', 'network,country\n', 'MA-L\n', 'OUI:002272*\n', '002272\n', '# 002272 Comment\n', '\u0000'.repeat(999)])(
    'refuses %j',
    (text) => {
      expect(() => read(text)).toThrow(UnreadableContentError);
    },
  );

  it('survives being cut at every length', () => {
    const whole = Buffer.from([OUI_TXT, MAM_TXT, OUI36_TXT, OUI_CSV, MANUF, NMAP, HWDB].join(''));
    let refused = 0;
    for (let length = 0; length <= whole.length; length += 1) {
      try {
        readVendors(whole.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableContentError);
        refused += 1;
      }
    }
    // Until the first entry has a letter of its name.
    const before = '002272     (base 16)\t\t';
    expect(refused).toBe(OUI_TXT.indexOf(before) + before.length + 1);
  });

  it('survives random bytes', () => {
    const random = new Random(22);
    const alphabet = Buffer.from('0123456789ABCDEF-:/,*"\t\n (hex)base 16MA-LOUI\u00e9');
    for (let round = 0; round < 300; round += 1) {
      const bytes = Buffer.from(Array.from({ length: 2_000 }, () => alphabet[random.below(alphabet.length)]!));
      try {
        readVendors(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableContentError);
      }
    }
  });

  it.each([
    ['short lines', '\n'],
    ['one line', '0'],
    ['prefixes that go on', '00:'],
    ['tabs', '00:22:72\t\t\t\t'],
    ['quotes', 'MA-L,002272,""""'],
  ])('takes time in proportion to %s', (_what, piece) => {
    const timeOf = (bytes: number): number => {
      const text = Buffer.from(`002272 First\n${piece.repeat(bytes / piece.length)}`);
      const times = Array.from({ length: 3 }, () => {
        const started = performance.now();
        readVendors(text);
        return performance.now() - started;
      });
      return Math.min(...times);
    };
    timeOf(200_000);
    // Generous, as the machine does other things: what is quadratic takes 16 times as long.
    expect(timeOf(800_000)).toBeLessThan(9 * timeOf(200_000) + 20);
  });
});
