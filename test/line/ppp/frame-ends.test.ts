import { describe, expect, it } from 'vitest';
import type { FrameBytes } from '../../../src/decode/packet.ts';
import type { PppSummary } from '../../../src/line/ppp/summary.ts';
import { cookFrame } from '../../support/cook-frame.ts';
import { pppoeDiscovery, pppoeTag, TAG } from '../../support/frames/pppoe.ts';
import { CONCENTRATOR, PppLine, ROUTER, STRANGER } from '../../support/ppp-line.ts';
import { followFrames } from '../../support/replay-ppp.ts';

const VERSIONS = [1, 2] as const;

/** What is told of a line, as one of its machines captures it from all its interfaces. */
function follow(line: PppLine, version: 1 | 2, us = ROUTER): PppSummary {
  const change = (frame: FrameBytes): FrameBytes => cookFrame(frame, us, version);
  return followFrames(line.frames, { change }).summary;
}

describe('PPPoE in frames that name their sender alone', () => {
  it.each(VERSIONS)('is followed like any other, captured by the router (version %i)', (version) => {
    const line = new PppLine().connect(0x101).openIpv6().echoes(4).traffic(10).terminate('up', 'User request');
    const plain = followFrames(line.frames).summary;
    expect(follow(line, version)).toEqual(plain);
    expect(plain.sessions[0]).toMatchObject({ state: 'closed', endReason: 'user-request' });
  });

  it.each(VERSIONS)('is followed captured by the concentrator (version %i)', (version) => {
    const line = new PppLine().connect(0x101).traffic(10);
    expect(follow(line, version, CONCENTRATOR)).toEqual(followFrames(line.frames).summary);
  });

  it('is followed from the middle of a session on, once both ends have spoken', () => {
    const line = new PppLine();
    line.sessionId = 0x101;
    line.traffic(20);
    const [session] = follow(line, 2).sessions;
    expect(session).toMatchObject({ sessionId: 0x101, state: 'up', openedAt: null });
    expect([session!.clientMac, session!.concentratorMac].sort()).toEqual([ROUTER, CONCENTRATOR].sort());
  });

  it('is not ended by a third machine, nor handed to it', () => {
    const line = new PppLine().connect(0x101).traffic(4);
    line.add(STRANGER, ROUTER, pppoeDiscovery({ code: 'padt', sessionId: 0x101, tags: [] }));
    line.traffic(4);
    const { sessions } = follow(line, 1);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ state: 'up', concentratorMac: CONCENTRATOR, ignoredFrames: 1 });
  });

  it('keeps what the router sends in its session, whatever offers a third machine makes', () => {
    const offer = pppoeDiscovery({ code: 'pado', tags: [pppoeTag(TAG.acName, 'evil')] });
    const line = new PppLine().connect(0x101).traffic(4).add(STRANGER, ROUTER, offer).echoes(4).traffic(4);
    const plain = followFrames(line.frames).summary.sessions;
    expect(plain[0]!.echo).toMatchObject({ requests: 4, replies: 4 });
    expect(follow(line, 2).sessions).toEqual(plain);
  });

  it.each([0, 1])('opens the session of the concentrator that was asked, of two that offered one (%i)', (first) => {
    const ends = [CONCENTRATOR, STRANGER];
    const line = new PppLine().discovery('padi', 'up');
    for (const end of first === 0 ? ends : ends.toReversed()) {
      line.add(
        end,
        ROUTER,
        pppoeDiscovery({ code: 'pado', tags: [pppoeTag(TAG.serviceName), pppoeTag(TAG.acName, `ac ${end}`)] }),
      );
    }
    line.discovery('padr', 'up').discovery('pads', 'down', { sessionId: 7 });
    line.sessionId = 7;
    line.openLink(null).openIpv4();
    const [session] = follow(line, 1).sessions;
    expect(session).toMatchObject({ sessionId: 7, state: 'up', concentratorMac: CONCENTRATOR, acName: `ac ${CONCENTRATOR}` });
    expect(session!.openedAt).not.toBeNull();
  });

  it('counts for nobody where it goes to others', () => {
    const line = new PppLine().connect(0x101).traffic(10);
    expect(follow(line, 1, STRANGER).sessions).toEqual([]);
  });
});
