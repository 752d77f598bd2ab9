import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../src/decode/decode-frame.ts';
import { Packet } from '../../src/decode/packet.ts';
import type { TrafficSummary } from '../../src/traffic/summary.ts';
import { Traffic } from '../../src/traffic/traffic.ts';
import type { TrafficWindow } from '../../src/traffic/window.ts';
import { arp } from '../support/frames/arp.ts';
import { buildFrame, payload } from '../support/frames/build-frame.ts';
import { ethernet, ethernetLength, snap } from '../support/frames/ethernet.ts';
import { gre } from '../support/frames/gre.ts';
import { ipv4 } from '../support/frames/ipv4.ts';
import { ipv6 } from '../support/frames/ipv6.ts';
import { ppp } from '../support/frames/ppp.ts';
import { pppoe, pppoeDiscovery, pppoeTag, TAG } from '../support/frames/pppoe.ts';
import { tcp } from '../support/frames/tcp.ts';
import { udp } from '../support/frames/udp.ts';
import { vlan } from '../support/frames/vlan.ts';
import { fixedRandom, frameBytes, observeAll, START_SECONDS, type TimedFrame } from '../support/observe.ts';

const CLIENT = '192.0.2.1';
const SERVER = '198.51.100.7';

function datagram(sourcePort: number, size = 10, addresses: { source?: string; destination?: string } = {}): Uint8Array {
  const { source = CLIENT, destination = SERVER } = addresses;
  return buildFrame(
    ethernet(),
    ipv4({ source, destination }),
    udp({ sourcePort, destinationPort: 9000 }),
    payload('x'.repeat(size)),
  );
}

/** Adds rows up with what is not among them. */
function sum(rows: { list: readonly { frames: number; wireBytes: number }[]; other: { frames: number; wireBytes: number } }): {
  frames: number;
  wireBytes: number;
} {
  return rows.list.reduce((total, row) => ({ frames: total.frames + row.frames, wireBytes: total.wireBytes + row.wireBytes }), {
    frames: rows.other.frames,
    wireBytes: rows.other.wireBytes,
  });
}

function expectExact(summary: TrafficSummary): void {
  const { accounting } = summary;
  expect(accounting.attributed + accounting.other + accounting.malformed).toBe(accounting.seen.frames);
  expect(sum(summary.protocols)).toEqual(accounting.seen);
  const hosts = sum(summary.hosts);
  const flows = sum(summary.flows);
  // Every frame with an IP header has one sender and one receiver.
  expect(hosts).toEqual({ frames: 2 * flows.frames, wireBytes: 2 * flows.wireBytes });
}

describe('Traffic', () => {
  it('counts wire lengths, not captured ones', () => {
    const bytes = datagram(1000, 100);
    const { accounting, hosts } = observeAll([{ bytes, wireLength: 1500 }]).summary();
    expect(accounting).toMatchObject({ seen: { frames: 1, wireBytes: 1500 }, capturedBytes: bytes.length });
    expect(hosts.list[0]!.wireBytes).toBe(1500);
  });

  it('puts every frame under exactly one stack', () => {
    const frames = [
      datagram(1),
      datagram(2),
      buildFrame(ethernet(), arp()),
      buildFrame(ethernet(), vlan({ id: 7 }), ipv4(), tcp()),
    ];
    const { protocols } = observeAll(frames.map((bytes) => ({ bytes }))).summary();
    expect(protocols.list.map(({ stack, frames: count }) => [stack, count])).toEqual([
      ['ethernet/ipv4/udp', 2],
      ['ethernet/vlan/ipv4/tcp', 1],
      ['ethernet/arp', 1],
    ]);
  });

  it('counts a frame with a problem under the stack it reached, and as malformed', () => {
    const bytes = buildFrame(ethernet(), ipv4({ headerWords: 3 }));
    const { accounting, protocols, problems } = observeAll([{ bytes }, { bytes: datagram(1) }]).summary();
    expect(accounting).toMatchObject({ attributed: 1, other: 0, malformed: 1 });
    expect(problems).toEqual([{ protocol: 'ipv4', problem: 'length-invalid', frames: 1 }]);
    expect(protocols.list.map(({ stack }) => stack).sort()).toEqual(['ethernet', 'ethernet/ipv4/udp']);
  });

  it('counts what is behind a header with a problem that ends nothing, and the frame as malformed', () => {
    const bytes = buildFrame(ethernet(), pppoe({ sessionId: 7, code: 1 }), ppp(), ipv4(), udp());
    const summary = observeAll([{ bytes }]).summary();
    expectExact(summary);
    expect(summary.accounting).toMatchObject({ attributed: 0, other: 0, malformed: 1 });
    expect(summary.problems).toEqual([{ protocol: 'pppoe-session', problem: 'code-invalid', frames: 1 }]);
    expect(summary.protocols.list.map(({ stack }) => stack)).toEqual(['ethernet/pppoe-session/ppp/ipv4/udp']);
    expect(summary.pppoeSessions.list).toMatchObject([{ sessionId: 7, frames: 1 }]);
    expect(summary.hosts.list).toHaveLength(2);
  });

  it('names the hosts of a packet whose options are missing, by protocol and without ports', () => {
    const bytes = buildFrame(ethernet(), ipv4({ headerWords: 15, totalLength: 60 }), udp());
    const summary = observeAll([{ bytes }]).summary();
    expectExact(summary);
    expect(summary.accounting).toMatchObject({ attributed: 0, other: 0, malformed: 1 });
    expect(summary.problems).toEqual([{ protocol: 'ipv4', problem: 'header-truncated', frames: 1 }]);
    expect(summary.flows.list).toMatchObject([
      { protocol: 'udp', initiator: { address: CLIENT, port: null }, stack: 'ethernet/ipv4' },
    ]);
  });

  it('does not blame a sender for what the snap length cut', () => {
    const whole = datagram(1, 100);
    const { accounting, problems } = observeAll([{ bytes: whole.slice(0, 30), wireLength: whole.length }]).summary();
    expect(accounting).toMatchObject({ attributed: 1, malformed: 0 });
    expect(problems).toEqual([{ protocol: 'ipv4', problem: 'cut-by-snap-length', frames: 1 }]);
  });

  it('counts unknown identifiers by carrier, which is no problem', () => {
    const bytes = buildFrame(ethernet({ etherType: 0x88b5 }), payload('anything'));
    const { accounting, unknown } = observeAll([{ bytes }, { bytes }]).summary();
    expect(unknown.list).toEqual([{ carrier: 'ethernet', identifier: '0x88b5', frames: 2 }]);
    expect(accounting.malformed).toBe(0);
  });

  it('keeps all 40 bits of a SNAP identifier', () => {
    const bytes = buildFrame(ethernetLength(), snap({ oui: 0xabcdef, protocolId: 0x1234 }), payload('x'));
    const { unknown } = observeAll([{ bytes }]).summary();
    expect(unknown.list).toEqual([{ carrier: 'snap', identifier: '0xabcdef1234', frames: 1 }]);
  });

  it('counts frames of a link type without a decoder', () => {
    const { accounting, unknown, protocols } = observeAll([{ bytes: datagram(1), linkType: 147 }]).summary();
    expect(unknown.list).toEqual([{ carrier: 'link', identifier: '147', frames: 1 }]);
    expect(protocols.list).toMatchObject([{ stack: '', frames: 1 }]);
    expect(accounting.attributed).toBe(1);
  });

  it('counts a VLAN once per tag', () => {
    const bytes = buildFrame(ethernet(), vlan({ id: 100, tpid: 0x88a8 }), vlan({ id: 7 }), vlan({ id: 7 }), ipv4(), udp());
    const { vlans } = observeAll([{ bytes }]).summary();
    expect(vlans.list.map(({ id, frames }) => [id, frames])).toEqual([
      [7, 2],
      [100, 1],
    ]);
  });

  it('keeps both directions of a conversation in one row, as its initiator began it', () => {
    const there = buildFrame(
      ethernet(),
      ipv4({ source: SERVER, destination: CLIENT }),
      tcp({ sourcePort: 50000, destinationPort: 443, flags: 'syn' }),
    );
    const back = buildFrame(
      ethernet(),
      ipv4({ source: CLIENT, destination: SERVER }),
      tcp({ sourcePort: 443, destinationPort: 50000, flags: 'syn ack' }),
    );
    const { flows } = observeAll([{ bytes: there }, { bytes: back }, { bytes: there }]).summary();
    expect(flows.total).toBe(1);
    expect(flows.list[0]).toMatchObject({
      protocol: 'tcp',
      initiator: { address: SERVER, port: 50000, frames: 2 },
      responder: { address: CLIENT, port: 443, frames: 1 },
      state: 'established',
      tcpFlags: { initiator: 'S', responder: 'SA' },
      stack: 'ethernet/ipv4/tcp',
    });
  });

  it('knows the initiator of a conversation whose start it missed by the well-known port', () => {
    const answer = buildFrame(
      ethernet(),
      ipv4({ source: SERVER, destination: CLIENT }),
      tcp({ sourcePort: 443, destinationPort: 50000, flags: 'ack' }),
    );
    expect(observeAll([{ bytes: answer }]).table('flows').list[0]).toMatchObject({ initiator: { address: CLIENT, port: 50000 } });
    const synAck = buildFrame(
      ethernet(),
      ipv4({ source: SERVER, destination: CLIENT }),
      tcp({ sourcePort: 50001, destinationPort: 50000, flags: 'syn ack' }),
    );
    expect(observeAll([{ bytes: synAck }]).table('flows').list[0]).toMatchObject({ initiator: { address: CLIENT, port: 50000 } });
  });

  it.each([
    ['new', [['there', 'syn']]],
    [
      'established',
      [
        ['there', 'syn'],
        ['back', 'syn ack'],
      ],
    ],
    [
      'closing',
      [
        ['there', 'ack'],
        ['back', 'fin ack'],
      ],
    ],
    [
      'closed',
      [
        ['there', 'fin ack'],
        ['back', 'fin ack'],
      ],
    ],
    [
      'reset',
      [
        ['there', 'syn'],
        ['back', 'rst ack'],
      ],
    ],
    [
      'established',
      [
        ['there', 'fin ack'],
        ['back', 'fin ack'],
        ['there', 'syn'],
        ['back', 'syn ack'],
      ],
    ],
  ] as const)('calls a TCP conversation %s after %j', (state, segments) => {
    const frames = segments.map(([way, flags]) => {
      const there = way === 'there';
      const addresses = there ? { source: CLIENT, destination: SERVER } : { source: SERVER, destination: CLIENT };
      const ports = there ? { sourcePort: 40000, destinationPort: 80 } : { sourcePort: 80, destinationPort: 40000 };
      return { bytes: buildFrame(ethernet(), ipv4(addresses), tcp({ ...ports, flags })) };
    });
    expect(observeAll(frames).table('flows').list[0]!.state).toBe(state);
  });

  it('keeps the same five-tuple in two VLANs, sessions or tunnels apart', () => {
    const inner = [ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }), udp({ sourcePort: 1, destinationPort: 2 })] as const;
    const frames = [
      buildFrame(ethernet(), ...inner),
      buildFrame(ethernet(), vlan({ id: 10 }), ...inner),
      buildFrame(ethernet(), vlan({ id: 11 }), ...inner),
      buildFrame(ethernet(), pppoe({ sessionId: 10 }), ppp(), ...inner),
      buildFrame(ethernet(), pppoe({ sessionId: 11 }), ppp(), ...inner),
      buildFrame(ethernet(), ipv4(), gre({ key: 10 }), ...inner),
      buildFrame(ethernet(), ipv4(), gre({ key: 11 }), ...inner),
      buildFrame(ethernet(), ipv4(), gre(), ...inner),
    ];
    const { flows } = observeAll([...frames, ...frames].map((bytes) => ({ bytes }))).summary();
    expect(flows.total).toBe(8);
    expect(flows.list.every(({ frames: count }) => count === 2)).toBe(true);
    const labels = flows.list.map(({ vlan: id, pppoeSession, tunnel }) =>
      JSON.stringify([id, pppoeSession, tunnel?.type ?? null, tunnel?.id ?? null]),
    );
    expect(labels.sort()).toEqual(
      [
        [null, null, null, null],
        [10, null, null, null],
        [11, null, null, null],
        [null, 10, null, null],
        [null, 11, null, null],
        [null, null, 'gre', 10],
        [null, null, 'gre', 11],
        [null, null, 'gre', null],
      ]
        .map((label) => JSON.stringify(label))
        .sort(),
    );
  });

  it('joins both directions of a conversation inside a tunnel and a session', () => {
    const around = (outer: { source: string; destination: string }, macs: { source: string; destination: string }) =>
      [ethernet(macs), pppoe({ sessionId: 5 }), ppp(), ipv4(outer), gre({ key: 22 })] as const;
    const [a, b] = ['00:00:5e:00:53:01', '00:00:5e:00:53:02'] as const;
    const there = buildFrame(
      ...around({ source: '203.0.113.1', destination: '203.0.113.2' }, { source: a, destination: b }),
      ipv4({ source: '10.0.0.1', destination: '10.0.0.2' }),
      udp({ sourcePort: 5, destinationPort: 6 }),
    );
    const back = buildFrame(
      ...around({ source: '203.0.113.2', destination: '203.0.113.1' }, { source: b, destination: a }),
      ipv4({ source: '10.0.0.2', destination: '10.0.0.1' }),
      udp({ sourcePort: 6, destinationPort: 5 }),
    );
    const { flows, tunnels, pppoeSessions, hosts } = observeAll([{ bytes: there }, { bytes: back }]).summary();
    expect([flows.total, tunnels.total, pppoeSessions.total]).toEqual([1, 1, 1]);
    expect(tunnels.list[0]).toMatchObject({
      type: 'gre',
      id: 22,
      endpoints: ['203.0.113.1', '203.0.113.2'],
      frames: 2,
      innerBytes: 2 * 28,
    });
    expect(hosts.list.map(({ address }) => address)).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('shows the subnet id of a GRE key that carries Ethernet, and of no other', () => {
    const frames = [
      buildFrame(ethernet(), ipv4(), gre({ key: 0x00abcd07 }), ethernet(), arp()),
      buildFrame(ethernet(), ipv4(), gre({ key: 0x00abcd08 }), ipv4(), udp()),
    ];
    const { tunnels } = observeAll(frames.map((bytes) => ({ bytes }))).summary();
    expect(tunnels.list.map(({ id, vsid }) => [id, vsid])).toEqual([
      [0x00abcd07, 0x00abcd],
      [0x00abcd08, undefined],
    ]);
  });

  it('counts later fragments in the conversation their first fragment named', () => {
    const fragmentOf = (offset: number, more: boolean): Uint8Array =>
      buildFrame(
        ethernet(),
        ipv4({
          source: CLIENT,
          destination: SERVER,
          identification: 77,
          fragmentOffset: offset,
          moreFragments: more,
          protocol: 17,
        }),
        offset === 0 ? udp({ sourcePort: 5000, destinationPort: 5001, length: 3000 }) : payload('y'.repeat(64)),
      );
    const { flows } = observeAll([
      { bytes: fragmentOf(0, true) },
      { bytes: fragmentOf(8, true) },
      { bytes: fragmentOf(16, false) },
    ]).summary();
    expect(flows.list).toMatchObject([{ protocol: 'udp', frames: 3, initiator: { port: 5000 }, responder: { port: 5001 } }]);

    const stray = observeAll([{ bytes: fragmentOf(8, true) }]).summary();
    expect(stray.flows.list).toMatchObject([{ protocol: 'udp', frames: 1, initiator: { port: null } }]);
  });

  it('does not mix fragments of two directions that share an identification', () => {
    const first = (source: string, destination: string, port: number): Uint8Array =>
      buildFrame(
        ethernet(),
        ipv4({ source, destination, identification: 9, moreFragments: true, protocol: 17 }),
        udp({ sourcePort: port, destinationPort: port + 1, length: 2000 }),
      );
    const later = (source: string, destination: string): Uint8Array =>
      buildFrame(
        ethernet(),
        ipv4({ source, destination, identification: 9, fragmentOffset: 4, protocol: 17 }),
        payload('z'.repeat(40)),
      );
    const frames = [
      first(CLIENT, SERVER, 100),
      first(SERVER, CLIENT, 300),
      later(CLIENT, SERVER),
      later(CLIENT, SERVER),
      later(SERVER, CLIENT),
    ];
    const { flows } = observeAll(frames.map((bytes) => ({ bytes }))).summary();
    const byPort = Object.fromEntries(
      flows.list.map(({ initiator, responder, frames: count }) => [Math.min(initiator.port!, responder.port!), count]),
    );
    expect(byPort).toEqual({ 100: 3, 300: 2 });
  });

  it('finds the host and the conversations of one address, however small', () => {
    const frames = [...Array.from({ length: 50 }, (_, n) => datagram(n, 900)), datagram(40_000, 1, { source: '192.0.2.200' })];
    const traffic = observeAll(frames.map((bytes) => ({ bytes })));
    const question = { limit: 1, address: '192.0.2.200' };
    expect(traffic.table('hosts', question)).toMatchObject({ total: 3, list: [{ address: '192.0.2.200', frames: 1 }] });
    expect(traffic.table('flows', question).list).toMatchObject([{ initiator: { address: '192.0.2.200' }, frames: 1 }]);
    expect(traffic.table('flows', { address: '192.0.2.2' }).list).toEqual([]);
  });

  it('counts IPv6 hosts and a host that talks to itself', () => {
    const self = buildFrame(
      ethernet(),
      ipv6({ source: '2001:db8::1', destination: '2001:db8::1' }),
      udp({ sourcePort: 7, destinationPort: 7 }),
    );
    const { hosts } = observeAll([{ bytes: self }]).summary();
    expect(hosts.list).toMatchObject([{ address: '2001:db8::1', frames: 2, sent: { frames: 1 }, received: { frames: 1 } }]);
  });

  it('follows PPPoE discovery: who is client, the concentrator by name, when the session opened and closed', () => {
    const [client, concentrator] = ['00:00:5e:00:53:01', '00:00:5e:00:53:99'];
    const up = { source: client, destination: concentrator };
    const down = { source: concentrator, destination: client };
    const frames: TimedFrame[] = [
      { bytes: buildFrame(ethernet({ source: client, destination: 'ff:ff:ff:ff:ff:ff' }), pppoeDiscovery({ code: 'padi' })) },
      { bytes: buildFrame(ethernet(down), pppoeDiscovery({ code: 'pado', tags: [pppoeTag(TAG.acName, 'bras-1')] })), at: 1 },
      { bytes: buildFrame(ethernet(up), pppoeDiscovery({ code: 'padr' })), at: 2 },
      { bytes: buildFrame(ethernet(down), pppoeDiscovery({ code: 'pads', sessionId: 0x1234 })), at: 3 },
      { bytes: buildFrame(ethernet(up), pppoe({ sessionId: 0x1234 }), ppp(), ipv4(), udp()), at: 4 },
      { bytes: buildFrame(ethernet(down), pppoeDiscovery({ code: 'padt', sessionId: 0x1234 })), at: 5 },
    ];
    const { discovery, pppoeSessions } = observeAll(frames).summary();
    expect(discovery).toEqual({ padi: 1, pado: 1, padr: 1, pads: 1, padt: 1 });
    expect(pppoeSessions.list).toMatchObject([
      {
        sessionId: 0x1234,
        clientMac: client,
        concentratorMac: concentrator,
        rolesKnown: true,
        concentratorName: 'bras-1',
        openedAt: '2026-11-21T20:00:03.000000Z',
        closedAt: '2026-11-21T20:00:05.000000Z',
        closeReason: 'padt',
        frames: 1,
      },
    ]);
  });

  it('stays exact when every table overflows, and says what it could not keep', () => {
    const limits = { flows: 64, hosts: 48, tunnels: 16, pppoeSessions: 16, stacks: 16, unknown: 16 };
    const random = fixedRandom(3);
    const frames: TimedFrame[] = [];
    for (let n = 0; n < 5000; n += 1) {
      const source = `10.${random() & 255}.${random() & 255}.1`;
      const layers =
        n % 3 === 0 ? [gre({ key: random() >>> 0 }), ipv4({ source }), udp()] : [udp({ sourcePort: n, destinationPort: 9 })];
      const link = n % 5 === 0 ? [pppoe({ sessionId: n }), ppp()] : n % 7 === 0 ? [vlan({ id: n & 4095 })] : [];
      frames.push({
        bytes: buildFrame(ethernet(n % 11 === 0 ? { etherType: 0x9000 + n } : {}), ...link, ipv4({ source }), ...layers),
        at: n / 500,
      });
    }
    const traffic = observeAll(frames, { limits });
    const summary = traffic.summary();
    expectExact(summary);
    expect(
      sum(summary.unknown.list.length > 0 ? { list: [], other: summary.unknown.other } : summary.tunnels).frames,
    ).toBeGreaterThan(0);
    for (const { name, rows, capacity } of traffic.tableUse()) expect([name, rows <= capacity]).toEqual([name, true]);
    expect(summary.flows.other.rows).toBeGreaterThan(4000);
    expect(summary.hosts.other.frames).toBeGreaterThan(0);
    const tunnelFrames = frames.filter((_, n) => n % 3 === 0 && n % 11 !== 0).length;
    expect(sum(summary.tunnels).frames).toBe(tunnelFrames);
  });

  it('keeps busy conversations through a flood of others', () => {
    const frames: TimedFrame[] = [];
    for (let n = 0; n < 20_000; n += 1) {
      frames.push({ bytes: datagram(n % 60_000, 10, { source: `10.${(n >> 8) & 255}.${n & 255}.9` }), at: n / 1000 });
      if (n % 10 === 0) frames.push({ bytes: datagram(40_000 + (n % 4), 1000, { source: '192.0.2.77' }), at: n / 1000 });
    }
    const { flows } = observeAll(frames, { limits: { flows: 256 } }).summary({ limit: 2 });
    expect(flows.list.map(({ initiator, frames: count }) => [initiator.address, count])).toEqual([
      ['192.0.2.77', 1000],
      ['192.0.2.77', 1000],
    ]);
  });
});

describe('windows', () => {
  function windowsOf(frames: readonly TimedFrame[], limits = {}): { windows: TrafficWindow[]; summary: TrafficSummary } {
    const windows: TrafficWindow[] = [];
    const traffic = observeAll(frames, { onWindow: (window) => windows.push(window), limits });
    return { windows, summary: traffic.summary() };
  }

  it('are a second long, aligned, follow each other, and tell of silence', () => {
    const { windows } = windowsOf([
      { bytes: datagram(1), at: 0.25 },
      { bytes: datagram(1), at: 0.75 },
      { bytes: datagram(1), at: 3.5 },
    ]);
    expect(windows.map(({ startAt, accounting }) => [startAt.slice(17, 19), accounting.seen.frames])).toEqual([
      ['00', 2],
      ['01', 0],
      ['02', 0],
      ['03', 1],
    ]);
    expect(windows.every(({ startMicros, endMicros }) => endMicros - startMicros === 1e6)).toBe(true);
  });

  it('skip a silence of more than an hour', () => {
    const { windows } = windowsOf([
      { bytes: datagram(1), at: 0 },
      { bytes: datagram(1), at: 4000 },
    ]);
    expect(windows.map(({ accounting }) => accounting.seen.frames)).toEqual([1, 1]);
  });

  it('count a late frame where they are, and go back only for a clock that was set', () => {
    const late = windowsOf([
      { bytes: datagram(1), at: 10 },
      { bytes: datagram(1), at: 5 },
      { bytes: datagram(1), at: 10.5 },
    ]);
    expect(late.windows.map(({ accounting }) => accounting.seen.frames)).toEqual([3]);
    const set = windowsOf([
      { bytes: datagram(1), at: 1000 },
      { bytes: datagram(1), at: 5 },
      { bytes: datagram(1), at: 5.5 },
    ]);
    expect(set.windows.map(({ startMicros, accounting }) => [startMicros / 1e6 - START_SECONDS, accounting.seen.frames])).toEqual(
      [
        [1000, 1],
        [5, 2],
      ],
    );
  });

  it('add up, each and all together, also when tables overflow and rows are cut', () => {
    const random = fixedRandom(5);
    const frames: TimedFrame[] = [];
    for (let n = 0; n < 6000; n += 1) {
      const source = `10.0.${random() & 3}.${random() & 255}`;
      const malformed = n % 13 === 0;
      const bytes = malformed
        ? buildFrame(ethernet(), ipv4({ source, version: 5 }))
        : buildFrame(
            ethernet(),
            ...(n % 4 === 0 ? [vlan({ id: n & 511 })] : []),
            ipv4({ source }),
            udp({ sourcePort: random() & 0xffff, destinationPort: 80 }),
          );
      frames.push({ bytes, at: n / 1000 });
    }
    const { windows, summary } = windowsOf(frames, { flows: 128, hosts: 100, stacks: 16, windowRows: 20 });
    expect(windows).toHaveLength(6);
    for (const { accounting, protocols, hosts } of windows) {
      expect(accounting.attributed + accounting.other + accounting.malformed).toBe(accounting.seen.frames);
      expect(sum(protocols)).toEqual(accounting.seen);
      expect(hosts.list.length).toBeLessThanOrEqual(20);
      expect(sum(hosts).frames).toBe(2 * (accounting.seen.frames - accounting.malformed));
    }
    expectExact(summary);
    const total = (pick: (window: TrafficWindow) => number): number => windows.reduce((all, window) => all + pick(window), 0);
    expect(total(({ accounting }) => accounting.seen.wireBytes)).toBe(summary.accounting.seen.wireBytes);
    expect(total(({ accounting }) => accounting.malformed)).toBe(summary.accounting.malformed);
    expect(total(({ vlans }) => sum(vlans).frames)).toBe(sum(summary.vlans).frames);
  });

  it('close on a quiet line when the clock says so, as a later frame would have closed them', () => {
    const live: TrafficWindow[] = [];
    const traffic = new Traffic({ random: fixedRandom(), onWindow: (window) => live.push(window) });
    const packet = new Packet();
    const see = (at: number): void => {
      decodeFrame(frameBytes({ bytes: datagram(1), at }), packet);
      traffic.observe(packet);
    };
    traffic.tick(START_SECONDS * 1e6);
    see(0.5);
    for (let tick = 0.5; tick < 3.4; tick += 0.1) traffic.tick((START_SECONDS + tick) * 1e6);
    see(3.45);
    traffic.finish();
    const replayed = windowsOf([
      { bytes: datagram(1), at: 0.5 },
      { bytes: datagram(1), at: 3.45 },
    ]).windows;
    expect(live).toEqual(replayed);
  });

  it('leave rates as of their end, whether a next one is open or not', () => {
    const traffic = new Traffic({ random: fixedRandom() });
    const packet = new Packet();
    for (let at = 0.5; at < 60; at += 1) {
      decodeFrame(frameBytes({ bytes: datagram(1), at, wireLength: 1000 }), packet);
      traffic.observe(packet);
    }
    const rates = () => (['flows', 'hosts', 'protocols'] as const).map((name) => traffic.table(name).list[0]!.bytesPerSecond);
    const open = rates();
    expect(open).toEqual([1000, 1000, 1000]);
    traffic.finish();
    expect(rates()).toEqual(open);
    expect(traffic.summary().hosts.list[0]!.sent.bytesPerSecond).toBe(1000);
  });

  it.each([
    ['tables that overflow', { flows: 200, hosts: 64 }],
    ['tables that overflow late', { flows: 3000, hosts: 300 }],
    ['tables with room', {}],
  ])('do not change what the tables say, with or without somebody who looks: %s', (_, limits) => {
    const frames = Array.from({ length: 3000 }, (_frame, n) => ({
      bytes: datagram(n % 700, n % 90, { source: `10.1.${Math.floor(n / 75)}.${n % 200}` }),
      at: n / 100,
    }));
    expect(observeAll(frames, { limits }).summary()).toEqual(windowsOf(frames, limits).summary);
  });

  it('come out the same whatever the tables are seeded with', () => {
    const frames = Array.from({ length: 2000 }, (_, n) => ({
      bytes: datagram(n % 900, n % 50, { source: `10.2.${n % 40}.${n % 100}` }),
      at: n / 100,
    }));
    const limits = { flows: 150, hosts: 64 };
    const [one, two] = [1, 99].map((seed) => observeAll(frames, { limits, random: fixedRandom(seed) }).summary());
    expect(two).toEqual(one);
  });
});
