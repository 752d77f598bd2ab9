import { describe, expect, it } from 'vitest';
import { timestamps } from '../../support/frames/tcp.ts';
import { observeQuality } from '../../support/line-quality.ts';
import { ROUTER_MAC, TcpScript } from '../../support/tcp-script.ts';

function observe(script: TcpScript, silence?: number) {
  return observeQuality(script.frames, { routerMac: ROUTER_MAC, ...(silence === undefined ? {} : { silence }) }).summary;
}

describe('a handshake', () => {
  it('is split at the probe to the microsecond', () => {
    const script = new TcpScript().up(0, 0, 0, { flags: 'syn' }).down(0.023_457, 0, 1, { flags: 'syn ack' }).up(0.024_459, 1, 1);
    const { sides } = observe(script);
    expect(sides.line.handshake).toMatchObject({ count: 1, minMicros: 23_457, maxMicros: 23_457 });
    expect(sides.home.handshake).toMatchObject({ count: 1, minMicros: 1002, maxMicros: 1002 });
  });

  it('that the far end asks for has its SYN/ACK time at home', () => {
    const script = new TcpScript().down(0, 0, 0, { flags: 'syn', acknowledgmentNumber: 0 }).up(0.002, 0, 1, { flags: 'syn ack' });
    script.down(0.03, 1, 1);
    const { sides, tcp } = observe(script);
    expect(sides.home.handshake.minMicros).toBe(2000);
    expect(sides.line.handshake.minMicros).toBe(28_000);
    expect([tcp.down.syns, tcp.down.handshakes, tcp.up.syns]).toEqual([1, 1, 0]);
  });

  it('whose SYN was sent again says that one was lost, and gives no time that could belong to either', () => {
    const script = new TcpScript()
      .up(0, 0, 0, { flags: 'syn' })
      .up(1, 0, 0, { flags: 'syn' })
      .down(1.02, 0, 1, { flags: 'syn ack' });
    script.up(1.021, 1, 1);
    const { tcp, sides, farEnds } = observe(script, 10);
    expect(tcp.up).toMatchObject({ syns: 1, unansweredSyns: 1, retransmissions: 1, handshakes: 1 });
    expect([sides.line.handshake.count, sides.home.handshake.count]).toEqual([0, 1]);
    expect(farEnds[0]).toMatchObject({ connections: 1, unansweredSyns: 1 });
  });

  it('that nobody answers within three seconds is unanswered, once', () => {
    const script = new TcpScript().up(0, 0, 0, { flags: 'syn' });
    expect(observe(script, 1).tcp.up.unansweredSyns).toBe(0);
    expect(observe(script, 5).tcp.up.unansweredSyns).toBe(1);
    script.up(6, 0, 0, { flags: 'syn' });
    expect(observe(script, 20).tcp.up.unansweredSyns).toBe(1);
  });

  it('is refused by a reset, which is an answer', () => {
    const script = new TcpScript().up(0, 0, 0, { flags: 'syn' }).down(0.02, 0, 1, { flags: 'rst ack' });
    const { tcp } = observe(script, 5);
    expect(tcp.up).toMatchObject({ syns: 1, refusedSyns: 1, unansweredSyns: 0 });
    expect(tcp.down.resets).toBe(0);
  });

  it('with the ports of an earlier connection begins a new one', () => {
    const script = new TcpScript().open().up(0.03, 1, 1, { length: 100 });
    const again = new TcpScript({ upBase: 900_000, downBase: 77 }).open(10);
    const { summary } = observeQuality([...script.frames, ...again.frames], { routerMac: ROUTER_MAC });
    expect(summary.tcp.up).toMatchObject({ syns: 2, handshakes: 2, retransmissions: 0 });
    expect(summary.mirrorLoss.up.gaps).toBe(0);
  });

  it('whose answer was not seen still is no unanswered one when data follow', () => {
    const script = new TcpScript().up(0, 0, 0, { flags: 'syn' }).up(0.021, 1, 1).up(0.022, 1, 1, { length: 10 });
    expect(observe(script, 5).tcp.up.unansweredSyns).toBe(0);
  });
});

describe('a reset', () => {
  it('breaks off a connection once, by who sends it', () => {
    const script = new TcpScript().open().down(0.05, 1, 1, { flags: 'rst' }).down(0.06, 1, 1, { flags: 'rst' });
    expect(observe(script).tcp.down.resets).toBe(1);
  });

  it('behind the FINs of both ends breaks off nothing', () => {
    const script = new TcpScript().open().up(0.03, 1, 1, { flags: 'fin ack' }).down(0.05, 1, 2, { flags: 'fin ack' });
    script.up(0.051, 2, 2, { flags: 'rst' });
    expect(observe(script).tcp.up.resets).toBe(0);
  });
});

describe('round trips while a connection runs', () => {
  it('are from the first of a TSval to its echo', () => {
    const script = new TcpScript();
    const stamp = (value: number, echo: number) => ({ options: [timestamps(value, echo)] });
    script.up(0, 0, 0, { flags: 'syn', ...stamp(100, 0) }).down(0.02, 0, 1, { flags: 'syn ack', ...stamp(900, 100) });
    script.up(0.021, 1, 1, stamp(121, 900));
    script.up(0.03, 1, 1, { length: 100, ...stamp(130, 900) }).up(0.031, 101, 1, { length: 100, ...stamp(130, 900) });
    // The same value again: a retransmission within a tick begins nothing.
    script.up(0.035, 101, 1, { length: 100, ...stamp(130, 900) });
    script.down(0.055, 1, 201, { length: 50, ...stamp(955, 130) });
    script.up(0.058, 201, 51, stamp(158, 955));
    const { sides } = observe(script);
    expect(sides.line.roundTrip).toMatchObject({ count: 1, minMicros: 25_000 });
    expect(sides.home.roundTrip).toMatchObject({ count: 1, minMicros: 3000 });
  });

  it('are from data to their acknowledgment without timestamps, unless the data are sent again', () => {
    const script = new TcpScript().open().up(0.03, 1, 1, { length: 100 }).down(0.055, 1, 101);
    script.up(1, 101, 1, { length: 100 }).up(1.5, 101, 1, { length: 100 }).down(1.52, 1, 201);
    expect(observe(script).sides.line.roundTrip).toMatchObject({ count: 1, minMicros: 25_000 });
  });

  it('come from no pure ACK', () => {
    const stamp = (value: number, echo: number) => ({ options: [timestamps(value, echo)] });
    const script = new TcpScript().up(0, 1, 1, stamp(10, 5)).up(1, 1, 1, stamp(20, 5)).down(30, 1, 1, stamp(40, 20));
    expect(observe(script).sides.line.roundTrip.count).toBe(0);
  });
});
