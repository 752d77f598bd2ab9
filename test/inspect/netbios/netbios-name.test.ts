import { describe, expect, it } from 'vitest';
import { decodeHostName, hostNameOf } from '../../../src/inspect/netbios/netbios-name.ts';
import { textBytes } from '../../support/frames/drawing.ts';

describe('NetBIOS names', () => {
  it('are encoded as RFC 1001 shows it, in section 14.1', () => {
    // "The NetBIOS name": FRED, padded with spaces.
    expect(decodeHostName(textBytes('EGFCEFEECACACACACACACACACACACACA'), 0)).toBe('fred');
  });

  it.each(['EGFCEFEECACACACACACACACACACACACQ', '@GFCEFEECACACACACACACACACACACACA'])('are not %s', (letters) => {
    expect(decodeHostName(textBytes(letters), 0)).toBe('');
  });

  it.each([
    ['a workstation', 'PRINTER        \0', 'printer'],
    ['a file server', 'PRINTER         ', 'printer'],
    ['a domain controller', 'DOMAIN         \x1c', ''],
    ['everybody', `*${'\0'.repeat(15)}`, ''],
    ['the browsers', '\x01\x02__MSBROWSE__\x02\x01', ''],
  ])('are of %s', (_what, text, name) => {
    expect(hostNameOf(textBytes(text), 0)).toBe(name);
  });
});
