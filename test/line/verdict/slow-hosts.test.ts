import { describe, expect, it } from 'vitest';
import type { VerdictRow } from '../../../src/line/verdict/verdict-row.ts';
import { BUSY_EVENING, LineScript, type Second, sketchOf } from '../../support/line-windows.ts';

/** Six hosts in three networks, and how far each is. */
const HOSTS = [
  ['192.0.2.10', 12],
  ['192.0.2.11', 20],
  ['198.51.100.200', 14],
  ['198.51.100.201', 30],
  ['203.0.113.80', 18],
  ['203.0.113.81', 25],
] as const;

const EVENING: Second = {
  ...BUSY_EVENING,
  farEnds: [],
  dns: [{ address: '203.0.113.53', queries: 1, answers: 1, responseTime: sketchOf([16]) }],
};
const NO_ECHOES: Second = { ...EVENING, clientEcho: {} };
const DOWNLOAD: Second = { ...EVENING, bytes: { down: 3_000_000, up: 100_000 } };

/** A second in which one host after the other is talked to; `add` milliseconds are added to it. */
function talking(base: Second, add: (address: string) => number): (second: number) => Second {
  return (second) => {
    const [address, millis] = HOSTS[second % HOSTS.length]!;
    const took = millis + add(address);
    return { ...base, handshakeLine: [took], hosts: [[address, took]] };
  };
}

function verdictOf(base: Second, add: (address: string) => number): VerdictRow {
  const usual = talking(base, () => 0);
  return new LineScript().pass(10, DOWNLOAD).pass(120, usual).pass(60, talking(base, add)).verdict;
}

describe('one far end that is slow', () => {
  it('is named, with what it takes, what it usually takes, and what others do', () => {
    const verdict = verdictOf(EVENING, (address) => (address === '203.0.113.80' ? 400 : 0));

    expect([verdict.verdict, verdict.severity, verdict.text, verdict.also]).toEqual([
      'far-end',
      'minor',
      '203.0.113.80 takes 418 ms to answer, which usually takes 18 ms, while 5 other hosts answer in 20 ms: the line is not to blame.',
      [],
    ]);
    expect(verdict.figures[0]).toEqual({
      name: 'handshake round trip to 203.0.113.80, median',
      value: 418,
      unit: 'ms',
      baseline: 18,
      threshold: 120,
    });
  });

  it('is never the line, without echoes and however much of the traffic is its', () => {
    const busy = talking(NO_ECHOES, () => 0);
    const slow = (second: number): Second => ({
      ...busy(second),
      handshakeLine: [418, 418, 418, 418, ...busy(second).handshakeLine!],
      hosts: [...Array.from({ length: 4 }, () => ['203.0.113.80', 418] as const), ...busy(second).hosts!],
      // And its name server is slow, too.
      dns: [{ address: '203.0.113.53', queries: 1, answers: 1, responseTime: sketchOf([160]) }],
    });
    const { verdict } = new LineScript().pass(10, DOWNLOAD).pass(120, busy).pass(60, slow);

    expect(verdict).toMatchObject({ verdict: 'far-end', text: expect.stringContaining('203.0.113.80 takes') });
    expect(verdict.also).not.toContain('line');
  });

  it('is nothing new where it has always been as slow, or is not slower than others by much', () => {
    const far = (second: number): Second => ({ ...EVENING, hosts: [[...HOSTS[second % 6]!], ['203.0.113.99', 420]] });
    expect(new LineScript().pass(180, far).verdict.verdict).toBe('nothing-wrong');
    expect(verdictOf(EVENING, (address) => (address === '203.0.113.80' ? 80 : 0)).verdict).toBe('nothing-wrong');
  });

  it('is none where it was talked to twice only', () => {
    const usual = talking(EVENING, () => 0);
    const twice = (second: number): Second => ({
      ...usual(second),
      hosts: second < 2 ? [['203.0.113.80', 418]] : [HOSTS[second % 3]!],
    });

    expect(new LineScript().pass(120, usual).pass(60, twice).verdict.verdict).toBe('nothing-wrong');
  });
});

describe('many far ends that are slow at once', () => {
  it('are the line, where no echoes tell, whatever name servers say', () => {
    const verdict = verdictOf(NO_ECHOES, () => 80);

    expect([verdict.verdict, verdict.severity, verdict.text]).toEqual([
      'line',
      'minor',
      "The provider's side of the line takes 98 ms to hosts to which it usually takes 18 ms while it is not busy.",
    ]);
    expect(verdict.figures.slice(0, 3).map(({ value, baseline, threshold }) => [value, baseline, threshold])).toEqual([
      [98, 18, 48],
      [6, null, 5],
      [6, null, null],
    ]);
    expect(verdictOf(NO_ECHOES, () => 250).severity).toBe('major');
  });

  it('are not the line where its echoes say that it is fine', () => {
    expect(verdictOf(EVENING, () => 80).verdict).toBe('nothing-wrong');
  });

  it('are not the line where they are all of one network, or too few, or only some', () => {
    expect(verdictOf(NO_ECHOES, (address) => (address.startsWith('192.0.2') ? 90 : 0)).verdict).toBe('nothing-wrong');
    expect(verdictOf(NO_ECHOES, (address) => (address.startsWith('203.0.113') ? 0 : 80)).verdict).toBe('nothing-wrong');
    const oneNetwork =
      (millis: number) =>
      (second: number): Second => ({
        ...NO_ECHOES,
        handshakeLine: [millis],
        hosts: [[`192.0.2.${second % 8}`, millis]],
      });
    expect(new LineScript().pass(120, oneNetwork(14)).pass(60, oneNetwork(90)).verdict.verdict).toBe('nothing-wrong');
  });

  it('are a full line where it carries all it can', () => {
    const full = talking({ ...NO_ECHOES, bytes: { down: 3_000_000, up: 50_000 } }, () => 150);
    const { verdict } = new LineScript()
      .pass(10, DOWNLOAD)
      .pass(
        120,
        talking(NO_ECHOES, () => 0),
      )
      .pass(60, full);

    expect(verdict).toMatchObject({ verdict: 'line-full', text: expect.stringContaining('The line is full downstream') });
  });

  it('are not the line where the household turned to hosts far away', () => {
    const usual = talking(NO_ECHOES, () => 0);
    const far = (second: number): Second => ({
      ...NO_ECHOES,
      handshakeLine: [180, 190],
      hosts: [
        [`198.51.100.${second % 20}`, 180],
        [`192.0.2.${100 + (second % 20)}`, 190],
        [`203.0.113.${100 + (second % 20)}`, 200],
      ],
    });

    expect(new LineScript().pass(120, usual).pass(60, far).verdict.verdict).toBe('nothing-wrong');
  });
});
