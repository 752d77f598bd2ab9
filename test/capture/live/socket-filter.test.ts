import { describe, expect, it } from 'vitest';
import {
  assemble,
  ifEqual,
  ifGreater,
  keep,
  type Line,
  loadHalf,
  loadLength,
  NEXT,
} from '../../../src/capture/live/filter-assembler.ts';
import { cutProgram, joinFilters, limitAccepted } from '../../../src/capture/live/socket-filter.ts';
import { runFilter } from '../../support/bpf-machine.ts';

const RETURN_COMPUTED = { code: 0x16, constant: 0 };

/** As libpcap compiles `ip or ip6`: several ways to accept, one to refuse. */
const FILTER = assemble([
  loadHalf(12),
  ifEqual(0x0800, 'first'),
  ifEqual(0x86dd, 'second'),
  keep(0),
  'first',
  keep(262_144),
  'second',
  keep(65_535),
]);

const SHORT_WHOLE = assemble([loadLength(), ifGreater(100, 'long'), keep(0x7fff_ffff), 'long', keep(64)]);

function frameOf(etherType: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i === 12 ? etherType >>> 8 : i === 13 ? etherType & 0xff : 0));
}

describe('joinFilters', () => {
  it('asks the program how much to keep of what the filter accepts', () => {
    const joined = joinFilters(FILTER, SHORT_WHOLE)!;
    for (const etherType of [0x0800, 0x86dd]) {
      expect(runFilter(joined, frameOf(etherType, 100)).kept).toBe(0x7fff_ffff);
      expect(runFilter(joined, frameOf(etherType, 101)).kept).toBe(64);
    }
  });

  it('still refuses what the filter refuses', () => {
    expect(runFilter(joinFilters(FILTER, SHORT_WHOLE)!, frameOf(0x0806, 60)).kept).toBe(0);
  });

  it('leaves both as they are', () => {
    const before = [FILTER.slice(), SHORT_WHOLE.slice()];
    joinFilters(FILTER, SHORT_WHOLE);
    expect([FILTER, SHORT_WHOLE]).toEqual(before);
  });

  it('refuses a filter that computes how much it keeps', () => {
    const lines: readonly Line[] = [loadLength(), ifGreater(9, NEXT, 'none'), RETURN_COMPUTED, 'none', keep(0)];
    expect(joinFilters(assemble(lines), SHORT_WHOLE)).toBeNull();
  });

  it('refuses two that are more than the kernel takes', () => {
    const filling = (count: number): Uint8Array => assemble([...Array.from({ length: count - 1 }, loadLength), keep(1)]);
    const room = 4096 - SHORT_WHOLE.length / 8;
    expect(joinFilters(filling(room), SHORT_WHOLE)).toHaveLength(4096 * 8);
    expect(joinFilters(filling(room + 1), SHORT_WHOLE)).toBeNull();
  });
});

describe('limitAccepted', () => {
  it('changes how much is kept of what is accepted, and nothing else', () => {
    const program = FILTER.slice();
    limitAccepted(program, 50);
    expect(runFilter(program, frameOf(0x0800, 60)).kept).toBe(50);
    expect(runFilter(program, frameOf(0x86dd, 60)).kept).toBe(50);
    expect(runFilter(program, frameOf(0x0806, 60)).kept).toBe(0);
  });
});

describe('cutProgram', () => {
  it('keeps so many bytes, or the whole frame', () => {
    expect(runFilter(cutProgram(64), frameOf(0x0800, 60)).kept).toBe(64);
    expect(runFilter(cutProgram(0), frameOf(0x0800, 60)).kept).toBe(0x7fff_ffff);
  });
});
