import { describe, expect, it } from 'vitest';
import type { PppSessionRow } from '../../../src/line/ppp/summary.ts';
import { payload } from '../../support/frames/build-frame.ts';
import { ipv4 } from '../../support/frames/ipv4.ts';
import { ppp } from '../../support/frames/ppp.ts';
import { IPCP, ipcp, LCP, lcp, lcpEcho } from '../../support/frames/ppp-control.ts';
import { pppoe, pppoeDiscovery, pppoeTag, TAG } from '../../support/frames/pppoe.ts';
import { udp } from '../../support/frames/udp.ts';
import { CONCENTRATOR, CONCENTRATOR_MAGIC, PppLine, ROUTER, ROUTER_MAGIC, STRANGER } from '../../support/ppp-line.ts';
import { followFrames, type ReplayedPpp } from '../../support/replay-ppp.ts';

function follow(line: PppLine, silentSeconds = 0): ReplayedPpp {
  return followFrames(line.frames, { silentSeconds });
}

function first(line: PppLine, silentSeconds = 0): PppSessionRow {
  return follow(line, silentSeconds).summary.sessions[0]!;
}

/** Seconds after the tests' beginning. */
function secondsOf(at: string | null): number {
  return at === null ? Number.NaN : (Date.parse(at) - Date.UTC(2026, 10, 21, 20)) / 1000;
}

const error = (text: string) => [pppoeTag(TAG.genericError, text)];

describe('who ended a session and why', () => {
  it('a PADT of the concentrator that says nothing', () => {
    expect(first(new PppLine().connect(1).wait(10).padt('down'))).toMatchObject({
      endedBy: 'server',
      endReason: 'padt',
      reasonText: "The provider's side ended the session without saying why (PADT)",
    });
  });

  it('a PADT with a reason, in its words', () => {
    expect(first(new PppLine().connect(1).padt('down', error('RP-PPPoE: Inactivity timeout'))).reasonText).toBe(
      'The provider\'s side ended the session saying "RP-PPPoE: Inactivity timeout" (PADT)',
    );
  });

  it('a PADT of a client that sends nothing else', () => {
    expect(first(new PppLine().connect(1).padt('up').padt('down'))).toMatchObject({ endedBy: 'client', endReason: 'padt' });
  });

  it("the concentrator's Terminate-Request, with its PADT behind it", () => {
    const line = new PppLine().connect(1).terminate('down', 'Session-Timeout').wait(0.3).padt('down');
    const session = first(line);
    expect(session).toMatchObject({ endedBy: 'server', endReason: 'lcp-terminate' });
    // The client waits for its restart timer, or for the PADT.
    expect(secondsOf(session.closedAt)).toBeCloseTo(line.now, 3);
  });

  it("the concentrator's Terminate-Request alone", () => {
    const line = new PppLine().connect(1).terminate('down', '');
    const session = first(line, 10);
    expect(session).toMatchObject({ endedBy: 'server', endReason: 'lcp-terminate' });
    expect(session.reasonText).toBe("The provider's side ended the session without saying why (LCP Terminate-Request)");
    expect(secondsOf(session.closedAt)).toBeCloseTo(line.now + 3, 3);
  });

  it("the client's Terminate-Request, whose answer was lost", () => {
    const line = new PppLine().connect(1).terminate('up', 'User request', { isAnswered: false }).wait(3);
    line.terminate('up', 'User request', { isAnswered: false });
    const session = first(line, 10);
    expect(session).toMatchObject({ endedBy: 'client', endReason: 'user-request' });
    expect(secondsOf(session.closedAt)).toBeCloseTo(line.now + 3, 1);
  });

  it('refused authentication, whoever hangs up first', () => {
    const begun = (): PppLine => new PppLine().discover(1).openLink().chap('Access denied', { isRefused: true });
    const expected = {
      endedBy: 'server',
      endReason: 'authentication-failed',
      authentication: { result: 'failure', message: 'Access denied' },
      reasonText: 'The provider refused the CHAP-MD5 authentication: "Access denied"',
      ipUpAt: null,
      uptimeSeconds: null,
    };
    expect(first(begun().terminate('down', 'Authentication failed'), 5)).toMatchObject(expected);
    expect(first(begun().terminate('up', 'Failed to authenticate ourselves to peer'))).toMatchObject(expected);
    expect(first(begun().padt('up'))).toMatchObject(expected);
  });

  it('unanswered echoes, then a Terminate-Request nobody answers', () => {
    const line = new PppLine().connect(1).echoes(3).traffic(2).wait(3).echoes(3, { rtt: null });
    line
      .terminate('up', 'Peer not responding', { isAnswered: false })
      .wait(3)
      .terminate('up', 'Peer not responding', { isAnswered: false });
    const session = first(line, 20);
    expect(session).toMatchObject({
      endedBy: 'client',
      endReason: 'echo-timeout',
      reasonText: 'The router gave up after 3 unanswered LCP echo requests "Peer not responding"',
      echo: { requests: 6, replies: 3, lost: 3, unansweredRun: 3 },
    });
    expect(secondsOf(session.closedAt)).toBeCloseTo(line.now + 3, 1);
  });

  it('unanswered echoes, then a new search for a concentrator', () => {
    const line = new PppLine().connect(1).echoes(3).echoes(3, { rtt: null });
    const gaveUp = line.now;
    line.wait(4).connect(2);
    const { summary, facts } = follow(line);
    expect(summary.sessions).toMatchObject([
      { endReason: 'echo-timeout', endedBy: 'client' },
      { closedAt: null, state: 'up' },
    ]);
    expect(secondsOf(summary.sessions[0]!.closedAt)).toBeCloseTo(gaveUp, 1);
    expect(summary.reconnects).toBe(1);
    const kinds = facts.map(({ kind }) => kind);
    expect(kinds.indexOf('session-closed')).toBeLessThan(kinds.lastIndexOf('session-opened'));
  });

  it('unanswered echoes, then a PADT of the client', () => {
    expect(first(new PppLine().connect(1).echoes(2).echoes(3, { rtt: null }).padt('up', error('LCP echo')))).toMatchObject({
      endedBy: 'client',
      endReason: 'echo-timeout',
    });
  });

  it('silence, then another session', () => {
    const line = new PppLine().connect(1).traffic(5);
    const lastHeard = line.now;
    line.wait(90).connect(2);
    const { sessions } = follow(line).summary;
    expect(sessions[0]).toMatchObject({ endedBy: null, endReason: 'silence' });
    expect(secondsOf(sessions[0]!.closedAt)).toBeCloseTo(lastHeard, 0);
  });

  it('silence until long after', () => {
    expect(first(new PppLine().connect(1).traffic(3), 200)).toMatchObject({ endReason: null, state: 'up' });
    expect(first(new PppLine().connect(1).traffic(3), 400)).toMatchObject({ endReason: 'silence', endedBy: null });
  });

  it('a new session without an end of the old one', () => {
    const { sessions } = follow(new PppLine().connect(1).traffic(5).wait(2).connect(2)).summary;
    expect(sessions[0]).toMatchObject({ endedBy: 'client', endReason: 'replaced' });
    expect(sessions[1]).toMatchObject({ state: 'up' });
  });

  it('a link that was never agreed on', () => {
    const line = new PppLine().discover(1);
    for (let request = 0; request < 3; request++) line.send('up', lcp({ options: [LCP.maximumReceiveUnit(1492)] })).wait(3);
    line.discover(2);
    expect(first(line)).toMatchObject({ endReason: 'lcp-failed', endedBy: null });
  });

  it('nobody: the capture ends while it is up', () => {
    const line = new PppLine().connect(1).echoes(3);
    line.send('up', lcpEcho('request', { identifier: 99, magicNumber: ROUTER_MAGIC }));
    expect(first(line)).toMatchObject({
      state: 'up',
      closedAt: null,
      endedBy: null,
      endReason: null,
      reasonText: null,
      echo: { requests: 4, replies: 3, lost: 0, open: 1 },
    });
  });

  it('what begins right after a Terminate-Request is another session of PPP too', () => {
    const line = new PppLine()
      .connect(1)
      .wait(5)
      .terminate('down', 'Session-Timeout')
      .wait(1)
      .openLink()
      .chap('Access granted')
      .openIpv4();
    expect(follow(line.wait(10).echoes(1)).summary.sessions).toMatchObject([
      { sessionId: 1, endedBy: 'server', endReason: 'lcp-terminate' },
      { sessionId: 1, state: 'up', closedAt: null, timesReopened: 0 },
    ]);
  });

  it('the same PPPoE session may carry another session of PPP', () => {
    const line = new PppLine().discover(1).openLink().chap('Access denied', { isRefused: true }).terminate('up', '').wait(5);
    line.openLink().chap('Access granted').openIpv4();
    const { summary } = follow(line);
    expect(summary.sessions).toMatchObject([
      { sessionId: 1, endReason: 'authentication-failed' },
      { sessionId: 1, state: 'up', rolesKnown: true, clientMac: ROUTER, localIpv4: '198.51.100.10', acName: 'ac-1.example.net' },
    ]);
  });
});

describe('a session that was already running', () => {
  it('is told as that, its ends apart as soon as the other one is seen to ask for an address', () => {
    const line = new PppLine();
    line.sessionId = 7;
    line.traffic(2).openIpv4();
    const { summary, facts } = follow(line);
    expect(summary.sessions).toMatchObject([
      {
        sessionId: 7,
        openedAt: null,
        state: 'up',
        rolesKnown: true,
        rolesInferred: true,
        clientMac: ROUTER,
        localIpv4: '198.51.100.10',
      },
    ]);
    expect(facts.find(({ kind }) => kind === 'roles-known')).toMatchObject({ isInferred: true, clientMac: { text: ROUTER } });
  });

  it('has no roles as long as nothing tells them', () => {
    const line = new PppLine();
    line.sessionId = 7;
    line.echoes(3).wait(1).terminate('up', 'User request');
    expect(first(line)).toMatchObject({ rolesKnown: false, openedAt: null, endedBy: null, endReason: 'lcp-terminate' });
    // The router shows itself when it looks for another session.
    expect(first(line.wait(3).discovery('padi', 'up'))).toMatchObject({
      rolesKnown: true,
      clientMac: ROUTER,
      endedBy: 'client',
      endReason: 'user-request',
    });
  });

  it('has its ends told apart by the addresses in its packets', () => {
    const line = new PppLine();
    line.sessionId = 7;
    expect(first(line.traffic(8))).toMatchObject({ rolesKnown: true, rolesInferred: true, clientMac: ROUTER, state: 'up' });
  });

  it('is none as long as only one address speaks a few times', () => {
    const line = new PppLine();
    line.sessionId = 7;
    for (let echo = 0; echo < 5; echo++) line.send('up', lcpEcho('request', { identifier: echo }));
    expect(follow(line).summary.sessions).toEqual([]);
  });

  it('may end with unanswered echoes', () => {
    const line = new PppLine();
    line.sessionId = 7;
    line.traffic(8).echoes(3).echoes(3, { rtt: null }).padt('up');
    expect(first(line)).toMatchObject({ endReason: 'echo-timeout', endedBy: 'client', openedAt: null, echo: { lost: 3 } });
  });
});

describe('frames that are not from both ends', () => {
  const up = (): PppLine => new PppLine().connect(9).echoes(2);
  const session = pppoe({ sessionId: 9 });
  const padt = pppoeDiscovery({ code: 'padt', sessionId: 9, tags: [] });

  it('a PADT from or to a third address changes nothing and is counted', () => {
    const line = up();
    line.add(STRANGER, ROUTER, padt).add(CONCENTRATOR, STRANGER, padt).add(STRANGER, CONCENTRATOR, padt);
    const { summary } = follow(line.echoes(2).traffic(3));
    expect(summary.sessions).toMatchObject([{ state: 'up', closedAt: null, ignoredFrames: 3, echo: { replies: 4 } }]);
    expect(summary.events.filter(({ kind }) => kind === 'frames-ignored')).toHaveLength(1);
  });

  it('nor do Terminate, IPCP and echo replies from there', () => {
    const line = up();
    const forged = [IPCP.address('203.0.113.66'), IPCP.primaryDns('203.0.113.66')];
    line
      .add(STRANGER, ROUTER, session, ppp(), lcp({ code: 'terminate-request', data: 'bye' }))
      .add(STRANGER, ROUTER, session, ppp(), ipcp({ code: 'configure-nak', identifier: 2, options: forged }))
      .add(STRANGER, ROUTER, session, ppp(), ipcp({ code: 'configure-ack', identifier: 2, options: forged }))
      .add(STRANGER, CONCENTRATOR, session, ppp(), ipcp({ identifier: 3, options: forged }))
      .add(STRANGER, ROUTER, session, ppp(), lcpEcho('reply', { identifier: 2, magicNumber: CONCENTRATOR_MAGIC }));
    const { summary, facts } = follow(line);
    expect(summary.sessions).toMatchObject([
      { state: 'up', localIpv4: '198.51.100.10', dns: ['203.0.113.53', '203.0.113.54'], ignoredFrames: 5, echo: { replies: 2 } },
    ]);
    expect(JSON.stringify([summary.sessions, facts])).not.toContain('203.0.113.66');
  });

  it('a forged PADI of the client does not end its session', () => {
    const line = up().discovery('padi', 'up').traffic(30, 1);
    expect(first(line)).toMatchObject({ state: 'up', closedAt: null });
  });

  it('a PADS that nobody asked for opens nothing', () => {
    const line = up().add(STRANGER, ROUTER, pppoeDiscovery({ code: 'pads', sessionId: 77, tags: [] }));
    const { summary } = follow(line.traffic(3));
    expect(summary.sessions).toMatchObject([{ sessionId: 9, state: 'up' }]);
  });

  it('a PADT whose session goes on both ways was none', () => {
    const line = up().padt('down').wait(2).traffic(10);
    const { summary, facts } = follow(line);
    expect(summary.sessions).toMatchObject([{ state: 'up', closedAt: null, timesReopened: 1 }]);
    expect(summary.counts.sessionsReopened).toBe(1);
    expect(facts.map(({ kind }) => kind).slice(-2)).toEqual(['session-closed', 'session-reopened']);
  });

  it('a session is over although the concentrator goes on sending for a while', () => {
    const line = up().padt('up');
    for (let frame = 0; frame < 40; frame++) line.wait(0.1).send('down', ipv4(), udp(), payload('late'));
    expect(first(line)).toMatchObject({ state: 'closed', endReason: 'padt', timesReopened: 0 });
  });

  it('thousands of other sessions leave the real one alone', () => {
    const line = up();
    for (let id = 100; id < 400; id++) {
      line.add(STRANGER, CONCENTRATOR, pppoe({ sessionId: id }), ppp(), lcp());
      line.add(CONCENTRATOR, STRANGER, pppoe({ sessionId: id }), ppp(), lcp());
    }
    const { summary } = follow(line.echoes(1).padt('down'));
    expect(summary.sessions.length).toBeLessThanOrEqual(128);
    const [real] = summary.sessions.filter(({ clientMac }) => clientMac === ROUTER);
    expect(real).toMatchObject({ sessionId: 9, endReason: 'padt', echo: { replies: 3 } });
  });
});
