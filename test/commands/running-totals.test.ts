import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecentRoundTrips } from '../../src/commands/recent-round-trips.ts';
import { RunningTotals } from '../../src/commands/running-totals.ts';
import { type Replayed, replayFiles } from '../support/replay.ts';

const HOME_LINE = join(import.meta.dirname, '../../fixtures/home-line/home-line.pcap.gz');

function totalsOf({ windows, lineWindows }: Replayed): RunningTotals {
  const totals = new RunningTotals();
  for (const window of windows) totals.add(window);
  for (const window of lineWindows) totals.addLine(window);
  return totals;
}

describe('RunningTotals', () => {
  it('come to what the tables say of the whole capture', async () => {
    const replayed = await replayFiles([HOME_LINE]);
    const { report } = replayed;
    const { wan, discovery, echo, dns } = totalsOf(replayed).totals();
    const sum = (of: typeof wan.down): number => of.ipv4Bytes + of.ipv6Bytes + of.otherBytes;
    expect([sum(wan.down), sum(wan.up), sum(wan.unknown)]).toEqual(
      (['down', 'up', 'unknown'] as const).map((direction) => report.line.overhead[direction].wireBytes),
    );
    const ipv6 = report.protocols.filter(({ stack }) => /\/ipv6(\/(?!.*ipv4)|$)/.test(stack));
    expect(ipv6.length).toBeGreaterThan(0);
    expect(wan.down.ipv6Bytes).toBe(ipv6.reduce((bytes, { down }) => bytes + down.wireBytes, 0));
    expect(wan.up.ipv6Bytes).toBe(ipv6.reduce((bytes, { up }) => bytes + up.wireBytes, 0));
    expect(discovery).toEqual(report.pppoe.discovery);
    const { sessions } = report.line.ppp;
    expect(echo.client.sent).toBe(sessions.reduce((requests, session) => requests + session.echo.requests, 0));
    expect(echo.client.answered).toBe(sessions.reduce((replies, session) => replies + session.echo.replies, 0));
    const { servers } = report.line.quality.dns;
    expect(dns.queries).toBe(servers.reduce((queries, server) => queries + server.queries, 0));
    expect(dns.answers).toBe(servers.reduce((answers, server) => answers + server.answers, 0));
  });
});

describe('RecentRoundTrips', () => {
  it('forgets what is older than a minute', async () => {
    const { lineWindows } = await replayFiles([HOME_LINE]);
    const recent = new RecentRoundTrips();
    expect(recent.times().roundTrip.line).toMatchObject({ count: 0, medianMicros: null });
    for (const window of lineWindows) recent.add(window);
    const last = lineWindows.slice(-60).reduce((count, { quality }) => count + quality.roundTrip.line.count, 0);
    expect(last).toBeGreaterThan(0);
    expect(recent.times().roundTrip.line.count).toBe(last);
    const silent = { ...lineWindows[0]!, quality: { ...lineWindows[0]!.quality, ...nothingMeasured() } };
    for (let second = 0; second < 60; second += 1) recent.add(silent);
    expect(recent.times().roundTrip.line.count).toBe(0);
  });
});

function nothingMeasured() {
  const nothing = { count: 0, minMicros: 0, maxMicros: 0, buckets: [] };
  const sides = { line: nothing, home: nothing, unknown: nothing };
  return { handshake: sides, roundTrip: sides };
}
