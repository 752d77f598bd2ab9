// Cold.

/** One of the two ends of a session: an index into what is kept of both. */
export type Side = 0 | 1;

export function otherSide(side: Side): Side {
  return side === 0 ? 1 : 0;
}

/** What one end asked for, and what came of it. */
interface Asked<Options> {
  /** Of its last Configure-Request; -1: none seen. */
  requestId: number;
  requests: number;
  /** Of the request that was acknowledged; -1: none. */
  ackedId: number;
  /** What the other end acknowledged; null until it did. */
  acked: Options | null;
  naks: number;
  rejects: number;
}

export type Progress = 'nothing' | 'acknowledged' | 'opened';

/**
 * The exchange of Configure packets that LCP, IPCP and IPV6CP share (RFC 1661, section 4): each end asks, the other acknowledges; the
 * protocol is open when both were. An acknowledgement counts only when it answers the last request by identifier, or when that
 * request came before the probe did.
 */
export class Negotiation<Options> {
  readonly sides: readonly [Asked<Options>, Asked<Options>] = [newAsked(), newAsked()];
  firstRequestAt: number | null = null;
  openedAt: number | null = null;
  isOpen = false;
  /** When a Terminate-Request for this protocol was first seen after it was last opened or begun, and whose. */
  terminatedAt: number | null = null;
  terminatedBy: Side | null = null;
  /** How often it was opened. */
  timesOpened = 0;

  /** Whether the request begins the negotiation anew, because it asks for something after everything was settled. */
  request(side: Side, id: number, at: number): boolean {
    const asked = this.sides[side];
    const isAgain = this.isOpen && id !== asked.ackedId;
    if (isAgain || this.terminatedAt !== null) this.#begin();
    this.firstRequestAt ??= at;
    asked.requestId = id;
    asked.requests += 1;
    return isAgain;
  }

  /** `side` acknowledges what the other end asked for. */
  acknowledge(side: Side, id: number, given: { readonly options: Options; readonly at: number }): Progress {
    const asked = this.sides[otherSide(side)];
    if (asked.requestId >= 0 && asked.requestId !== id) return 'nothing';
    asked.acked = given.options;
    asked.ackedId = id;
    asked.requests = 0;
    if (this.isOpen || this.terminatedAt !== null || this.sides[side].acked === null) return 'acknowledged';
    this.isOpen = true;
    this.timesOpened += 1;
    this.openedAt ??= given.at;
    return 'opened';
  }

  /** `side` wants other values than the other end asked for. Returns whether it answers a request that was seen. */
  refuse(side: Side, id: number, how: 'naks' | 'rejects'): boolean {
    const asked = this.sides[otherSide(side)];
    if (asked.requestId >= 0 && asked.requestId !== id) return false;
    asked[how] += 1;
    return true;
  }

  terminate(side: Side, at: number): void {
    this.isOpen = false;
    this.terminatedAt ??= at;
    this.terminatedBy ??= side;
  }

  #begin(): void {
    this.isOpen = false;
    this.terminatedAt = null;
    this.terminatedBy = null;
    for (const asked of this.sides) {
      asked.acked = null;
      asked.ackedId = -1;
      asked.requests = 0;
    }
  }
}

function newAsked<Options>(): Asked<Options> {
  return { requestId: -1, requests: 0, ackedId: -1, acked: null, naks: 0, rejects: 0 };
}
