import { describe, expect, it } from 'vitest';
import type { PppSessionRow } from '../../../src/line/ppp/summary.ts';
import { mergePppWindows } from '../../../src/line/ppp/window.ts';
import { hexBytes } from '../../support/frames/drawing.ts';
import { chap, eap, IPCP, interfaceIdentifier, ipcp, ipv6cp, LCP, lcp, pap } from '../../support/frames/ppp-control.ts';
import { pppoeDiscovery, pppoeTag, TAG } from '../../support/frames/pppoe.ts';
import { ciscoMetadata, edsaTag, eTag, macsec, vnTag } from '../../support/frames/switch-tags.ts';
import { vlan } from '../../support/frames/vlan.ts';
import { BROADCAST, CONCENTRATOR, PppLine, ROUTER } from '../../support/ppp-line.ts';
import { followFrames, type ReplayedPpp } from '../../support/replay-ppp.ts';

function follow(line: PppLine, silentSeconds = 0): ReplayedPpp {
  return followFrames(line.frames, { silentSeconds });
}

function onlySession(line: PppLine, silentSeconds = 0): PppSessionRow {
  const { sessions } = follow(line, silentSeconds).summary;
  expect(sessions).toHaveLength(1);
  return sessions[0]!;
}

describe('a session from its first PADI to its end', () => {
  const line = new PppLine().connect(0x101).openIpv6().echoes(4).traffic(10).terminate('up', 'User request');
  const { summary, windows, facts } = follow(line);
  const [session] = summary.sessions;

  it('is told with its ends, phases and addresses', () => {
    expect(session).toMatchObject({
      sessionId: 0x101,
      clientMac: ROUTER,
      concentratorMac: CONCENTRATOR,
      rolesKnown: true,
      rolesInferred: false,
      acName: 'ac-1.example.net',
      authentication: { protocol: 'CHAP-MD5', demandedBy: 'server', result: 'success', message: 'Access granted', attempts: 1 },
      localIpv4: '198.51.100.10',
      remoteIpv4: '198.51.100.1',
      dns: ['203.0.113.53', '203.0.113.54'],
      mru: 1492,
      peerMru: 1492,
      ipv6: { localLinkLocal: 'fe80::200:5eff:fe00:530a', remoteLinkLocal: 'fe80::200:5eff:fe00:53fe' },
      discovery: { padiSent: 1, padoTimeouts: 0, padiUnanswered: 0 },
      phases: { discoveryMillis: 15, lcpMillis: 20, authenticationMillis: 15, ipcpMillis: 25, ipv6cpMillis: 15 },
    });
  });

  it('says who ended it and why', () => {
    expect(session).toMatchObject({
      state: 'closed',
      endedBy: 'client',
      endReason: 'user-request',
      reasonText: 'The router ended the session saying "User request" (LCP Terminate-Request)',
    });
    expect(session!.uptimeSeconds).toBeCloseTo(21.04, 1);
  });

  it('has the echoes of both ends apart', () => {
    expect(session!.echo).toMatchObject({
      requests: 4,
      replies: 4,
      lost: 0,
      open: 0,
      rttMillis: { min: 20, median: 20, p95: 20, max: 20 },
    });
    expect(session!.serverEcho.requests).toBe(0);
  });

  it('adds up from its windows', () => {
    const sum = (of: (window: (typeof windows)[number]) => number): number =>
      windows.reduce((total, window) => total + of(window), 0);
    expect(sum(({ echo }) => echo.byClient.sent)).toBe(4);
    expect(sum(({ echo }) => echo.byClient.answered)).toBe(4);
    expect(sum(({ counts }) => counts.sessionsOpened)).toBe(1);
    expect(sum(({ counts }) => counts.sessionsClosed)).toBe(1);
    expect(windows.flatMap(({ events }) => events)).toHaveLength(summary.events.length);
    expect(windows[5]).toMatchObject({ sessionsOpen: 1, sessionsUp: 1, discoveryUnansweredSince: null });
  });

  it('merges windows into one that says the same of a longer time', () => {
    const whole = windows.reduce(mergePppWindows);
    expect(whole).toMatchObject({
      startAt: windows[0]!.startAt,
      endAt: windows.at(-1)!.endAt,
      sessionsOpen: 0,
      counts: summary.counts,
    });
    expect(whole.echo.byClient).toMatchObject({ sent: 4, answered: 4, rttMillis: [20, 20, 20, 20] });
    expect(whole.events).toEqual(summary.events);
  });

  it('tells what it learned, once', () => {
    expect(facts.map(({ kind }) => kind)).toEqual([
      'session-opened',
      'roles-known',
      'mru-known',
      'ip-up',
      'ipv6-up',
      'session-closed',
    ]);
    expect(facts[3]).toMatchObject({ localIpv4: { text: '198.51.100.10' }, remoteIpv4: { text: '198.51.100.1' } });
  });

  it('has a timeline in order', () => {
    expect(summary.events.map(({ kind }) => kind)).toEqual([
      'padi',
      'pado',
      'padr',
      'session-opened',
      'lcp-open',
      'authentication',
      'ipcp-open',
      'ipv6cp-open',
      'lcp-terminate',
      'lcp-terminate-ack',
      'session-closed',
    ]);
  });
});

describe('negotiation', () => {
  it('takes the values that were acknowledged, not those that were asked for first', () => {
    const line = new PppLine().discover(1);
    const wanted = [LCP.maximumReceiveUnit(1500), LCP.magicNumber(1)];
    const agreed = [LCP.maximumReceiveUnit(1480), LCP.magicNumber(1)];
    const theirs = [LCP.maximumReceiveUnit(1492)];
    line
      .send('up', lcp({ identifier: 1, options: wanted }))
      .send('down', lcp({ code: 'configure-nak', identifier: 1, options: [LCP.maximumReceiveUnit(1480)] }))
      .send('up', lcp({ identifier: 2, options: agreed }))
      // An answer to the request before is none.
      .send('down', lcp({ code: 'configure-ack', identifier: 1, options: wanted }))
      .send('down', lcp({ code: 'configure-ack', identifier: 2, options: agreed }))
      .send('down', lcp({ identifier: 1, options: theirs }))
      .send('up', lcp({ code: 'configure-ack', identifier: 1, options: theirs }));
    expect(onlySession(line)).toMatchObject({ mru: 1480, peerMru: 1492, authentication: { protocol: null } });
  });

  it('knows PPP-Max-Payload as asked and as granted', () => {
    const line = new PppLine().discover(1, [pppoeTag(TAG.pppMaxPayload, hexBytes('05dc'))]).openLink(null, 1500);
    expect(onlySession(line)).toMatchObject({ maxPayload: { asked: 1500, granted: 1500 }, mru: 1500, peerMru: 1500 });
  });

  it('does not take IPv6 for up once an end took it down', () => {
    const line = new PppLine().connect(1).openIpv6();
    line.send('up', ipv6cp({ code: 'terminate-request', identifier: 3, data: 'Interface configuration failed' }));
    const { summary, facts } = follow(line);
    expect(summary.sessions[0]!.ipv6).toBeNull();
    expect(facts.map(({ kind }) => kind)).toContain('ipv6-down');
  });

  it('keeps a session up while its link is negotiated anew', () => {
    const line = new PppLine().connect(1).wait(5).openLink(null);
    const { summary } = follow(line);
    expect(summary.events.map(({ kind }) => kind)).not.toContain('session-closed');
    const anew = new PppLine().connect(1).wait(5);
    anew.send('up', lcp({ identifier: 33, options: [LCP.maximumReceiveUnit(1400)] }));
    expect(follow(anew).summary.events.map(({ kind }) => kind)).toContain('lcp-renegotiated');
  });

  it('finds a session in its VLANs and does not mix it with the same one in others', () => {
    const inside = new PppLine({ vlans: [vlan({ id: 7, tpid: 0x88a8 }), vlan({ id: 10 })] }).connect(1);
    const other = new PppLine({ vlans: [vlan({ id: 8 })], beginsAt: 1 }).connect(1);
    const { summary } = followFrames([...inside.frames, ...other.frames]);
    expect(summary.sessions.map(({ vlanIds }) => vlanIds)).toEqual([[7, 10], [8]]);
    expect(summary.sessions.every(({ localIpv4 }) => localIpv4 === '198.51.100.10')).toBe(true);
  });

  it('is found behind the tags of bridges and switches, which name no VLAN', () => {
    for (const tags of [
      [eTag()],
      [vnTag(), vlan({ id: 7 })],
      [macsec()],
      [ciscoMetadata()],
      [edsaTag()],
      [vlan({ id: 7 }), eTag()],
    ]) {
      const session = onlySession(new PppLine({ vlans: tags }).connect(1));
      const vlanIds = tags.some(({ name }) => name === 'vlan') ? [7] : [];
      expect(session).toMatchObject({ sessionId: 1, state: 'up', clientMac: ROUTER, concentratorMac: CONCENTRATOR, vlanIds });
    }
  });

  it('takes a priority tag, which routers send one way only, for no VLAN', () => {
    const tagged = new PppLine({ vlans: [vlan({ id: 0, priority: 5 })] }).connect(1);
    const plain = new PppLine().connect(1);
    const isUp = (index: number): boolean => plain.frames[index]!.layers[0]!.name === 'ethernet' && index % 2 === 0;
    const mixed = plain.frames.map((frame, index) => (isUp(index) ? tagged.frames[index]! : frame));
    expect(followFrames(mixed).summary.sessions).toMatchObject([{ vlanIds: [], localIpv4: '198.51.100.10' }]);
  });
});

describe('authentication', () => {
  const over = (authentication: Uint8Array): PppLine => new PppLine().discover(1).openLink(authentication);

  it('tells PAP and its message', () => {
    expect(onlySession(over(LCP.authenticatePap()).pap('Login ok')).authentication).toMatchObject({
      protocol: 'PAP',
      result: 'success',
      message: 'Login ok',
    });
  });

  it('tells MS-CHAPv2 without what its message says of the secret', () => {
    const line = over(LCP.authenticateMsChapV2()).chap('S=00112233445566778899AABBCCDDEEFF00112233 M=Welcome');
    expect(onlySession(line).authentication).toMatchObject({
      protocol: 'MS-CHAPv2',
      result: 'success',
      message: 'S=*** M=Welcome',
    });
  });

  it('tells how EAP went', () => {
    const line = over(LCP.authenticateEap());
    const identity = hexBytes('01 616c696365');
    line
      .send('down', eap({ code: 'request', identifier: 1, data: hexBytes('01') }))
      .send('up', eap({ code: 'response', identifier: 1, data: identity }))
      .send('down', eap({ code: 'failure', identifier: 1 }));
    const session = onlySession(line);
    expect(session.authentication).toMatchObject({ protocol: 'EAP', demandedBy: 'server', result: 'failure', message: null });
    expect(JSON.stringify(session)).not.toContain('alice');
  });

  it.each([
    ['PAP', LCP.authenticatePap(), (line: PppLine) => line.pap('')],
    ['CHAP-MD5', LCP.authenticateChapMd5(), (line: PppLine) => line.chap('')],
  ] as const)('knows from IPCP that %s went well where the answer was not captured', (protocol, demand, authenticate) => {
    const line = authenticate(over(demand));
    line.frames.pop();
    expect(onlySession(line).authentication).toMatchObject({ result: null, resultInferred: false });
    line.openIpv4();
    const { summary } = follow(line);
    expect(summary.sessions[0]!.authentication).toMatchObject({ protocol, result: 'success', resultInferred: true, attempts: 1 });
    expect(summary.counts).toMatchObject({ authenticationSuccesses: 1, authenticationFailures: 0 });
    expect(summary.events.filter(({ kind }) => kind === 'authentication').map(({ text }) => text)).toEqual([
      `The provider's side goes on after the ${protocol} authentication, so it accepted it; its answer was not seen`,
    ]);
  });

  it('infers nothing from a client that goes on by itself, and nothing after a refusal', () => {
    const wanted = [IPCP.address('0.0.0.0')];
    const impatient = over(LCP.authenticatePap()).pap('');
    impatient.frames.pop();
    impatient.send('up', ipcp({ identifier: 1, options: wanted }));
    expect(onlySession(impatient).authentication).toMatchObject({ result: null, resultInferred: false });
    const refused = over(LCP.authenticatePap()).pap('No', { isRefused: true }).openIpv4();
    expect(onlySession(refused).authentication).toMatchObject({ result: 'failure', resultInferred: false });
  });

  it('takes the answer for what it is when it comes late', () => {
    const line = over(LCP.authenticatePap()).pap('Welcome');
    const answer = line.frames.pop()!;
    line.openIpv4();
    line.frames.push({ ...answer, at: line.now + 0.001 });
    const { summary } = follow(line);
    expect(summary.sessions[0]!.authentication).toMatchObject({ result: 'success', resultInferred: false, message: 'Welcome' });
    expect(summary.counts.authenticationSuccesses).toBe(1);
  });

  it('counts a request and a refusal that were captured twice once, and a second try as one', () => {
    const line = over(LCP.authenticatePap()).pap('No', { isRefused: true });
    const twice = line.frames.flatMap((frame) => [frame, { ...frame, at: frame.at + 0.0001 }]);
    const once = followFrames(twice).summary;
    expect(once.sessions[0]!.authentication).toMatchObject({ result: 'failure', attempts: 1 });
    expect(once.counts.authenticationFailures).toBe(1);
    const again = follow(line.pap('No', { isRefused: true })).summary;
    expect(again.sessions[0]!.authentication).toMatchObject({ result: 'failure', attempts: 2 });
    expect(again.counts.authenticationFailures).toBe(2);
  });

  it('counts refusals by their own identifiers where the requests were not captured', () => {
    const line = over(LCP.authenticatePap());
    for (const identifier of [1, 1, 2]) line.send('down', pap({ code: 'authenticate-nak', identifier, message: 'No' }));
    const { sessions, counts } = follow(line).summary;
    expect(sessions[0]!.authentication).toMatchObject({ result: 'failure', attempts: 0 });
    expect(counts.authenticationFailures).toBe(2);
  });

  it('takes no answer that the other end did not ask for', () => {
    const line = over(LCP.authenticatePap());
    line
      .send('up', pap({ code: 'authenticate-request', identifier: 4, peerId: 'alice', password: 'not-a-secret' }))
      .send('down', pap({ code: 'authenticate-nak', identifier: 3, message: 'to another request' }))
      .send('up', pap({ code: 'authenticate-nak', identifier: 4, message: 'from the wrong end' }));
    const { summary } = follow(line);
    expect(summary.sessions[0]!.authentication.result).toBeNull();
    expect(summary.counts.ignoredFrames).toBe(2);
  });

  it('is refused for good only when no success follows', () => {
    const line = over(LCP.authenticateChapMd5())
      .chap('try again', { isRefused: true })
      .chap('Access granted')
      .openIpv4()
      .padt('down');
    expect(onlySession(line)).toMatchObject({ authentication: { result: 'success' }, endReason: 'padt' });
  });

  it('keeps no name, password, challenge or response', () => {
    const line = over(LCP.authenticatePap()).pap('alice@isp.example logged in');
    line
      .send('down', chap({ code: 'challenge', value: new Uint8Array(16).fill(0x43), name: 'secret-challenger' }))
      .send('up', chap({ code: 'response', value: new Uint8Array(16).fill(0x44), name: 'alice@isp.example' }))
      .send('down', chap({ code: 'failure', message: 'no such user alice' }));
    const { summary, windows, facts } = follow(line);
    const everything = JSON.stringify([summary, windows, facts]);
    for (const secret of ['alice', 'isp.example', 'not-a-secret', 'secret-challenger', 'CCCC', 'DDDD', '43434343', '44444444']) {
      expect(everything).not.toContain(secret);
    }
  });
});

describe('discovery without a session', () => {
  it('counts PADIs, and rounds of them that were given up', () => {
    const line = new PppLine();
    // As rp-pppoe does: after 5, 10 and 20 seconds, and two more before it begins again.
    for (const wait of [5, 10, 22, 5, 10, 22, 5]) line.discovery('padi', 'up').wait(wait - 0.005);
    const { summary, windows } = follow(line);
    expect(summary.sessions).toEqual([]);
    expect(summary.discoveryWithoutSession).toMatchObject([{ clientMac: ROUTER, padiSent: 7, padoTimeouts: 2, padoReceived: 0 }]);
    expect(windows.at(-1)!.discoveryUnansweredSince).toBe(summary.discoveryWithoutSession[0]!.firstPadiAt);
    expect(windows.reduce((sum, { counts }) => sum + counts.padiUnanswered, 0)).toBe(6);
    expect(summary.events.map(({ kind, count }) => [kind, count])).toEqual([
      ['padi', 7],
      ['discovery-unanswered', 6],
    ]);
  });

  it('counts the last round too once nothing has followed for as long as the client would have waited', () => {
    const line = new PppLine();
    for (const wait of [5, 10, 22]) line.discovery('padi', 'up').wait(wait - 0.005);
    expect(follow(line, 15).summary.discoveryWithoutSession).toMatchObject([{ padiSent: 3, padoTimeouts: 0 }]);
    expect(follow(line, 25).summary.discoveryWithoutSession).toMatchObject([{ padiSent: 3, padoTimeouts: 1 }]);
  });

  it('takes a client that asks every ten seconds for one that has not given up', () => {
    const line = new PppLine();
    for (let padi = 0; padi < 6; padi++) line.discovery('padi', 'up').wait(10);
    expect(follow(line).summary.discoveryWithoutSession).toMatchObject([{ padiSent: 6, padoTimeouts: 0, padiUnanswered: 5 }]);
  });

  it('belongs to the session it led to', () => {
    const line = new PppLine().discovery('padi', 'up', { tags: [pppoeTag(TAG.hostUniq, hexBytes('0a0b0c0d'))] }).wait(5);
    line.connect(1);
    const { summary } = follow(line);
    expect(summary.discoveryWithoutSession).toEqual([]);
    expect(summary.sessions[0]!.discovery).toMatchObject({ padiSent: 2, padoTimeouts: 0, padiUnanswered: 1 });
  });

  it('lists every concentrator that offers, and its services', () => {
    const line = new PppLine().discovery('padi', 'up');
    line.discovery('pado', 'down', {
      tags: [pppoeTag(TAG.acName, 'one'), pppoeTag(TAG.serviceName, 'gold'), pppoeTag(TAG.serviceName)],
    });
    line.add('00:00:5e:00:53:fd', ROUTER, pppoeDiscovery({ code: 'pado', tags: [pppoeTag(TAG.acName, 'two')] }));
    const [attempt] = follow(line).summary.discoveryWithoutSession;
    expect(attempt!.offers).toMatchObject([
      { mac: CONCENTRATOR, acName: 'one', serviceNames: ['gold', ''] },
      { mac: '00:00:5e:00:53:fd', acName: 'two' },
    ]);
  });

  it('says why a PADS refuses', () => {
    const line = new PppLine().discovery('padi', 'up').discovery('pado', 'down').discovery('padr', 'up');
    line.discovery('pads', 'down', { tags: [pppoeTag(TAG.acSystemError, 'out of sessions')] });
    const { summary } = follow(line);
    expect(summary.sessions).toEqual([]);
    expect(summary.counts.padsErrors).toBe(1);
    expect(summary.discoveryWithoutSession[0]!.errors).toMatchObject([{ name: 'AC-System-Error', text: 'out of sessions' }]);
  });

  it('takes no PADO for another PADI and no PADS from a concentrator that was not asked', () => {
    const hostUniq = (hex: string) => ({ tags: [pppoeTag(TAG.hostUniq, hexBytes(hex))] });
    const line = new PppLine().discovery('padi', 'up', hostUniq('01')).discovery('pado', 'down', hostUniq('02'));
    line.discovery('pado', 'down', hostUniq('01')).discovery('padr', 'up', hostUniq('01'));
    line.add('00:00:5e:00:53:fd', ROUTER, pppoeDiscovery({ code: 'pads', sessionId: 5, ...hostUniq('01') }));
    const { summary } = follow(line);
    expect(summary.sessions).toEqual([]);
    expect(summary.counts.ignoredFrames).toBe(2);
    expect(summary.discoveryWithoutSession[0]!.padoReceived).toBe(1);
  });

  it('counts a PADI once where the mirror shows every frame twice', () => {
    const line = new PppLine().connect(1).echoes(3).padt('down');
    const doubled = line.frames.flatMap((frame) => [frame, { ...frame, at: frame.at + 0.00002 }]);
    const { summary } = followFrames(doubled);
    expect(summary.sessions).toMatchObject([
      { discovery: { padiSent: 1 }, echo: { requests: 3, replies: 3 }, endReason: 'padt' },
    ]);
  });

  it('bounds what a flood of PADIs can fill', () => {
    const line = new PppLine();
    for (let client = 0; client < 300; client++) {
      const mac = `02:00:00:00:${Math.floor(client / 256)
        .toString(16)
        .padStart(2, '0')}:${(client % 256).toString(16).padStart(2, '0')}`;
      line.add(mac, BROADCAST, pppoeDiscovery({ code: 'padi' }));
    }
    const { summary } = follow(line);
    expect(summary.discoveryWithoutSession.length).toBeLessThanOrEqual(32);
    expect(summary.forgotten.attempts).toBeGreaterThan(250);
    expect(summary.events.length).toBeLessThanOrEqual(256);
  });
});

describe('IPCP that fails', () => {
  const begun = (): PppLine => new PppLine().discover(1).openLink().chap('Access granted');

  it('is told where the address is refused', () => {
    const line = begun()
      .send('up', ipcp({ identifier: 1, options: [IPCP.address('0.0.0.0')] }))
      .send('down', ipcp({ code: 'configure-reject', identifier: 1, options: [IPCP.address('0.0.0.0')] }))
      .terminate('up', 'No network protocols running');
    const { summary } = follow(line);
    expect(summary.sessions).toMatchObject([{ endReason: 'ipcp-failed', endedBy: 'client', ipUpAt: null, localIpv4: null }]);
    expect(summary.counts.ipcpFailures).toBe(1);
    expect(summary.sessions[0]!.reasonText).toContain('refuses to agree on an address');
  });

  it('is told where an end ends IPCP, or does not speak it', () => {
    const ended = begun()
      .send('down', ipcp({ code: 'terminate-request', identifier: 1, data: 'pool exhausted' }))
      .padt('down');
    expect(onlySession(ended)).toMatchObject({ endReason: 'ipcp-failed', endedBy: 'server' });
    expect(onlySession(ended).reasonText).toContain('pool exhausted');
    const mute = begun()
      .send('down', lcp({ code: 'protocol-reject', identifier: 1, data: hexBytes('8021 0101 0004') }))
      .padt('up');
    expect(onlySession(mute)).toMatchObject({ endReason: 'ipcp-failed', ipcpFailure: "The provider's side does not speak IPCP" });
  });

  it('is told where nobody answers', () => {
    const line = begun();
    for (let request = 0; request < 6; request++)
      line.send('up', ipcp({ identifier: 1, options: [IPCP.address('0.0.0.0')] })).wait(3);
    expect(onlySession(line)).toMatchObject({
      ipcpFailure: "The provider's side does not answer IPCP Configure-Requests",
      state: 'network',
    });
  });

  it('is no failure where IPv6 alone is wanted', () => {
    const line = begun()
      .send('down', lcp({ code: 'protocol-reject', identifier: 1, data: hexBytes('8021') }))
      .openIpv6();
    const open = onlySession(line);
    expect(open).toMatchObject({ state: 'up', ipUpAt: null, ipv6: { localLinkLocal: 'fe80::200:5eff:fe00:530a' } });
    expect(onlySession(line.wait(9).terminate('up', ''))).toMatchObject({ endReason: 'user-request' });
  });
});

it('gives an interface identifier of the other end by its side', () => {
  const line = new PppLine().connect(1);
  const mine = [interfaceIdentifier('0000000000000001')];
  line
    .send('up', ipv6cp({ identifier: 1, options: mine }))
    .send('down', ipv6cp({ code: 'configure-ack', identifier: 1, options: mine }));
  expect(onlySession(line).ipv6).toBeNull();
});
