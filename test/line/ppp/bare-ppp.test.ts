import { expect, it } from 'vitest';
import { LINK_TYPE_PPP, PppLine } from '../../support/ppp-line.ts';
import { followFrames } from '../../support/replay-ppp.ts';

it('follows PPP without PPPoE as one session without an id', () => {
  const line = new PppLine({ beginsAt: 1 });
  line.openLink().chap('Access granted').openIpv4().echoes(3).echoes(1, { by: 'down' });
  // The same frames as a modem's line has them: PPP alone.
  const bare = line.frames.map(({ at, layers }) => ({ at, layers: layers.slice(2) }));
  const { summary, facts } = followFrames(bare, { linkType: LINK_TYPE_PPP });
  expect(summary.sessions).toMatchObject([
    {
      sessionId: null,
      clientMac: null,
      rolesInferred: true,
      state: 'up',
      authentication: { protocol: 'CHAP-MD5', demandedBy: 'server', result: 'success', message: 'Access granted' },
      localIpv4: '198.51.100.10',
      remoteIpv4: '198.51.100.1',
      dns: ['203.0.113.53', '203.0.113.54'],
      mru: 1492,
      echo: { requests: 3, replies: 3 },
      serverEcho: { requests: 1, replies: 1 },
    },
  ]);
  expect(facts.map(({ kind }) => kind)).toEqual(['mru-known', 'ip-up']);
});
