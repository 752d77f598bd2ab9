import { describe, expect, it } from 'vitest';
import { HostTimes } from '../../../src/line/quality/host-times.ts';

/** 192.0.2.`host`, as tables have it. */
const addressOf = (host: number): Int32Array => Int32Array.of(0, 0, 0x0000ffff, (0xc0000200 + host) | 0);

describe('the handshakes of a window', () => {
  it('are told one by one, and once', () => {
    const times = new HostTimes();
    times.add(addressOf(1), 12_000);
    times.add(addressOf(2), 15_000);
    times.add(addressOf(1), 13_000);

    const told = times.close();
    expect(told.map(({ micros }) => micros)).toEqual([12_000, 15_000, 13_000]);
    expect(told[0]!.address).toBe(told[2]!.address);
    expect(told[0]!.address).not.toBe(told[1]!.address);
    expect(times.close()).toEqual([]);
  });

  it('are the first of many', () => {
    const times = new HostTimes();
    for (let host = 0; host < 100; host += 1) times.add(addressOf(host), host + 1);

    expect(times.close().map(({ micros }) => micros)).toEqual(Array.from({ length: 32 }, (_, at) => at + 1));
  });
});
