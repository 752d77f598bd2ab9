import { describe, expect, it } from 'vitest';
import { narrowFilter } from '../../../src/capture/live/choose-filter.ts';
import { assemble, ifEqual, keep, loadHalf, loadLength } from '../../../src/capture/live/filter-assembler.ts';
import { runFilter } from '../../support/bpf-machine.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { BULK, CLIENT, tcpFrom } from './snap-frames.ts';

const ETHERNET = 1;
const LENGTHS = { snapLength: 256, inspectLength: 2048 };
const ONLY_IPV4 = [loadHalf(12), ifEqual(0x0800, 'accept'), keep(0), 'accept', keep(262_144)];
const REQUEST = buildFrame(ethernet(), ipv4(), tcpFrom(CLIENT, 443), BULK);
const ANSWER = buildFrame(ethernet(), ipv4(), tcpFrom(443, CLIENT), BULK);
const REFUSED = buildFrame(ethernet(), ipv6(), tcpFrom(CLIENT, 443), BULK);

function keptBy(program: Uint8Array): number[] {
  return [REQUEST, ANSWER, REFUSED].map((frame) => runFilter(program, frame).kept);
}

describe('narrowFilter', () => {
  it('tells what the filter accepts apart', () => {
    const { program, snapLength, remarks } = narrowFilter(assemble(ONLY_IPV4), ETHERNET, LENGTHS);
    expect(keptBy(program)).toEqual([2048, 256, 0]);
    expect(snapLength).toBe(2048);
    expect(remarks).toEqual([]);
  });

  const filling = Array.from({ length: 4000 }, loadLength);

  it('cuts all alike where the filter leaves no room for that, and says so', () => {
    const { program, snapLength, remarks } = narrowFilter(assemble([...filling, ...ONLY_IPV4]), ETHERNET, LENGTHS);
    expect(keptBy(program)).toEqual([256, 256, 0]);
    expect(snapLength).toBe(256);
    expect(remarks).toEqual(['With this capture filter, all frames are cut to 256 bytes: names may be missing.']);
  });

  it('says nothing where frames are kept whole all the same', () => {
    const longest = assemble([...filling, ...filling.slice(0, 92), ...ONLY_IPV4]);
    const { program, snapLength, remarks } = narrowFilter(longest, ETHERNET, { snapLength: 0, inspectLength: 2048 });
    expect(keptBy(program)).toEqual([0x7fff_ffff, 0x7fff_ffff, 0]);
    expect(snapLength).toBe(0);
    expect(remarks).toEqual([]);
  });
});
