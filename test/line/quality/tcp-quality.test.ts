import { describe, expect, it } from 'vitest';
import type { TcpCounts } from '../../../src/line/quality/tcp-counts.ts';
import { observeQuality } from '../../support/line-quality.ts';
import { ROUTER_MAC, TcpScript } from '../../support/tcp-script.ts';

function observe(script: TcpScript, options: { silence?: number; routerMac?: string | null } = {}) {
  const frames = [...script.frames].sort((a, b) => a.at! - b.at!);
  return observeQuality(frames, { routerMac: ROUTER_MAC, ...options }).summary;
}

/** The counters that are not zero, without those that every segment moves. */
function found({ segments, bytes, dataSegments, ...rest }: TcpCounts): Partial<TcpCounts> {
  return Object.fromEntries(Object.entries(rest).filter(([, count]) => count !== 0));
}

const HANDSHAKE = { syns: 1, handshakes: 1 };

describe('a connection in which nothing is lost', () => {
  const script = new TcpScript()
    .open()
    .up(0.03, 1, 1, { length: 100 })
    .down(0.05, 1, 101, { length: 1000 })
    .down(0.051, 1001, 101, { length: 1000 })
    .up(0.052, 101, 2001)
    .up(0.06, 101, 2001, { flags: 'fin ack' })
    .down(0.08, 2001, 102, { flags: 'fin ack' })
    .up(0.081, 102, 2002);

  it('shows its segments and bytes by direction, and no trouble', () => {
    const { tcp, sides, mirrorLoss } = observe(script);
    expect(found(tcp.up)).toEqual(HANDSHAKE);
    expect(found(tcp.down)).toEqual({});
    expect([tcp.up.segments, tcp.up.bytes, tcp.down.segments, tcp.down.bytes]).toEqual([6, 100, 4, 2000]);
    expect([sides.line.losses, sides.home.losses]).toEqual([0, 0]);
    expect(mirrorLoss.down).toEqual({ gaps: 0, bytes: 0, share: 0 });
  });

  it('counts the same while sequence numbers pass 2^32', () => {
    const wrapped = new TcpScript({ upBase: 0xffffffff - 50, downBase: 0xffffffff - 1500 }).open();
    wrapped.up(0.03, 1, 1, { length: 100 }).down(0.05, 1, 101, { length: 1000 }).down(0.051, 1001, 101, { length: 1000 });
    wrapped.up(0.052, 101, 2001);
    const { tcp } = observe(wrapped);
    expect([found(tcp.up), found(tcp.down)]).toEqual([HANDSHAKE, {}]);
  });

  it('is counted as unknown without a direction, and under no side', () => {
    const { tcp, sides } = observe(script, { routerMac: null });
    expect([tcp.up.segments, tcp.down.segments, tcp.unknown.segments]).toEqual([0, 0, 10]);
    // The one guess: who asks is at home.
    expect([sides.line.handshake.medianMicros, sides.home.handshake.medianMicros]).toEqual([20_000, 1000]);
  });
});

describe('lost data', () => {
  it('were lost before the probe when it had not seen them: coming down, on the line', () => {
    const script = new TcpScript().open();
    script.down(0.05, 1, 1, { length: 1000 }).down(0.052, 2001, 1, { length: 1000 });
    script.up(0.053, 1, 1001).down(0.2, 1001, 1, { length: 1000 }).up(0.201, 1, 3001);
    const { tcp, sides, farEnds } = observe(script);
    expect(found(tcp.down)).toEqual({ retransmissions: 1, retransmittedBytes: 1000, retransmissionsOfUnseen: 1 });
    expect([sides.line.losses, sides.home.losses]).toEqual([1, 0]);
    expect(farEnds).toMatchObject([{ address: '198.51.100.1', connections: 1, losses: 1 }]);
  });

  it('were lost behind the probe when it had seen them: coming down, at home', () => {
    const script = new TcpScript().open();
    script.down(0.05, 1, 1, { length: 1000 }).down(0.3, 1, 1, { length: 1000 }).up(0.301, 1, 1001);
    const { tcp, sides } = observe(script);
    expect(found(tcp.down)).toEqual({ retransmissions: 1, retransmittedBytes: 1000 });
    expect([sides.line.losses, sides.home.losses]).toEqual([0, 1]);
  });

  it('going up were lost on the line when the probe had seen them, however soon they come again', () => {
    const script = new TcpScript().open();
    script.up(0.03, 1, 1, { length: 1000 }).up(0.031, 1001, 1, { length: 1000 }).up(0.04, 1, 1, { length: 1000 });
    const { tcp, sides } = observe(script);
    expect(found(tcp.up)).toEqual({ ...HANDSHAKE, retransmissions: 1, retransmittedBytes: 1000 });
    expect(sides.line.losses).toBe(1);
  });

  it('going up were lost at home when the probe had not seen them', () => {
    const script = new TcpScript().open();
    script.up(0.03, 1001, 1, { length: 1000 }).up(0.4, 1, 1, { length: 1000 });
    expect(observe(script).sides.home.losses).toBe(1);
  });

  it('are sent again quickly after duplicate ACKs', () => {
    const script = new TcpScript().open();
    script.down(0.05, 1, 1, { length: 1000 }).up(0.051, 1, 1001).down(0.06, 2001, 1, { length: 1000 });
    for (const at of [0.061, 0.062, 0.063]) script.up(at, 1, 1001);
    script.down(0.082, 1001, 1, { length: 1000 });
    const { tcp } = observe(script);
    expect(tcp.up.duplicateAcks).toBe(3);
    expect(tcp.down).toMatchObject({ retransmissions: 1, fastRetransmissions: 1, outOfOrder: 0 });
  });

  it('that were acknowledged already are sent again for nothing, and count as lost on no side', () => {
    const script = new TcpScript().open();
    script.down(0.05, 1, 1, { length: 1000 }).up(0.051, 1, 1001).down(0.3, 1, 1, { length: 1000 });
    const { tcp, sides } = observe(script);
    expect(tcp.down).toMatchObject({ retransmissions: 1, spuriousRetransmissions: 1 });
    expect([sides.line.losses, sides.home.losses]).toEqual([0, 0]);
  });
});

describe('what looks like loss and is none', () => {
  it('is out of order when it comes within a round trip of the gap', () => {
    const script = new TcpScript().open();
    script.down(0.05, 1001, 1, { length: 1000 }).down(0.052, 1, 1, { length: 1000 });
    expect(found(observe(script).tcp.down)).toEqual({ outOfOrder: 1 });
  });

  it('is a keep-alive when it has at most one byte and starts one byte early', () => {
    const script = new TcpScript().open().up(0.03, 1, 1, { length: 100 }).down(0.05, 1, 101);
    script.up(60, 100, 1).down(60.02, 1, 101).up(120, 100, 1, { length: 1 }).down(120.02, 1, 101);
    const { tcp } = observe(script);
    expect(found(tcp.up)).toEqual({ ...HANDSHAKE, keepAlives: 2 });
    expect(found(tcp.down)).toEqual({});
  });

  it('is a window probe when it is one byte into a closed window', () => {
    const script = new TcpScript().open().up(0.03, 1, 1, { length: 100 }).down(0.05, 1, 101, { window: 0 });
    script.up(1, 101, 1, { length: 1 }).down(1.02, 1, 101, { window: 0 }).up(3, 101, 1, { length: 1 });
    const { tcp } = observe(script);
    expect(found(tcp.up)).toEqual({ ...HANDSHAKE, windowProbes: 2 });
    expect(found(tcp.down)).toEqual({ zeroWindows: 2 });
  });
});

describe('a zero window', () => {
  it('is none in a reset, a SYN or a FIN', () => {
    const script = new TcpScript().up(0, 0, 0, { flags: 'syn', window: 0 }).down(0.02, 0, 1, { flags: 'syn ack', window: 0 });
    script.up(0.021, 1, 1).up(0.03, 1, 1, { flags: 'fin ack', window: 0 }).down(0.05, 1, 2, { flags: 'rst', window: 0 });
    const { tcp } = observe(script);
    expect([tcp.up.zeroWindows, tcp.down.zeroWindows]).toEqual([0, 0]);
  });
});

describe('what the mirror lost', () => {
  it('is data that were acknowledged and not seen', () => {
    const script = new TcpScript().open();
    script.down(0.05, 1, 1, { length: 1000 }).down(0.051, 3001, 1, { length: 1000 }).up(0.053, 1, 4001);
    const { tcp, mirrorLoss, sides } = observe(script);
    expect(found(tcp.down)).toEqual({ mirrorGaps: 1, mirrorLostBytes: 2000 });
    expect(mirrorLoss.down).toEqual({ gaps: 1, bytes: 2000, share: 0.5 });
    expect(sides.line.losses).toBe(0);
  });

  it('is known when the acknowledgment comes first, once the next data have come', () => {
    const script = new TcpScript().open();
    script.down(0.05, 1, 1, { length: 1000 }).up(0.053, 1, 3001).down(0.06, 3001, 1, { length: 1000 }).up(0.061, 1, 4001);
    expect(found(observe(script).tcp.down)).toEqual({ acksOfUnseen: 1, mirrorGaps: 1, mirrorLostBytes: 2000 });
  });

  it('is not what was lost before the probe and sent again', () => {
    const script = new TcpScript().open();
    script.down(0.05, 1001, 1, { length: 1000 }).down(0.052, 3001, 1, { length: 1000 });
    script.down(0.4, 1, 1, { length: 1000 }).down(0.41, 2001, 1, { length: 1000 }).up(0.42, 1, 4001);
    expect(observe(script).mirrorLoss.down.bytes).toBe(0);
  });

  it('is no jump that no window allows', () => {
    const script = new TcpScript().open().down(0.05, 1, 1, { length: 10 });
    script.down(0.06, 0x60000000, 1, { length: 10 }).up(0.07, 1, 0x60000010);
    expect(observe(script).mirrorLoss.down.bytes).toBe(0);
  });
});
