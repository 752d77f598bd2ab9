import { describe, expect, it } from 'vitest';
import { HostPast } from '../../../src/line/verdict/host-past.ts';
import { HOSTS } from '../../../src/line/verdict/thresholds.ts';

const HOST = '192.0.2.1';
const NOW = 1e15;

function note(past: HostPast, at: number, ...micros: readonly number[]): void {
  past.note(
    at,
    micros.map((each) => ({ address: HOST, micros: each })),
  );
}

describe('the past of a host', () => {
  it('is its shortest handshake, once there were three', () => {
    const past = new HostPast();
    note(past, NOW, 20_000, 15_000);
    expect(past.usualMicros(HOST)).toBeNull();

    note(past, NOW + 1e6, 400_000);
    expect(past.usualMicros(HOST)).toBe(15_000);
    expect(past.usualMicros('192.0.2.2')).toBeNull();
  });

  it('is forgotten after three to six hours', () => {
    const past = new HostPast();
    note(past, NOW, 15_000, 15_000, 15_000);
    note(past, NOW + HOSTS.generationMicros + 1e6, 90_000);
    expect(past.usualMicros(HOST)).toBe(15_000);

    note(past, NOW + 2 * HOSTS.generationMicros + 2e6, 95_000);
    expect(past.usualMicros(HOST)).toBe(90_000);
  });

  it('gives way to hosts that were talked to later', () => {
    const past = new HostPast();
    note(past, NOW, 1000, 1000, 1000);
    for (let host = 0; host < HOSTS.mostKnown; host += 1) {
      past.note(
        NOW + host,
        [1, 2, 3].map(() => ({ address: `198.51.100.${host}`, micros: 2000 })),
      );
    }

    expect(past.usualMicros(HOST)).toBeNull();
    expect(past.usualMicros('198.51.100.0')).toBe(2000);
  });
});
