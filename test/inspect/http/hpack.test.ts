import { describe, expect, it } from 'vitest';
import { readHeaderBlock } from '../../../src/inspect/http/hpack.ts';
import { concatenate, hexBytes } from '../../support/frames/drawing.ts';
import { literalField, literalText } from '../../support/payloads/http2.ts';
import { Random } from '../../support/random.ts';

function fieldsOf(...parts: readonly Uint8Array[]): Record<string, string> {
  return Object.fromEntries(readHeaderBlock(concatenate(...parts)));
}

/** Any field whose name is new and whose value nobody wants; it fills the table. */
function filler(value: string): Uint8Array {
  return literalField('x', value);
}

/** The index of the newest entry of the dynamic table is 62. */
const indexed = (index: number): Uint8Array => Uint8Array.of(0x80 | index);

describe('readHeaderBlock', () => {
  it('reads the requests of RFC 7541, with and without Huffman codes', () => {
    const wanted = { ':method': 'GET', ':authority': 'www.example.com' };
    expect(fieldsOf(hexBytes('8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d'))).toEqual(wanted); // C.3.1
    expect(fieldsOf(hexBytes('8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff'))).toEqual(wanted); // C.4.1
  });

  it.each([
    ['added to the table', 0x40],
    ['not added', 0x00],
    ['never to be added', 0x10],
  ])('reads literals that are %s', (_, firstByte) => {
    expect(fieldsOf(literalField(':authority', 'a.example', firstByte))).toEqual({ ':authority': 'a.example' });
  });

  it('follows indices into what the block itself added, the newest first', () => {
    const named = concatenate(Uint8Array.of(0x40 | 63), literalText('again.example'));
    expect(fieldsOf(literalField('host', 'old.example', 0x40), filler('1'), named)).toEqual({ host: 'old.example' });
    expect(fieldsOf(literalField('x', 'y'), literalField(':method', 'GET'), indexed(62), indexed(63))).toEqual({
      ':method': 'GET',
    });
  });

  it('goes by the first of several values', () => {
    expect(fieldsOf(literalField('host', 'first.example'), literalField('host', 'second.example'))).toEqual({
      host: 'first.example',
    });
  });

  it('forgets the oldest entries where the table is full', () => {
    // An entry counts 32 bytes beside its text, these 133: thirty of them fit into 4096, the first field before them does not.
    const fillers = Array.from({ length: 30 }, () => filler('v'.repeat(100)));
    const behind = literalField('host', 'behind.example');
    expect(fieldsOf(literalField(':method', 'GET'), ...fillers, indexed(62 + 30), behind)).toHaveProperty('host');
    expect(
      fieldsOf(literalField(':method', 'GET'), filler('v'.repeat(60)), ...fillers, indexed(62 + 31), behind),
    ).not.toHaveProperty('host');
  });

  it('forgets all where the table is made empty', () => {
    const size = Uint8Array.of(0x20);
    expect(fieldsOf(literalField('x', 'y'), size, indexed(62), literalField('host', 'behind.example'))).toEqual({});
    expect(fieldsOf(size, literalField('x', 'y'), literalField('host', 'behind.example'))).toEqual({ host: 'behind.example' });
  });

  it.each([
    ['index 0', '80'],
    ['an index that nothing has', 'bf'],
    ['a name that nothing has', '7f00 0161'],
    ['a number without end', 'ffff ffff ff'],
    ['a number that is cut', 'ff'],
    ['a text longer than the block', '40 05 6162'],
    ['a size that is cut', '3f'],
    ['codes that are none', '00 84 ffff ffff 0161'],
  ])('ends at %s, and keeps what it had', (_, bytes) => {
    expect(fieldsOf(literalField('host', 'kept.example'), hexBytes(bytes), literalField(':method', 'GET'))).toEqual({
      host: 'kept.example',
    });
  });

  it('throws at no length and at no bytes', () => {
    const block = concatenate(literalField(':authority', 'a.example'), hexBytes('8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff'));
    const random = new Random(3);
    for (let length = 0; length <= block.length; length += 1)
      expect(readHeaderBlock(block.subarray(0, length)).size).toBeLessThanOrEqual(4);
    for (let round = 0; round < 2000; round += 1) {
      const bytes = Uint8Array.from({ length: random.below(40) }, () => random.below(256));
      expect(readHeaderBlock(bytes).size).toBeLessThanOrEqual(4);
    }
  });

  it('costs at most 2.3 times as much with twice as many entries', () => {
    const cost = (count: number): number => {
      const bytes = concatenate(...Array.from({ length: count }, () => filler('value')));
      let reads = 0;
      const counted = new Proxy(bytes, {
        get: (_, key) => {
          if (key === 'length') return bytes.length;
          reads += 1;
          return key === 'subarray' ? bytes.subarray.bind(bytes) : bytes[Number(key)];
        },
      });
      readHeaderBlock(counted);
      return reads;
    };
    const once = cost(400);
    expect(once).toBeGreaterThan(400);
    expect(cost(800)).toBeLessThanOrEqual(2.3 * once);
  });
});
