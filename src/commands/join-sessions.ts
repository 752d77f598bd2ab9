import type { PppSessionRow, PppSummary } from '../line/ppp/summary.ts';
import type { PppoeSessionRow } from '../traffic/summary.ts';

/**
 * Says of the sessions that traffic was counted in what following them told. A session id between the same two ends may have been given
 * several times: then it is the latest that is told of; the line's own list has them all.
 */
export function joinSessions(rows: readonly PppoeSessionRow[], { sessions }: PppSummary): PppoeSessionRow[] {
  const followed = new Map<string, PppSessionRow>();
  for (const session of sessions) followed.set(nameOf(session), session);
  return rows.map((row) => {
    const session = followed.get(nameOf(row));
    return session === undefined ? row : join(row, session);
  });
}

function join(row: PppoeSessionRow, session: PppSessionRow): PppoeSessionRow {
  const { requests, replies, rttMillis } = session.echo;
  return {
    ...row,
    clientMac: session.clientMac,
    concentratorMac: session.concentratorMac,
    rolesKnown: session.rolesKnown,
    concentratorName: session.acName ?? row.concentratorName,
    openedAt: session.openedAt,
    closedAt: session.closedAt,
    closeReason: session.closeReason,
    localIpv4: session.localIpv4,
    remoteIpv4: session.remoteIpv4,
    mru: session.mru,
    echo: requests === 0 ? null : { requests, replies, rttMillis },
  };
}

function nameOf({ sessionId, clientMac, concentratorMac }: PppSessionRow | PppoeSessionRow): string {
  return [sessionId, ...[clientMac ?? '', concentratorMac ?? ''].sort()].join(' ');
}
