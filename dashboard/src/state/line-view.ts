import type { LineMessage, PppoeSessionRow, PppSessionRow } from '../../../src/api/messages.ts';

/** The session that matters now: of the open ones the latest that carries anything, else the one that ended last. */
export function currentSession(sessions: readonly PppSessionRow[]): PppSessionRow | null {
  const open = sessions.filter(({ closedAt }) => closedAt === null);
  return latest(open.filter(({ state }) => state === 'up')) ?? latest(open) ?? latest(sessions);
}

/** All others, the latest first. */
export function otherSessions(sessions: readonly PppSessionRow[]): readonly PppSessionRow[] {
  const current = currentSession(sessions);
  return sessions.filter((session) => session !== current).sort((one, other) => compareSeen(other, one));
}

function latest(sessions: readonly PppSessionRow[]): PppSessionRow | null {
  return sessions.reduce<PppSessionRow | null>(
    (best, each) => (best === null || compareSeen(each, best) >= 0 ? each : best),
    null,
  );
}

function compareSeen(one: PppSessionRow, other: PppSessionRow): number {
  if (one.firstSeenAt === other.firstSeenAt) return one.serial - other.serial;
  return one.firstSeenAt < other.firstSeenAt ? -1 : 1;
}

/** What was counted in a session: the table knows it by its id and its ends. */
export function trafficOf(session: PppSessionRow, line: Pick<LineMessage, 'sessions'>): PppoeSessionRow | null {
  const rows = line.sessions.list.filter(
    ({ sessionId, clientMac, concentratorMac }) =>
      sessionId === session.sessionId && isSamePair([clientMac, concentratorMac], [session.clientMac, session.concentratorMac]),
  );
  return rows.find(({ closedAt }) => (closedAt === null) === (session.closedAt === null)) ?? rows[0] ?? null;
}

type Pair = readonly [string | null, string | null];

function isSamePair(one: Pair, other: Pair): boolean {
  return (one[0] === other[0] && one[1] === other[1]) || (one[0] === other[1] && one[1] === other[0]);
}

/** Whether anything at all is known of the line. */
export function isLineKnown({ home, ppp, leases }: LineMessage): boolean {
  return (
    home.routerMac !== null ||
    home.providerMac !== null ||
    home.line.type !== 'unknown' ||
    ppp.sessions.length > 0 ||
    ppp.discoveryWithoutSession.length > 0 ||
    leases.timeline.length > 0
  );
}
