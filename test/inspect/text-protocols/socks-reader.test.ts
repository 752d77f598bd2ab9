import { describe, expect, it } from 'vitest';
import { SocksReader } from '../../../src/inspect/text-protocols/socks-reader.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { latin1 } from '../../support/payloads/text-bytes.ts';
import { type ReadStream, readStream } from '../../support/payloads/text-stream.ts';
import { Random } from '../../support/random.ts';

function read(...segments: readonly (string | Uint8Array)[]): ReadStream {
  return readStream(new SocksReader(), segments);
}

const byName = concatenate(hexBytes('05 01 00 03 0b'), latin1('example.net'), hexBytes('0050'));
const CONVERSATIONS: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ['version 5, to an IPv4 address', hexBytes('05 02 00 01  05 01 00 01 c0000201 0050')],
  ['version 5, to an IPv6 address', hexBytes('05 01 00  05 01 00 04 20010db8 00000000 00000000 00000001 01bb')],
  ['version 5, to a name', concatenate(hexBytes('05 01 00'), byName)],
  ['version 5, with a password', concatenate(hexBytes('05 01 02  01 02 6162 03 636465'), byName)],
  ['version 4', hexBytes('04 01 0050 c0000201 6162 00')],
  ['version 4a', concatenate(hexBytes('04 01 0050 00000001 00'), latin1('example.net\0'))],
];

describe('SocksReader', () => {
  it.each(CONVERSATIONS)('lets another protocol begin behind %s', (_, bytes) => {
    expect(read(concatenate(bytes, latin1('GET / HTTP/1.1')))).toMatchObject({ reading: 'Restart', rest: 'GET / HTTP/1.1' });
  });

  it.each(CONVERSATIONS)('waits for every missing byte of %s', (_, bytes) => {
    for (let length = 1; length < bytes.length; length += 1)
      expect(read(bytes.subarray(0, length)).reading, `${length} bytes`).toBe('More');
    expect(read(...Array.from(bytes, (byte) => Uint8Array.of(byte))).reading).toBe('Restart');
  });

  it.each([
    ['what a proxy answers', '05 00  05 00 00 01 c0000201 0050'],
    ['a request to be reached', '05 01 00  05 02 00 01 c0000201 0050'],
    ['a type of address that nobody has', '05 01 00  05 01 00 02 c0000201 0050'],
    ['a second greeting that is none', '05 01 00  06 01 00 01 c0000201 0050'],
    ['another version', '06 01 00'],
    ['version 4, to be reached', '04 02 0050 c0000201 00'],
  ])('is done with %s', (_, bytes) => {
    expect(read(hexBytes(bytes)).reading).toBe('Done');
  });

  it('gives up on a name without end', () => {
    expect(read(concatenate(hexBytes('04 01 0050 c0000201'), new Uint8Array(2000).fill(0x61))).reading).toBe('Done');
  });

  it('never reads outside, whatever it is shown', () => {
    const random = new Random(17);
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Uint8Array.from({ length: 1 + random.below(30) }, () => random.below(6));
      expect(read(bytes).reading).toBeOneOf(['Done', 'More', 'Restart']);
    }
  });
});
