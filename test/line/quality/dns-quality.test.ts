import { describe, expect, it } from 'vitest';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { type DnsOptions, dns } from '../../support/frames/dns.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { tcp } from '../../support/frames/tcp.ts';
import { udp } from '../../support/frames/udp.ts';
import { observeQuality } from '../../support/line-quality.ts';
import type { TimedFrame } from '../../support/observe.ts';
import { ROUTER_MAC } from '../../support/tcp-script.ts';

const PROVIDER_MAC = '00:00:5e:00:53:fe';
const HOME = '192.0.2.1';

interface Message extends DnsOptions {
  readonly server?: string;
  readonly port?: number;
}

function query(at: number, { server = '203.0.113.53', port = 5000, ...message }: Message = {}): TimedFrame {
  const bytes = buildFrame(
    ethernet({ source: ROUTER_MAC, destination: PROVIDER_MAC }),
    ipv4({ source: HOME, destination: server }),
    udp({ sourcePort: port }),
    dns(message),
  );
  return { bytes, at };
}

function answer(at: number, { server = '203.0.113.53', port = 5000, ...message }: Message = {}): TimedFrame {
  const bytes = buildFrame(
    ethernet({ source: PROVIDER_MAC, destination: ROUTER_MAC }),
    ipv4({ source: server, destination: HOME }),
    udp({ sourcePort: 53, destinationPort: port }),
    dns({ ...message, isResponse: true }),
  );
  return { bytes, at };
}

function observe(frames: readonly TimedFrame[], silence = 0) {
  return observeQuality(frames, { routerMac: ROUTER_MAC, silence });
}

describe('a DNS server', () => {
  it('has its response time by what was asked', () => {
    const { summary } = observe([
      query(0, { id: 1 }),
      query(0.001, { id: 2 }),
      answer(0.011, { id: 2 }),
      answer(0.02, { id: 1 }),
      query(0.03, { id: 1, server: '203.0.113.54' }),
      answer(0.035, { id: 1, server: '203.0.113.54' }),
    ]);
    expect(summary.dns.servers).toMatchObject([
      {
        address: '203.0.113.53',
        queries: 2,
        answers: 2,
        failures: 0,
        responseTime: { count: 2, minMicros: 10_000, maxMicros: 20_000 },
      },
      { address: '203.0.113.54', queries: 1, answers: 1, responseTime: { minMicros: 5000 } },
    ]);
    expect(summary.requests.up.dnsQueries).toBe(3);
    expect(summary.requests.down.dnsAnswers).toBe(3);
  });

  it('fails with SERVFAIL and REFUSED; that a name does not exist is an answer', () => {
    const codes = ['server-failure', 'refused', 'nx-domain', 'no-error'] as const;
    const frames = codes.flatMap((responseCode, id) => [query(id, { id }), answer(id + 0.01, { id, responseCode })]);
    expect(observe(frames).summary.dns.servers[0]).toMatchObject({
      queries: 4,
      answers: 4,
      failures: 2,
      serverFailures: 1,
      refused: 1,
      nxDomain: 1,
    });
  });

  it('does not answer what has no answer within five seconds', () => {
    const { windows, summary } = observe([query(0)], 8);
    expect(summary.dns.servers[0]).toMatchObject({ queries: 1, answers: 0, unanswered: 1 });
    const unanswered = windows.findIndex(({ dns }) => dns[0]?.unanswered === 1);
    expect(unanswered).toBe(4);
    expect(observe([query(0), answer(6)], 8).summary.dns.servers[0]).toMatchObject({ answers: 0, unanswered: 1 });
  });

  it('is asked again under the same id: one question, whose time nobody knows', () => {
    const { summary } = observe([query(0), query(2), answer(2.01)], 10);
    expect(summary.dns.servers[0]).toMatchObject({
      queries: 2,
      retries: 1,
      answers: 1,
      unanswered: 0,
      responseTime: { count: 0 },
    });
  });

  it('is not credited with answers to nothing, or from another server', () => {
    const { summary } = observe([query(0, { id: 1 }), answer(0.01, { id: 2 }), answer(0.02, { id: 1, server: '203.0.113.66' })]);
    expect(summary.dns.servers).toMatchObject([{ address: '203.0.113.53', answers: 0 }]);
    expect(summary.requests.down.dnsAnswers).toBe(0);
  });

  it('answers over TCP too', () => {
    const message = (isResponse: boolean) => dns({ id: 7, isResponse });
    const overTcp = (at: number, isUp: boolean): TimedFrame => {
      const layers = [
        ethernet(isUp ? { source: ROUTER_MAC, destination: PROVIDER_MAC } : { source: PROVIDER_MAC, destination: ROUTER_MAC }),
        ipv4(isUp ? { source: HOME, destination: '203.0.113.53' } : { source: '203.0.113.53', destination: HOME }),
        tcp(isUp ? { sourcePort: 6000, destinationPort: 53 } : { sourcePort: 53, destinationPort: 6000 }),
        payload(Uint8Array.of(0, 33)),
        message(!isUp),
      ];
      return { at, bytes: buildFrame(...layers) };
    };
    const { summary } = observe([overTcp(0, true), overTcp(0.04, false)]);
    expect(summary.dns.servers[0]).toMatchObject({ queries: 1, answers: 1, responseTime: { minMicros: 40_000 } });
  });

  it('beyond the bound takes the place of the one asked longest ago', () => {
    const frames = Array.from({ length: 70 }, (_, index) => query(index / 100, { server: `203.0.113.${index + 1}`, id: index }));
    const { summary } = observe(frames);
    expect(summary.dns.evictedServers).toBe(6);
    expect(summary.dns.servers.map(({ address }) => address)).not.toContain('203.0.113.6');
    expect(summary.dns.servers.map(({ address }) => address)).toContain('203.0.113.7');
  });

  it('at home, asked from beyond the line, is none of the household', () => {
    const asked = {
      ...answer(0),
      bytes: buildFrame(
        ethernet({ source: PROVIDER_MAC, destination: ROUTER_MAC }),
        ipv4({ source: '203.0.113.1', destination: HOME }),
        udp({ sourcePort: 4000 }),
        dns(),
      ),
    };
    expect(observe([asked], 8).summary.dns.servers).toEqual([]);
  });
});
