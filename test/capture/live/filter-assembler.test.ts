import { endianness } from 'node:os';
import { describe, expect, it } from 'vitest';
import { assemble, ifEqual, jump, keep, loadHalf, loadLength, NEXT } from '../../../src/capture/live/filter-assembler.ts';

/** Code, jump if true, jump if false, constant. */
function instructionsOf(program: Uint8Array): number[][] {
  const view = new DataView(program.buffer);
  const isLittleEndian = endianness() === 'LE';
  return Array.from({ length: program.length / 8 }, (_, i) => [
    view.getUint16(i * 8, isLittleEndian),
    view.getUint8(i * 8 + 2),
    view.getUint8(i * 8 + 3),
    view.getUint32(i * 8 + 4, isLittleEndian),
  ]);
}

describe('assemble', () => {
  it('writes what tcpdump -dd prints for "arp"', () => {
    const program = assemble([loadHalf(12), ifEqual(0x806, NEXT, 'other'), keep(262_144), 'other', keep(0)]);
    expect(instructionsOf(program)).toEqual([
      [0x28, 0, 0, 0x0000000c],
      [0x15, 0, 1, 0x00000806],
      [0x06, 0, 0, 0x00040000],
      [0x06, 0, 0, 0x00000000],
    ]);
  });

  it('puts the distance of a jump without condition where the constant is', () => {
    const between = Array.from({ length: 300 }, loadLength);
    expect(instructionsOf(assemble([jump('end'), ...between, 'end', keep(1)]))[0]).toEqual([0x05, 0, 0, 300]);
  });

  it('reaches 255 instructions with a comparison, and says so where that is not enough', () => {
    const over = (count: number) => assemble([ifEqual(1, 'end'), ...Array.from({ length: count }, loadLength), 'end', keep(1)]);
    expect(instructionsOf(over(255))[0]).toEqual([0x15, 255, 0, 1]);
    expect(() => over(256)).toThrow('the jump at 0 is too far');
  });

  it('refuses to jump back, and to where nothing is', () => {
    expect(() => assemble(['start', loadLength(), jump('start'), keep(1)])).toThrow('there is no "start" behind the jump at 1');
    expect(() => assemble([jump('nowhere'), keep(1)])).toThrow('there is no "nowhere"');
  });
});
