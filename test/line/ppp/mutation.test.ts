import { expect, it } from 'vitest';
import { decodeFrame } from '../../../src/decode/decode-frame.ts';
import { Packet } from '../../../src/decode/packet.ts';
import { buildFrame } from '../../support/frames/build-frame.ts';
import { eap, LCP } from '../../support/frames/ppp-control.ts';
import { pppoeTag, TAG } from '../../support/frames/pppoe.ts';
import { vlan } from '../../support/frames/vlan.ts';
import { MutatedFrames } from '../../support/mutated-frames.ts';
import { START_SECONDS } from '../../support/observe.ts';
import { PppLine } from '../../support/ppp-line.ts';
import { Random } from '../../support/random.ts';
import { PppReplay, type ReplayedPpp } from '../../support/replay-ppp.ts';

const FRAMES = 100_000;

const SEEDS = [
  ...new PppLine()
    .connect(1)
    .openIpv6()
    .echoes(3)
    .traffic(3)
    .terminate('up', 'User request')
    .padt('down', [pppoeTag(TAG.genericError, 'bye')]).frames,
  ...new PppLine({ vlans: [vlan({ id: 7 })] }).discover(2).openLink(LCP.authenticatePap()).pap('no', { isRefused: true }).frames,
  ...new PppLine().send('up', eap({ code: 'success' })).frames,
].map(({ layers }) => ({ bytes: buildFrame(...layers), linkType: 1 }));

function replayMutated(seed: number): ReplayedPpp {
  const frames = new MutatedFrames(SEEDS, new Random(seed));
  const replay = new PppReplay({ sessions: 8, endedSessions: 8 });
  const packet = new Packet();
  for (let count = 0; count < FRAMES; count++) {
    const frame = frames.next();
    frame.timestampMicros = START_SECONDS * 1e6 + count * 20_000;
    decodeFrame(frame, packet);
    replay.observe(packet);
  }
  return replay.finish();
}

it('stays bounded and sound whatever frames hold, and says the same of the same frames', () => {
  const { summary, windows } = replayMutated(7);
  expect(summary.sessions.length).toBeLessThanOrEqual(16);
  expect(summary.discoveryWithoutSession.length).toBeLessThanOrEqual(32);
  expect(summary.events.length).toBeLessThanOrEqual(256);
  expect(summary.counts.sessionsOpened).toBeGreaterThan(100);
  for (const { echo, serverEcho, closedAt, endReason, uptimeSeconds } of summary.sessions) {
    for (const { requests, replies, lost, open } of [echo, serverEcho]) {
      expect(requests).toBe(replies + lost + open);
      expect(Math.min(replies, lost, open)).toBeGreaterThanOrEqual(0);
    }
    expect(closedAt === null).toBe(endReason === null);
    expect(uptimeSeconds ?? 0).toBeGreaterThanOrEqual(0);
  }
  const opened = windows.reduce((sum, { counts }) => sum + counts.sessionsOpened, 0);
  expect(opened).toBe(summary.counts.sessionsOpened);
  expect(JSON.stringify(replayMutated(7).summary)).toBe(JSON.stringify(summary));
});
