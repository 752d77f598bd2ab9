import { describe, expect, it } from 'vitest';
import { buildFrame, payload } from '../../support/frames/build-frame.ts';
import { ethernet } from '../../support/frames/ethernet.ts';
import { gre } from '../../support/frames/gre.ts';
import { fragmentIpv4, ipv4 } from '../../support/frames/ipv4.ts';
import { tcp } from '../../support/frames/tcp.ts';
import { observeQuality } from '../../support/line-quality.ts';
import type { TimedFrame } from '../../support/observe.ts';
import { ROUTER_MAC } from '../../support/tcp-script.ts';

const UP = ethernet({ source: ROUTER_MAC, destination: '00:00:5e:00:53:fe' });
const DOWN = ethernet({ source: '00:00:5e:00:53:fe', destination: ROUTER_MAC });
const THERE = { source: '192.0.2.1', destination: '203.0.113.9' };
const BACK = { source: '203.0.113.9', destination: '192.0.2.1' };
const PORTS = { sourcePort: 40_000, destinationPort: 443 };

function segment(at: number, sequenceNumber: number, inTunnel: boolean): TimedFrame[] {
  const inner = [ipv4(), tcp({ ...PORTS, sequenceNumber }), payload(new Uint8Array(1460))];
  const packet = inTunnel ? buildFrame(ipv4(THERE), gre(), ...inner) : buildFrame(...inner);
  return fragmentIpv4(packet, 1200).map((piece) => ({ at, bytes: buildFrame(UP, piece) }));
}

function acknowledge(at: number, acknowledgmentNumber: number, inTunnel: boolean): TimedFrame {
  const answer = ipv4({ source: '198.51.100.1', destination: '192.0.2.1' });
  const segment = tcp({ sourcePort: 443, destinationPort: 40_000, acknowledgmentNumber });
  return { at, bytes: inTunnel ? buildFrame(DOWN, ipv4(BACK), gre(), answer, segment) : buildFrame(DOWN, answer, segment) };
}

describe.each([
  ['the packet itself', false],
  ['the tunnel around it', true],
])('segments in fragments of %s', (_, inTunnel) => {
  const frames = [0, 1460, 2920].flatMap((offset, index) => segment(index / 100, 1000 + offset, inTunnel));
  const { summary } = observeQuality([...frames, acknowledge(0.05, 1000 + 4380, inTunnel)], { routerMac: ROUTER_MAC });

  it('are counted once and leave no gap that would look like loss', () => {
    expect(summary.tcp.up).toMatchObject({ segments: 3, retransmissions: 0, outOfOrder: 0 });
    expect(summary.mirrorLoss.up).toMatchObject({ gaps: 0, bytes: 0 });
  });

  it('have the length that their headers tell, as far as one does', () => {
    // Outside a tunnel only the last fragment would tell how long the packet is.
    expect(summary.tcp.up.bytes).toBe(inTunnel ? 3 * 1460 : 3 * 1180);
  });
});
