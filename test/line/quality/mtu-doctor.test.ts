import { describe, expect, it } from 'vitest';
import { buildFrame, type Layer, payload } from '../../support/frames/build-frame.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { gre } from '../../support/frames/gre.ts';
import { icmpFragmentationNeeded } from '../../support/frames/icmp.ts';
import { icmpv6PacketTooBig } from '../../support/frames/icmpv6.ts';
import { fragmentIpv4, ipv4 } from '../../support/frames/ipv4.ts';
import { ipv6 } from '../../support/frames/ipv6.ts';
import { maximumSegmentSize, tcp } from '../../support/frames/tcp.ts';
import { udp } from '../../support/frames/udp.ts';
import { QualityRun } from '../../support/line-quality.ts';
import { frameBytes, type TimedFrame } from '../../support/observe.ts';
import { ROUTER_MAC, TcpScript } from '../../support/tcp-script.ts';

const PROVIDER_MAC = '00:00:5e:00:53:fe';
const UP = ethernet({ source: ROUTER_MAC, destination: PROVIDER_MAC });
const DOWN = ethernet({ source: PROVIDER_MAC, destination: ROUTER_MAC });
const LINK = { mru: 1492, peerMru: 1492, maxPayload: null };

function frame(at: number, ...layers: Layer[]): TimedFrame {
  return { at, bytes: buildFrame(...layers) };
}

function examine(frames: readonly TimedFrame[], link: Partial<Parameters<QualityRun['quality']['noteLink']>[0]> = LINK) {
  const run = new QualityRun({ routerMac: ROUTER_MAC });
  run.quality.noteLink(link);
  for (const timed of frames) run.observe(frameBytes(timed));
  return run.finish().summary.mtu;
}

function kinds(frames: readonly TimedFrame[], link = {}): string[] {
  return examine(frames, { ...LINK, ...link }).findings.map(({ kind }) => kind);
}

/** SYNs going up that announce `size`. */
function announce(size: number, count = 1, ip: Layer = ipv4()): TimedFrame[] {
  return Array.from({ length: count }, (_, index) =>
    frame(index / 100, UP, ip, tcp({ sourcePort: 30_000 + index, flags: 'syn', options: [maximumSegmentSize(size)] })),
  );
}

describe('announced segment sizes', () => {
  it('that do not fit into the line are found, with the size to clamp to', () => {
    const { findings } = examine(announce(1460));
    expect(findings).toMatchObject([{ kind: 'mss-not-clamped', severity: 'warning', evidence: { syns: 1, largestIpv4: 1460 } }]);
    expect(findings[0]!.remedy).toContain('clamp the TCP MSS to 1452 (IPv6: 1432)');
  });

  it('that fit are not, and IPv6 has 20 bytes less room', () => {
    expect(kinds([...announce(1452), ...announce(1432, 1, ipv6())])).toEqual([]);
    expect(kinds(announce(1440, 1, ipv6()))).toEqual(['mss-not-clamped']);
  });

  it('may be larger on a line with 1500 bytes', () => {
    expect(kinds(announce(1460), { mru: 1500 })).toEqual([]);
    expect(examine(announce(1460), {}).lineMtuIs).toBe('usual');
  });

  it('that are needlessly low in nearly all connections are found', () => {
    expect(kinds(announce(1300, 19))).toEqual([]);
    expect(kinds(announce(1300, 20))).toEqual(['mss-low']);
    expect(kinds([...announce(1300, 20), ...announce(1452, 3)])).toEqual([]);
  });

  it('are counted by direction, version and size, in a bounded table', () => {
    const sizes = Array.from({ length: 80 }, (_, index) => announce(1000 + index)).flat();
    expect(examine(sizes).segmentSizes).toHaveLength(64);
    expect(examine([...announce(1452, 2), ...announce(1400)]).segmentSizes).toEqual([
      { direction: 'up', ipVersion: 4, maximumSegmentSize: 1452, syns: 2 },
      { direction: 'up', ipVersion: 4, maximumSegmentSize: 1400, syns: 1 },
    ]);
  });
});

describe('messages that a packet is too big', () => {
  it('are kept by who sends them and what fits', () => {
    const reports = [0, 1].map((at) =>
      frame(
        at,
        DOWN,
        ipv4({ source: '203.0.113.1', destination: '192.0.2.1' }),
        icmpFragmentationNeeded(1400),
        payload('quoted'),
      ),
    );
    const ipv6Report = frame(2, DOWN, ipv6({ source: '2001:db8::9', destination: '2001:db8::1' }), icmpv6PacketTooBig(1280));
    const { tooBig, findings } = examine([...reports, ipv6Report]);
    expect(tooBig).toMatchObject([
      { from: '203.0.113.1', mtu: 1400, direction: 'down', messages: 2 },
      { from: '2001:db8::9', mtu: 1280, direction: 'down', messages: 1 },
    ]);
    expect(findings).toMatchObject([{ kind: 'path-mtu-smaller', severity: 'information', evidence: { mtu: 1280 } }]);
  });
});

describe('a black hole', () => {
  const FULL = 1440;

  function stalledUpload(repeats: number): TcpScript {
    const script = new TcpScript()
      .open()
      .up(0.03, 1, 1, { length: FULL })
      .up(0.031, 1 + FULL, 1, { length: 40 });
    // The small one arrives: its duplicate ACK comes back.
    script.down(0.055, 1, 1);
    for (let repeat = 0; repeat < repeats; repeat += 1) script.up(0.3 * 2 ** repeat, 1, 1, { length: FULL });
    return script;
  }

  it('going up swallows full-size segments again and again while small ones pass', () => {
    const { findings } = examine(stalledUpload(3).frames);
    expect(findings).toMatchObject([
      { kind: 'black-hole-up', severity: 'serious', evidence: { connections: 1, packetBytes: 1480 } },
    ]);
    expect(findings[0]!.remedy).toContain('clamp the TCP MSS to 1360');
  });

  it('is none as long as it could be loss', () => {
    expect(kinds(stalledUpload(2).frames)).toEqual([]);
  });

  it('is none where a full-size segment arrived before', () => {
    const script = new TcpScript()
      .open()
      .up(0.03, 1, 1, { length: FULL })
      .down(0.055, 1, 1 + FULL);
    script.up(0.06, 1 + FULL, 1, { length: FULL }).down(0.09, 1, 1 + FULL);
    for (const at of [0.3, 0.9, 2]) script.up(at, 1 + FULL, 1, { length: FULL });
    expect(kinds(script.frames)).toEqual([]);
  });

  it('is none where nothing at all comes back: that is a dead line', () => {
    const script = new TcpScript().open().up(0.03, 1, 1, { length: FULL });
    for (const at of [0.3, 0.9, 2, 5]) script.up(at, 1, 1, { length: FULL });
    expect(kinds(script.frames)).toEqual([]);
  });

  it('coming down lets only what is small through: data are missing for long, and never came', () => {
    const script = new TcpScript()
      .open(0, 1460)
      .up(0.03, 1, 1, { length: 80 })
      .down(0.05, 1, 81, { length: 190 })
      .up(0.051, 81, 191);
    // Two full-size segments vanish, the small rest of the answer comes.
    script.down(0.052, 191 + 2920, 81, { length: 300 }).up(0.053, 81, 191);
    const silence = frame(5, UP, ipv4(), udp(), payload('x'));
    const { findings } = examine([...script.frames, silence, { ...silence, at: 6 }]);
    expect(findings.map(({ kind }) => kind)).toEqual(['black-hole-down', 'mss-not-clamped']);
    expect(findings[0]!.remedy).toContain('clamp the TCP MSS to 1452');
  });

  it('coming down is none when the missing data come', () => {
    const script = new TcpScript().open().up(0.03, 1, 1, { length: 80 }).down(0.05, 1, 81, { length: 190 }).up(0.051, 81, 191);
    script.down(0.052, 191 + 2920, 81, { length: 300 }).up(0.053, 81, 191);
    script.down(0.3, 191, 81, { length: 1460 }).down(0.301, 1651, 81, { length: 1460 });
    expect(kinds([...script.frames, frame(6, UP, ipv4(), udp(), payload('x'))])).toEqual([]);
  });
});

describe('the link', () => {
  it('that was asked for larger packets and did not grant them is named', () => {
    const { findings } = examine([], { mru: 1492, peerMru: 1492, maxPayload: 1500 });
    expect(findings).toMatchObject([{ kind: 'baby-jumbo-not-granted', evidence: { asked: 1500, agreed: 1492 } }]);
    expect(kinds([], { mru: 1500, peerMru: 1500, maxPayload: 1500 })).toEqual([]);
  });
});

describe('fragments', () => {
  it('that carry a tunnel are found, first ones and later ones', () => {
    const outer = ipv4({ source: '192.0.2.1', destination: '203.0.113.9' });
    const whole = buildFrame(outer, gre(), ipv4(), udp(), payload(new Uint8Array(1480)));
    const pieces = (at: number): TimedFrame[] => fragmentIpv4(whole, 1472).map((piece) => frame(at, UP, piece));
    const frames = Array.from({ length: 10 }, (_, index) => pieces(index)).flat();
    const { findings, sizes } = examine(frames);
    expect(sizes.up).toMatchObject({ fragments: 20, tunnelFragments: 20 });
    expect(findings).toMatchObject([{ kind: 'tunnel-fragmented', evidence: { tunnelFragments: 20, up: 20 } }]);
  });
});
