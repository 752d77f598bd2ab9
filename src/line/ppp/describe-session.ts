// Cold.

import { timestampText } from '../../decode/text.ts';
import type { EchoSeries } from './echo-series.ts';
import { ipv4Of, linkLocalOf } from './facts.ts';
import { otherSide, type Side } from './negotiation.ts';
import { millisOf } from './rtt-sketch.ts';
import type { PppSession } from './session.ts';
import { describeDiscovery, type EchoRow, type PppSessionRow } from './summary.ts';
import { judge } from './verdict.ts';

const MICROS = 1_000_000;
/** IPV6CP that ends so shortly before the session ends with it. */
const WITH_THE_SESSION_MICROS = 2 * MICROS;

export function describeSession(session: PppSession, nowMicros: number): PppSessionRow {
  // Without roles, the end that was seen first stands where the client would.
  const clientSide: Side = session.clientSide ?? 0;
  const client = session.ends[clientSide];
  const server = session.ends[otherSide(clientSide)];
  const verdict = judge(session);
  const { authentication } = session;
  return {
    serial: session.serial,
    sessionId: session.sessionId,
    clientMac: client.mac?.text ?? null,
    concentratorMac: server.mac?.text ?? null,
    rolesKnown: session.clientSide !== null,
    rolesInferred: session.areRolesInferred,
    vlanIds: session.vlanIds,
    acName: session.acName,
    serviceName: session.serviceName,
    maxPayload: { asked: session.attempt?.maxPayloadAsked ?? null, granted: session.maxPayloadGranted },
    state: stateOf(session),
    firstSeenAt: timestampText(session.startedAt),
    lastSeenAt: timestampText(session.lastHeardAt),
    openedAt: timeOf(session.openedAt),
    ipUpAt: timeOf(session.ipUpAt),
    closedAt: timeOf(session.closedAt),
    closeReason: verdict?.endReason ?? null,
    endedBy: verdict?.endedBy ?? null,
    endReason: verdict?.endReason ?? null,
    reasonText: verdict?.reasonText ?? null,
    timesReopened: session.timesReopened,
    uptimeSeconds: uptimeOf(session, nowMicros),
    phases: phasesOf(session),
    authentication: {
      protocol: authentication.protocol,
      demandedBy: authentication.authenticator === null ? null : session.roleOf(authentication.authenticator),
      result: authentication.result,
      resultInferred: authentication.isInferred,
      message: authentication.message,
      attempts: authentication.attempts,
    },
    localIpv4: ipv4Of(client.ipv4)?.text ?? null,
    remoteIpv4: ipv4Of(server.ipv4)?.text ?? null,
    dns: session.dns.map((server) => ipv4Of(server)?.text).filter((text) => text !== undefined),
    ipcpFailure: session.ipcpFailure,
    ipv6: hasIpv6(session)
      ? {
          localLinkLocal: linkLocalOf(client.interfaceId)?.text ?? null,
          remoteLinkLocal: linkLocalOf(server.interfaceId)?.text ?? null,
        }
      : null,
    mru: client.maximumReceiveUnit,
    peerMru: server.maximumReceiveUnit,
    echo: describeEcho(client.echo),
    serverEcho: describeEcho(server.echo),
    discovery: session.attempt === null ? null : describeDiscovery(session.attempt, session.openedAt ?? nowMicros),
    frames: { fromClient: session.framesOf(clientSide), fromServer: session.framesOf(otherSide(clientSide)) },
    ignoredFrames: session.ignoredFrames,
  };
}

function timeOf(micros: number | null): string | null {
  return micros === null ? null : timestampText(micros);
}

function stateOf(session: PppSession): PppSessionRow['state'] {
  if (session.isClosed) return 'closed';
  if (session.isIpUp || session.ipv6cp.isOpen) return 'up';
  if (!session.lcp.isOpen && session.openedAt !== null) return 'lcp';
  const { authenticator, result } = session.authentication;
  return authenticator !== null && result !== 'success' ? 'authentication' : 'network';
}

/** Whether IPV6CP is open, or was until the session ended. */
function hasIpv6({ ipv6cp, closedAt }: PppSession): boolean {
  if (ipv6cp.isOpen) return true;
  const { openedAt, terminatedAt } = ipv6cp;
  if (openedAt === null || terminatedAt === null || closedAt === null) return false;
  return terminatedAt >= closedAt - WITH_THE_SESSION_MICROS && terminatedAt - openedAt > WITH_THE_SESSION_MICROS;
}

function uptimeOf(session: PppSession, nowMicros: number): number | null {
  const from = session.openedAt === null ? session.startedAt : (session.ipUpAt ?? session.ipv6cp.openedAt);
  if (from === null) return null;
  return Math.max(0, Math.round((session.closedAt ?? nowMicros) - from)) / MICROS;
}

function phasesOf({
  attempt,
  openedAt,
  lcp,
  authentication,
  ipcp,
  ipcpStartedAt,
  ipUpAt,
  ipv6cp,
}: PppSession): PppSessionRow['phases'] {
  return {
    discoveryMillis: between(attempt?.firstPadiAt ?? null, openedAt),
    lcpMillis: between(openedAt ?? lcp.firstRequestAt, lcp.openedAt),
    authenticationMillis: between(lcp.openedAt ?? authentication.startedAt, authentication.finishedAt),
    ipcpMillis: ipcp.openedAt === null ? null : between(ipcpStartedAt, ipUpAt),
    ipv6cpMillis: between(ipv6cp.firstRequestAt, ipv6cp.openedAt),
  };
}

function between(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : millisOf(Math.max(0, to - from));
}

function describeEcho(echo: EchoSeries | null): EchoRow {
  if (echo === null) return NO_ECHO;
  return {
    requests: echo.sent,
    replies: echo.answered,
    lost: echo.lost,
    open: echo.open,
    late: echo.late,
    unansweredRun: echo.unanswered,
    intervalSeconds: echo.intervalMicros === 0 ? null : Math.round(echo.intervalMicros / 1000) / 1000,
    isSparse: echo.isSparse,
    rttMillis: echo.rtts.millis(),
    samples: echo.rtts
      .samples()
      .map(({ atMicros, rttMicros }) => ({ at: timestampText(atMicros), rttMillis: millisOf(rttMicros) })),
  };
}

const NO_ECHO: EchoRow = {
  requests: 0,
  replies: 0,
  lost: 0,
  open: 0,
  late: 0,
  unansweredRun: 0,
  intervalSeconds: null,
  isSparse: false,
  rttMillis: null,
  samples: [],
};
