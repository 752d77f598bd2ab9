import { describe, expect, it } from 'vitest';
import { RecentSessions } from '../../src/traffic/recent-sessions.ts';

const MACS = 3;

function viewOf(...macs: number[]): DataView {
  return new DataView(Uint8Array.from([9, 9, 9, ...macs, 9]).buffer);
}

const THERE = viewOf(2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2);
const BACK = viewOf(2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1);

describe('RecentSessions', () => {
  it('knows the last two headers, and a third takes the place of the older', () => {
    const recent = new RecentSessions();
    expect(recent.find(THERE, MACS, 5)).toBe(-1);
    recent.remember(THERE, MACS, { sessionId: 5, slot: 7 });
    recent.remember(BACK, MACS, { sessionId: 5, slot: 7 });
    expect([recent.find(THERE, MACS, 5), recent.find(BACK, MACS, 5)]).toEqual([7, 7]);
    recent.remember(THERE, MACS, { sessionId: 6, slot: 0 });
    expect([recent.find(THERE, MACS, 5), recent.find(BACK, MACS, 5), recent.find(THERE, MACS, 6)]).toEqual([-1, 7, 0]);
  });

  it('tells headers apart by every byte of their addresses, and by session', () => {
    const recent = new RecentSessions();
    recent.remember(THERE, MACS, { sessionId: 5, slot: 1 });
    for (let byte = 0; byte < 12; byte += 1) {
      const other = new DataView(THERE.buffer.slice(0));
      other.setUint8(MACS + byte, other.getUint8(MACS + byte) ^ 0x10);
      expect(recent.find(other, MACS, 5)).toBe(-1);
    }
    expect(recent.find(THERE, MACS, 6)).toBe(-1);
  });

  it('forgets', () => {
    const recent = new RecentSessions();
    recent.remember(THERE, MACS, { sessionId: 5, slot: 1 });
    recent.forget();
    expect(recent.find(THERE, MACS, 5)).toBe(-1);
  });
});
