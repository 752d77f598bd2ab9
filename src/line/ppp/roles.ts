// Cold, but for frames of sessions whose ends are not told apart yet. Which end is the router, where no PADS was there to say so.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import type { Discovery } from './discovery.ts';
import { learnRoles } from './facts.ts';
import type { ControlPacket } from './lcp-follower.ts';
import type { LineLog } from './line-log.ts';
import { otherSide, type Side } from './negotiation.ts';
import type { PppSession } from './session.ts';

export interface DataFrame {
  readonly side: Side;
  /** Index of the PPPoE header on the stack. */
  readonly layer: number;
  /** What PPP carries. */
  readonly inner: number;
  readonly log: LineLog;
}

/** An address that discovery knows tells which end it is. */
export function learnRolesByMac(
  session: PppSession,
  at: number,
  { discovery, log }: { readonly discovery: Discovery; readonly log: LineLog },
): void {
  for (const side of [0, 1] as const) {
    const { mac } = session.ends[side];
    const role = mac === null ? null : discovery.roleOf(mac);
    if (role === null) continue;
    learnRoles(session, role === 'client' ? side : otherSide(side), { at, isInferred: true, log });
    return;
  }
}

/** Who has to prove itself is the client. */
export function learnRolesByNature({ session, side, code, at }: ControlPacket, protocol: Protocol, log: LineLog): void {
  if (session.clientSide !== null || (protocol !== Protocol.Pap && protocol !== Protocol.Chap)) return;
  const isFromClient = protocol === Protocol.Pap ? code === 1 : code === 2;
  learnRoles(session, isFromClient ? side : otherSide(side), { at, isInferred: true, log });
}

/** Whoever knows the frame's direction knows the ends; else the addresses in IPv4 headers tell, after a few packets. */
export function learnRolesByData(packet: Packet, session: PppSession, frame: DataFrame): void {
  const { side, layer, inner, log } = frame;
  const at = packet.timestampMicros;
  if (packet.direction !== Direction.Unknown) {
    learnRoles(session, packet.direction === Direction.Up ? side : otherSide(side), { at, isInferred: true, log });
    return;
  }
  if (inner !== Protocol.Ipv4) return;
  session.guess.note(side, packet, packet.offsets[layer + 2]!);
  const clientSide = session.guess.clientSide();
  if (clientSide !== -1) learnRoles(session, clientSide, { at, isInferred: true, log });
}
