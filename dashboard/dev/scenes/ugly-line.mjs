import { isoMicros } from './chance.mjs';
import { echoOf, homeOf, leasesOf, pppEvent, pppOf, sessionOf } from './line-access.mjs';
import { overheadOf, qualityOf } from './line-quality.mjs';
import { bloatOf, figure, outageOf, outagesOf, verdictOf } from './line-verdict.mjs';

/** A line whose every text is hostile, with many sessions, many outages, findings of all kinds and figures that cannot be. */
export function uglyLine({ now, texts, huge }) {
  const text = (index) => texts[index % texts.length];
  const [script] = texts;
  const since = now - 9e6;
  const sessions = Array.from({ length: 40 }, (_, index) =>
    sessionOf({
      now,
      serial: index,
      sessionId: index % 3 === 0 ? null : 65_535,
      openedAt: since + index * 1000,
      closedAt: index === 39 ? null : since + index * 1000 + 500,
      acName: text(index),
      serviceName: text(index + 1),
      reasonText: index === 39 ? null : text(index),
      endedBy: [null, 'client', 'server', 'somebody-new'][index % 4],
      rolesKnown: false,
      rolesInferred: true,
      uptimeSeconds: index % 2 === 0 ? null : huge,
      phases: { discoveryMillis: 0, lcpMillis: 1e9, authenticationMillis: null, ipcpMillis: 3, ipv6cpMillis: null },
      authentication: {
        protocol: 'unknown',
        demandedBy: null,
        result: 'failure',
        resultInferred: false,
        message: script,
        attempts: 99,
      },
      ipcpFailure: script,
      dns: [],
      mru: null,
      maxPayload: { asked: 65_535, granted: 0 },
      echo: echoOf({ from: since, to: now, every: 10, rttAt: (at) => (at % 70_000 < 20_000 ? null : 5000) }),
      ignoredFrames: huge,
    }),
  );
  const finding = (severity, index) => ({
    kind: `kind-${index}`,
    severity,
    text: text(index),
    remedy: text(index + 1),
    evidence: { largestMssAnnounced: huge, from: script },
    firstAt: null,
    lastAt: isoMicros(now),
  });
  const findings = ['serious', 'warning', 'information', 'serious', 'new-severity'].map(finding);
  const home = homeOf({ since, how: 'inferred' });
  const verdict = {
    verdict: 'line',
    severity: 'major',
    text: `${script} ${text(1)} ${'and so on '.repeat(60)}`,
    figures: [...texts.map((name) => figure(name, huge, 'ms', huge, huge)), figure('share', Number.NaN, '%')],
    also: ['home', 'dns', 'far-end'],
  };
  const kinds = ['line', 'line-full', 'home', 'far-end', 'dns', 'mirror', 'nothing-wrong', 'idle', 'kind-of-tomorrow'];
  return {
    home: {
      ...home,
      evidence: script,
      routerVendor: script,
      providerVendor: text(2),
      otherRouterMacs: [home.routerMac, home.routerMac],
      refusedClaims: huge,
      line: { ...home.line, text: script },
    },
    ppp: pppOf({
      sessions,
      attempts: [
        {
          clientMac: '02:00:5e:ff:ff:ff',
          vlanIds: [4095, 4094],
          padiSent: huge,
          padoTimeouts: huge,
          padiUnanswered: huge,
          firstPadiAt: null,
          lastPadiAt: isoMicros(now),
          padoReceived: huge,
          padrSent: 1,
          offers: [],
          errors: texts.map((each) => ({ at: isoMicros(now), name: 'Generic-Error', text: each })),
          relaySessionId: script,
        },
      ],
      events: Array.from({ length: 256 }, (_, index) =>
        pppEvent(now - index, index % 2 === 0 ? 'padt' : 'kind-of-tomorrow', text(index)),
      ),
      counts: { padi: huge, pads: 1, padt: huge },
    }),
    leases: leasesOf({ since, now, ipv4: true }),
    quality: qualityOf({
      now,
      line: { count: huge, first: [99_999, 99_999], running: [99_999, 99_999], share: 0.99, unanswered: huge, resets: huge },
      home: { count: 0, unanswered: huge },
      far: Array.from({ length: 32 }, (_, index) => [
        `2001:db8:ffff:eeee:dddd:cccc:bbbb:${1000 + index}`,
        { unansweredSyns: huge, losses: huge },
      ]),
      findings,
      lostShare: 0.4,
    }),
    mirror: {
      findings: ['one-direction', 'code-of-tomorrow'].map((code, index) => ({
        code,
        since: isoMicros(since),
        until: index === 0 ? null : isoMicros(now),
        evidence: script,
        remedy: text(2),
      })),
    },
    overhead: overheadOf(huge),
    billing: [{ startAt: isoMicros(since), endAt: isoMicros(now), downBytes: huge, upBytes: huge }],
    outages: outagesOf(
      Array.from({ length: 60 }, (_, serial) =>
        outageOf({
          serial,
          cause: serial % 2 === 0 ? 'no-return' : 'cause-of-tomorrow',
          suspect: serial % 2 === 0 ? 'provider' : 'suspect-of-tomorrow',
          startAt: since + serial * 10_000,
          endAt: serial === 59 ? null : since + serial * 10_000 + 100,
          now,
          text: text(serial),
          evidence: texts.slice(0, 2),
        }),
      ),
    ),
    verdict: verdictOf({
      now,
      hours: 24,
      current: verdict,
      verdictAt: (ago) => ({
        ...verdict,
        text: ago % 2 === 0 ? script : texts[1],
        figures: [],
        verdict: kinds[ago % kinds.length],
        severity: ['none', 'minor', 'major', 'outage'][ago % 4],
      }),
      bufferbloat: [
        { ...bloatOf('down', null, null), reason: script },
        { ...bloatOf('up', 'F', 99_999), measure: 'tcp' },
      ],
    }),
  };
}
