import { describe, expect, it } from 'vitest';
import { PassiveDns } from '../../../src/inspect/names/passive-dns.ts';
import { fixedRandom } from '../../support/observe.ts';
import { addressWords } from '../../support/payloads/address-words.ts';

const ALICE = addressWords('192.0.2.1');
const BOB = addressWords('192.0.2.2');
const SERVER = addressWords('203.0.113.5');
const SERVER6 = addressWords('2001:db8::5');
const MINUTE = 60e6;
const HOUR = 60 * MINUTE;

function passiveDns(capacity?: number): PassiveDns {
  return new PassiveDns({ random: fixedRandom(), ...(capacity !== undefined && { capacity }) });
}

describe('passive DNS', () => {
  it('knows under which name a client asked for an address, of either family', () => {
    const dns = passiveDns();
    dns.learn({ client: ALICE, address: SERVER, nameId: 1, ttlSeconds: 60, micros: 0 });
    dns.learn({ client: ALICE, address: SERVER6, nameId: 2, ttlSeconds: 60, micros: 0 });
    expect([dns.find(ALICE, SERVER, 1), dns.find(ALICE, SERVER6, 1)]).toEqual([1, 2]);
    expect(dns.find(ALICE, addressWords('203.0.113.6'), 1)).toBe(0);
  });

  it('prefers what the client itself asked for, else takes what was asked last', () => {
    const dns = passiveDns();
    dns.learn({ client: ALICE, address: SERVER, nameId: 1, ttlSeconds: 60, micros: 0 });
    dns.learn({ client: BOB, address: SERVER, nameId: 2, ttlSeconds: 60, micros: 1 });
    const others = addressWords('192.0.2.3');
    expect([ALICE, BOB, others].map((client) => dns.find(client, SERVER, 2))).toEqual([1, 2, 2]);
  });

  it("takes the latest of a client's own names", () => {
    const dns = passiveDns();
    for (const nameId of [1, 2]) dns.learn({ client: ALICE, address: SERVER, nameId, ttlSeconds: 60, micros: nameId });
    expect(dns.find(ALICE, SERVER, 3)).toBe(2);
  });

  it('believes an answer as long as it lives, but ten minutes at least and a day at most', () => {
    const lifetimes = [
      [0, 10 * MINUTE],
      [3600, HOUR],
      [7 * 86_400, 24 * HOUR],
    ] as const;
    for (const [ttlSeconds, micros] of lifetimes) {
      const dns = passiveDns();
      dns.learn({ client: ALICE, address: SERVER, nameId: 1, ttlSeconds, micros: 5 });
      expect([dns.find(ALICE, SERVER, 5 + micros), dns.find(ALICE, SERVER, 6 + micros)]).toEqual([1, 0]);
    }
  });

  it('falls back to what others asked for when the own answer is too old', () => {
    const dns = passiveDns();
    dns.learn({ client: ALICE, address: SERVER, nameId: 1, ttlSeconds: 0, micros: 0 });
    dns.learn({ client: BOB, address: SERVER, nameId: 2, ttlSeconds: 3600, micros: 1 });
    expect(dns.find(ALICE, SERVER, 11 * MINUTE)).toBe(2);
  });

  it('reads addresses from the start of longer words', () => {
    const dns = passiveDns();
    const longer = Int32Array.of(...SERVER, 77);
    dns.learn({ client: ALICE, address: longer, nameId: 1, ttlSeconds: 60, micros: 0 });
    expect(dns.find(ALICE, SERVER, 1)).toBe(1);
  });

  it('keeps what is looked for', () => {
    const dns = passiveDns(2);
    const [a, b, c] = [SERVER, SERVER6, BOB];
    for (const [nameId, address] of [a, b].entries())
      dns.learn({ client: ALICE, address, nameId: nameId + 1, ttlSeconds: 60, micros: 0 });
    for (const client of [ALICE, BOB]) dns.find(client, a, 1);
    dns.learn({ client: ALICE, address: c, nameId: 3, ttlSeconds: 60, micros: 0 });
    expect([a, b, c].map((address) => dns.find(ALICE, address, 1))).toEqual([1, 0, 3]);
  });

  it('is bounded: the answer given longest ago gives way', () => {
    const dns = passiveDns(100);
    const address = (n: number): Int32Array => Int32Array.of(4, n, 0, 0, 0);
    for (let n = 0; n < 101; n += 1) dns.learn({ client: ALICE, address: address(n), nameId: n + 1, ttlSeconds: 60, micros: 0 });
    expect([dns.find(ALICE, address(0), 1), dns.find(ALICE, address(1), 1), dns.evictions]).toEqual([0, 2, 1]);
  });
});
