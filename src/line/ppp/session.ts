// Cold: what is kept of one session besides what each of its frames touches (session-index.ts).

import { Authentication } from './authentication.ts';
import type { IpcpOptions, Ipv6cpOptions, LcpOptions } from './configure-options.ts';
import type { Attempt } from './discovery-attempt.ts';
import { EchoSeries } from './echo-series.ts';
import type { MacAddress } from './mac-address.ts';
import { Negotiation, otherSide, type Side } from './negotiation.ts';
import { RoleGuess } from './role-guess.ts';
import type { SessionIndex } from './session-index.ts';
import type { End } from './timeline.ts';

/** An end's Terminate-Requests of LCP. */
export interface Terminate {
  readonly firstAt: number;
  lastAt: number;
  count: number;
  readonly firstId: number;
  lastId: number;
  /** How long the sender waits before it asks again, as far as it showed. */
  waitMicros: number;
  text: string;
  ackedAt: number | null;
}

/** What is known of one end. */
export interface SessionEnd {
  readonly mac: MacAddress | null;
  magicNumber: number | null;
  /** Whether its echo replies carry the magic number it negotiated. */
  repliesWithMagic: boolean;
  maximumReceiveUnit: number | null;
  ipv4: number | null;
  interfaceId: readonly [number, number] | null;
  echo: EchoSeries | null;
  terminate: Terminate | null;
  /** Whether an IPv4 packet from it was seen, and an IP packet of any version. */
  sentIpv4: boolean;
  sentIp: boolean;
  framesAfterClose: number;
  /** When the session closed: its echo requests without an answer, and whether the other end had said nothing since the first of them. */
  unansweredAtClose: number;
  isOtherSilentAtClose: boolean;
}

export interface Padt {
  readonly side: Side;
  readonly at: number;
  /** The text of its error tags. */
  readonly text: string;
}

export type CloseCause = 'terminate' | 'padt' | 'echo-timeout' | 'silence' | 'replaced';

const MOST_LOOKS = 4096;

export interface NewSession {
  readonly serial: number;
  readonly sessionId: number | null;
  readonly vlans: number;
  readonly vlanIds: readonly number[];
  readonly macs: readonly [MacAddress | null, MacAddress | null];
  readonly startedAt: number;
  /** When a PADS was seen, or LCP began anew in a PPPoE session that stayed. */
  readonly openedAt: number | null;
  readonly attempt: Attempt | null;
}

/** One session between two ends. Which of them is the client may be learned late, or never. */
export class PppSession {
  readonly serial: number;
  readonly sessionId: number | null;
  readonly vlans: number;
  readonly vlanIds: readonly number[];
  readonly startedAt: number;
  readonly openedAt: number | null;
  /** How discovery went that led to it. */
  readonly attempt: Attempt | null;
  readonly ends: readonly [SessionEnd, SessionEnd];

  clientSide: Side | null = null;
  areRolesInferred = false;
  readonly guess = new RoleGuess();

  readonly lcp = new Negotiation<LcpOptions>();
  readonly ipcp = new Negotiation<IpcpOptions>();
  readonly ipv6cp = new Negotiation<Ipv6cpOptions>();
  readonly authentication = new Authentication();
  /** Domain name servers, as words. */
  dns: readonly number[] = [];
  ipcpStartedAt: number | null = null;
  /** What is going wrong with IPCP, in words. */
  ipcpFailure: string | null = null;
  ipUpAt: number | null = null;
  isIpUp = false;
  /** Whether IP was seen to work without its negotiation having been seen to end. */
  isIpUpInferred = false;
  acName: string | null = null;
  serviceName: string | null = null;
  maxPayloadGranted: number | null = null;

  /** Whether a concentrator opened it (PADS) that nobody was seen to ask. */
  isUnasked = false;
  /** Whether one end was not heard when the other one acted on what it must have said. */
  isOneWay = false;

  padt: Padt | null = null;
  /** When its client asked for another session. */
  padiAt: number | null = null;
  closedAt: number | null = null;
  cause: CloseCause | null = null;
  timesReopened = 0;
  ignoredFrames = 0;
  ignoredToldAt = Number.NEGATIVE_INFINITY;
  /** The length of the last run of lost echoes that was told; 0: none is being told. */
  isEchoLossTold = false;

  #looks = MOST_LOOKS;
  #index: SessionIndex | null;
  #slot: number;
  #lastHeard: readonly [number, number] = [0, 0];
  #frames: readonly [number, number] = [0, 0];

  constructor(made: NewSession, index: SessionIndex, slot: number) {
    this.serial = made.serial;
    this.sessionId = made.sessionId;
    this.vlans = made.vlans;
    this.vlanIds = made.vlanIds;
    this.startedAt = made.startedAt;
    this.openedAt = made.openedAt;
    this.attempt = made.attempt;
    this.ends = [newEnd(made.macs[0]), newEnd(made.macs[1])];
    this.#index = index;
    this.#slot = slot;
  }

  get slot(): number {
    return this.#slot;
  }

  get isClosed(): boolean {
    return this.closedAt !== null;
  }

  /** The end's role, or null while that is unknown. */
  roleOf(side: Side): End | null {
    if (this.clientSide === null) return null;
    return side === this.clientSide ? 'client' : 'server';
  }

  get client(): SessionEnd | null {
    return this.clientSide === null ? null : this.ends[this.clientSide];
  }

  get server(): SessionEnd | null {
    return this.clientSide === null ? null : this.ends[otherSide(this.clientSide)];
  }

  /** When the end was last heard in this session, in microseconds; 0: never. */
  heardAt(side: Side): number {
    return this.#index === null ? this.#lastHeard[side] : this.#index.seenAt[2 * this.#slot + side]!;
  }

  get lastHeardAt(): number {
    return Math.max(this.heardAt(0), this.heardAt(1), this.startedAt);
  }

  framesOf(side: Side): number {
    return this.#index === null ? this.#frames[side] : this.#index.frames[2 * this.#slot + side]!;
  }

  echoOf(side: Side): EchoSeries {
    const end = this.ends[side];
    end.echo ??= new EchoSeries();
    return end.echo;
  }

  /** Takes one of the looks that data frames get while something is open. Where the mirror shows one direction only, that is for ever. */
  spendLook(): boolean {
    this.#looks -= 1;
    if (this.#looks >= 0 || this.#index === null) return true;
    this.#index.attention[this.#slot] = 0;
    return false;
  }

  /** Asks for data frames to be looked at, or no longer. */
  refreshAttention(): void {
    if (this.#index === null) return;
    this.#looks = MOST_LOOKS;
    const isUnsettled = this.isClosed || this.clientSide === null || !this.isIpUp;
    this.#index.attention[this.#slot] = isUnsettled ? 1 : 0;
  }

  /** Lets go of its slot, which another session takes. */
  release(): void {
    if (this.#index === null) return;
    this.#lastHeard = [this.heardAt(0), this.heardAt(1)];
    this.#frames = [this.framesOf(0), this.framesOf(1)];
    this.#index.free(this.#slot);
    this.#index = null;
    this.#slot = -1;
  }
}

/** Both ends, the client's first where that is known. */
export function clientFirst({ ends, clientSide }: PppSession): readonly [SessionEnd, SessionEnd] {
  return clientSide === 1 ? [ends[1], ends[0]] : ends;
}

function newEnd(mac: MacAddress | null): SessionEnd {
  return {
    mac,
    magicNumber: null,
    repliesWithMagic: false,
    maximumReceiveUnit: null,
    ipv4: null,
    interfaceId: null,
    echo: null,
    terminate: null,
    sentIpv4: false,
    sentIp: false,
    framesAfterClose: 0,
    unansweredAtClose: 0,
    isOtherSilentAtClose: false,
  };
}
