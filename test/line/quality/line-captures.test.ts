import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ObservedQuality, replayQuality } from '../../support/line-quality.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/line-captures');
const isThere = existsSync(FOLDER);

/** The programs' logs lag the packets by so much. */
const LOG_MICROS = 500_000;

interface Truth {
  readonly capture: { readonly file: string; readonly routerMac: string };
  readonly echo: { readonly delayMillis: { readonly upstreamMillis: number; readonly downstreamMillis: number } };
  readonly tcpRetransmittedSegments?: { readonly homeHost: number; readonly webAndHub: number };
  readonly transfers: readonly { readonly direction: 'up' | 'down'; readonly senderRetransmits: number | null }[];
  readonly events: readonly (readonly [string, string])[];
}

async function replay(scenario: string): Promise<{ truth: Truth; observed: ObservedQuality }> {
  const truth = JSON.parse(readFileSync(join(FOLDER, `${scenario}.json`), 'utf8')) as Truth;
  const { file, routerMac } = truth.capture;
  return { truth, observed: await replayQuality(join(FOLDER, file), { routerMac }) };
}

describe.skipIf(!isThere)('TCP on a real line', () => {
  it('01: what was lost is told apart by side: nothing was lost at home', async () => {
    const { truth, observed } = await replay('01-normal-chap');
    const { tcp, sides, mirrorLoss } = observed.summary;
    // The kernels counted SYNs that were sent again too.
    expect(tcp.up.retransmissions).toBe(truth.tcpRetransmittedSegments!.homeHost);
    expect(tcp.down.retransmissions + tcp.up.unansweredSyns).toBe(truth.tcpRetransmittedSegments!.webAndHub);
    expect(sides.line.losses).toBeGreaterThan(5 * sides.home.losses);
    expect([mirrorLoss.down.bytes, mirrorLoss.up.bytes]).toEqual([0, 0]);
  });

  it('01: DNS is answered, and a name that does not exist is no failure', async () => {
    const { servers } = (await replay('01-normal-chap')).observed.summary.dns;
    expect(servers.map(({ address, failures, unanswered }) => [address, failures, unanswered])).toEqual([
      ['203.0.113.53', 0, 0],
      ['203.0.113.54', 0, 0],
    ]);
    expect(servers[0]).toMatchObject({ queries: 2, answers: 2, nxDomain: 1 });
  });

  it('07: the delay set on the line is on the line side, and what its queue adds', async () => {
    const { truth, observed } = await replay('07-echo-delay');
    const { upstreamMillis, downstreamMillis } = truth.echo.delayMillis;
    const bothWays = 1000 * (upstreamMillis + downstreamMillis);
    const { line, home } = observed.summary.sides;
    for (const times of [line.handshake, line.roundTrip]) expect(times.minMicros).toBeGreaterThanOrEqual(bothWays);
    expect(line.handshake.medianMicros).toBeLessThan(bothWays + 10_000);
    // The queue of nine packets at 1 Mbit/s is 110 ms long.
    expect(line.roundTrip.medianMicros).toBeGreaterThan(bothWays + 40_000);
    expect(home.roundTrip.medianMicros).toBeLessThan(5000);
  });

  it('07: what the queue dropped behind the probe was lost on the line', async () => {
    const { truth, observed } = await replay('07-echo-delay');
    const { tcp, sides } = observed.summary;
    expect(tcp.up.retransmissions).toBeGreaterThanOrEqual(truth.transfers[0]!.senderRetransmits!);
    expect([sides.line.losses, sides.home.losses]).toEqual([tcp.up.retransmissions, 0]);
  });

  it('08: both black holes are found while they are there, and nothing later', async () => {
    const { truth, observed } = await replay('08-mss');
    const phase = (number: number): number => {
      const [at] = truth.events.find(([, text]) => text.startsWith(`PHASE ${number}`))!;
      return Date.parse(at) * 1000;
    };
    const stalled = observed.windows.map(({ mtu }) => mtu.stalledConnections);
    const firstWith = (direction: 'down' | 'up'): number =>
      observed.windows[stalled.findIndex((counts) => counts[direction] > 0)]!.startMicros;
    expect(stalled.at(-1)).toEqual({ down: 1, up: 1 });
    expect(firstWith('down')).toBeGreaterThan(phase(1) - LOG_MICROS);
    expect(firstWith('down')).toBeLessThan(phase(2) + LOG_MICROS);
    expect(firstWith('up')).toBeGreaterThan(phase(2) - LOG_MICROS);
    expect(firstWith('up')).toBeLessThan(phase(3) + LOG_MICROS);
  });

  it('08: the remedy for each is named, and who says what fits', async () => {
    const { quality } = (await replay('08-mss')).observed;
    quality.noteLink({ mru: 1492, peerMru: 1492 });
    const { findings, lineMtuIs } = quality.summary().mtu;
    expect(lineMtuIs).toBe('negotiated');
    expect(findings.map(({ kind }) => kind)).toEqual(['black-hole-down', 'black-hole-up', 'mss-not-clamped', 'path-mtu-smaller']);
    expect(findings[0]!.remedy).toContain('clamp the TCP MSS to 1452');
    expect(findings[1]!.remedy).toContain('clamp the TCP MSS to 1360');
    expect(findings[3]!.evidence).toMatchObject({ from: '198.51.100.1', mtu: 1400 });
  });

  it.each(['09-vlan', '10-gre', '11-vxlan', '12-ipv6', '13-fragments'])(
    '%s: nothing was lost, by the line or the mirror',
    async (scenario) => {
      const { sides, mirrorLoss, tcp } = (await replay(scenario)).observed.summary;
      expect(tcp.down.segments + tcp.up.segments).toBeGreaterThan(100);
      expect([sides.line.losses, sides.home.losses, mirrorLoss.down.bytes, mirrorLoss.up.bytes]).toEqual([0, 0, 0, 0]);
    },
  );

  it('13: the tunnel whose packets do not fit is found', async () => {
    const { findings } = (await replay('13-fragments')).observed.summary.mtu;
    expect(findings.map(({ kind }) => kind)).toEqual(['tunnel-fragmented']);
  });
});
