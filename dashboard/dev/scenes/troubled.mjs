import { isoMicros } from './chance.mjs';
import { countedOf, lineOf } from './evening-line.mjs';
import { echoOf, homeOf, leasesOf, pppEvent, pppOf } from './line-access.mjs';
import { overheadOf, qualityOf } from './line-quality.mjs';
import { bloatOf, FULL, NOTHING_WRONG, OUT, outageOf, outagesOf, verdictOf } from './line-verdict.mjs';

const DOWN_SECONDS = 131;

/** The evening, and two minutes ago the provider fell silent. */
export function outageLine(moment) {
  const { now } = moment;
  const line = lineOf(moment);
  const since = now - DOWN_SECONDS * 1000;
  const [earlier, current] = line.ppp.sessions;
  const lostAt = since - 30_000;
  const died = {
    ...current,
    state: 'closed',
    closedAt: isoMicros(since),
    closeReason: 'echo-timeout',
    endedBy: 'client',
    endReason: 'echo-timeout',
    reasonText: 'The router gave up after 3 unanswered LCP echo requests "Peer not responding"',
    uptimeSeconds: current.uptimeSeconds - DOWN_SECONDS,
    echo: { ...current.echo, lost: 3, unansweredRun: 3 },
  };
  const attempt = {
    clientMac: '02:00:5e:10:4a:7c',
    vlanIds: [7],
    padiSent: 14,
    padoTimeouts: 4,
    padiUnanswered: 14,
    firstPadiAt: isoMicros(since + 2000),
    lastPadiAt: isoMicros(now - 3000),
    padoReceived: 0,
    padrSent: 0,
    offers: [],
    errors: [],
    relaySessionId: null,
  };
  const stage = (cause, startAt) => ({ cause, suspect: 'provider', startAt: isoMicros(startAt), evidence: [] });
  const outage = outageOf({
    serial: 2,
    cause: 'discovery-unanswered',
    suspect: 'provider',
    startAt: lostAt,
    now,
    text: 'The provider stopped answering, and has not offered a session since.',
    evidence: ['3 LCP echo requests of the router in a row without an answer', '14 PADIs in 2 min 9 s, no PADO'],
    stages: [stage('echo-lost', lostAt), stage('discovery-unanswered', since + 2000)],
  });
  return {
    ...line,
    ...countedOf({ ...moment, openedAt: Date.parse(current.openedAt), closedAt: since }),
    ppp: {
      ...line.ppp,
      sessions: [earlier, died],
      discoveryWithoutSession: [attempt],
      events: [
        ...line.ppp.events,
        pppEvent(lostAt, 'echo-lost', 'The concentrator leaves 3 echo requests unanswered', 2),
        pppEvent(since, 'session-closed', died.reasonText, 2),
        pppEvent(since + 5000, 'discovery-unanswered', 'Nobody answers the router’s search (PADI)', null),
      ],
    },
    outages: outagesOf([...line.outages.outages, outage]),
    verdict: verdictOf({
      now,
      outage: 2,
      current: OUT,
      verdictAt: (ago) => (ago * 60 <= DOWN_SECONDS + 30 ? { ...OUT, outage: 2 } : NOTHING_WRONG),
      bufferbloat: line.verdict.bufferbloat,
    }),
  };
}

/** A cable or fibre line: no session, an address by DHCP, who is who only inferred. */
export function dhcpLine(moment) {
  const { now, startedAt, totals } = moment;
  const line = lineOf(moment);
  return {
    ...line,
    ...countedOf({ ...moment, openedAt: startedAt, isPppoe: false }),
    discovery: { padi: 0, pado: 0, padr: 0, pads: 0, padt: 0 },
    home: homeOf({ since: startedAt, type: 'dhcp', how: 'inferred' }),
    ppp: pppOf({}),
    leases: leasesOf({ since: startedAt + 900, now, ipv4: true }),
    overhead: overheadOf(totals.wireBytes, { isPppoe: false }),
    outages: outagesOf([]),
  };
}

/** A backup fills the upload, and a queue somewhere holds a third of a second of it. */
export function fullLine(moment) {
  const { now, random } = moment;
  const line = lineOf(moment);
  const [earlier, current] = line.ppp.sessions;
  const busySince = now - 25 * 60_000;
  const rttAt = (at) => (at > busySince && random() > 0.04 ? 220 + 160 * random() : 8.4 + 3 * random() ** 4);
  const echo = echoOf({ from: Date.parse(current.openedAt), to: now, every: 10, rttAt });
  return {
    ...line,
    ppp: { ...line.ppp, sessions: [earlier, { ...current, echo }] },
    quality: qualityOf({
      now,
      line: { first: [291, 402], running: [304, 466], share: 0.013 },
      findings: line.quality.mtu.findings,
    }),
    verdict: verdictOf({
      now,
      current: { ...FULL, also: ['home'] },
      verdictAt: (ago) => (ago <= 25 ? FULL : NOTHING_WRONG),
      bufferbloat: [bloatOf('down', null, null), bloatOf('up', 'D', 309)],
    }),
  };
}
