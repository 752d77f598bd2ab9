// Cold. RFC 1661.

import type { Packet } from '../../decode/packet.ts';
import { readUint16, readUint32 } from '../../decode/read.ts';
import { readLcpOptions } from './configure-options.ts';
import { learnMru } from './facts.ts';
import { type LineLog, quoted, whoIs } from './line-log.ts';
import { readMessage } from './message-text.ts';
import { otherSide, type Side } from './negotiation.ts';
import { clientFirst, type PppSession } from './session.ts';

/** Codes of LCP packets (RFC 1661, section 5); network control protocols share the first seven. */
export const ControlCode = {
  ConfigureRequest: 1,
  ConfigureAck: 2,
  ConfigureNak: 3,
  ConfigureReject: 4,
  TerminateRequest: 5,
  TerminateAck: 6,
  CodeReject: 7,
  ProtocolReject: 8,
  EchoRequest: 9,
  EchoReply: 10,
} as const;

const MICROS = 1_000_000;
/** RFC 1661, section 4.6. */
export const RESTART_TIMER_MICROS = 3 * MICROS;
const COPY_WITHIN_MICROS = 100_000;
const MAGIC_NUMBER_LENGTH = 4;
const IPCP = 0x8021;

/** A control packet of a session: who sent it, and its first two fields. */
export interface ControlPacket {
  readonly session: PppSession;
  readonly side: Side;
  readonly code: number;
  readonly id: number;
  readonly at: number;
}

/** Follows an LCP packet whose content is at the packet's cursor. */
export function followLcp(control: ControlPacket, packet: Packet, log: LineLog): void {
  const { session, side, code, id, at } = control;
  if (code === ControlCode.ConfigureRequest) {
    const isAgain = session.lcp.request(side, id, at);
    const { authentication } = readLcpOptions(packet);
    if (authentication !== null) session.authentication.demand(side, authentication);
    if (isAgain) {
      log.tellOf(session, at, { kind: 'lcp-renegotiated', text: `${whoIs(session, side)} negotiates the link anew` });
    }
  } else if (code === ControlCode.ConfigureAck) acknowledge(control, packet, log);
  else if (code === ControlCode.ConfigureNak) session.lcp.refuse(side, id, 'naks');
  else if (code === ControlCode.ConfigureReject) session.lcp.refuse(side, id, 'rejects');
  else if (code === ControlCode.TerminateRequest) requestTerminate(control, packet, log);
  else if (code === ControlCode.TerminateAck) acknowledgeTerminate(control, log);
  else if (code === ControlCode.CodeReject || code === ControlCode.ProtocolReject) reject(control, packet, log);
  else if (code === ControlCode.EchoRequest) session.echoOf(side).request(id, at, session.framesOf(otherSide(side)));
  else if (code === ControlCode.EchoReply) answerEcho(control, packet, log);
}

function acknowledge({ session, side, id, at }: ControlPacket, packet: Packet, log: LineLog): void {
  const options = readLcpOptions(packet);
  const progress = session.lcp.acknowledge(side, id, { options, at });
  if (progress === 'nothing') return;
  const end = session.ends[otherSide(side)];
  end.maximumReceiveUnit = options.maximumReceiveUnit;
  end.magicNumber = options.magicNumber;
  if (options.authentication !== null) session.authentication.demand(otherSide(side), options.authentication);
  if (progress !== 'opened') return;
  const protocol = session.authentication.protocol;
  const [first, second] = clientFirst(session).map(({ maximumReceiveUnit }) => maximumReceiveUnit ?? 'default');
  const sizes = first === second ? `MRU ${first}` : `MRU ${first} and ${second}`;
  log.tellOf(session, at, {
    kind: 'lcp-open',
    text: `The link is agreed on: ${sizes}, ${protocol === null ? 'no authentication' : `authentication ${protocol}`}`,
  });
  learnMru(session, at, log);
}

function requestTerminate({ session, side, id, at }: ControlPacket, packet: Packet, log: LineLog): void {
  const text = readMessage(packet, packet.cursor, packet.end - packet.cursor);
  const end = session.ends[side];
  const known = end.terminate;
  if (known !== null && known.lastId === id && at - known.lastAt < COPY_WITHIN_MICROS) return;
  if (known === null) {
    end.terminate = {
      firstAt: at,
      lastAt: at,
      count: 1,
      firstId: id,
      lastId: id,
      waitMicros: RESTART_TIMER_MICROS,
      text,
      ackedAt: null,
    };
  } else {
    known.waitMicros = at - known.lastAt;
    known.lastAt = at;
    known.lastId = id;
    known.count += 1;
    if (text !== '') known.text = text;
  }
  const again = known === null ? '' : ', again';
  log.tellOf(session, at, {
    kind: 'lcp-terminate',
    text: `${whoIs(session, side)} asks to end the link (LCP Terminate-Request${quoted(text)})${again}`,
  });
}

function acknowledgeTerminate({ session, side, id, at }: ControlPacket, log: LineLog): void {
  const terminate = session.ends[otherSide(side)].terminate;
  // Each repetition has the next identifier.
  const isAnswer = terminate !== null && ((id - terminate.firstId) & 0xff) <= ((terminate.lastId - terminate.firstId) & 0xff);
  if (!isAnswer || terminate.ackedAt !== null) return;
  terminate.ackedAt = at;
  log.tellOf(session, at, { kind: 'lcp-terminate-ack', text: `${whoIs(session, side)} agrees to end the link` });
}

function reject({ session, side, code, at }: ControlPacket, packet: Packet, log: LineLog): void {
  if (code === ControlCode.CodeReject || packet.end - packet.cursor < 2) {
    const text = `${whoIs(session, side)} does not know a control packet of the other (LCP Code-Reject)`;
    log.tellOf(session, at, { kind: 'lcp-reject', text });
    return;
  }
  const protocol = readUint16(packet.bytes, packet.cursor);
  const text = `${whoIs(session, side)} does not speak protocol 0x${protocol.toString(16)} (LCP Protocol-Reject)`;
  log.tellOf(session, at, { kind: 'lcp-reject', text });
  if (protocol === IPCP && !session.isIpUp) failIpcp(session, at, { log, text: 'does not speak IPCP', side });
}

/** Notes, once, that IPCP gets nowhere. */
export function failIpcp(
  session: PppSession,
  at: number,
  { log, text, side }: { readonly log: LineLog; readonly text: string; readonly side: Side },
): void {
  if (session.ipcpFailure !== null) return;
  session.ipcpFailure = `${whoIs(session, side)} ${text}`;
  log.count('ipcpFailures');
  log.tellOf(session, at, { kind: 'ipcp-failed', text: `No IPv4 address: ${session.ipcpFailure}` });
}

function answerEcho({ session, side, id, at }: ControlPacket, packet: Packet, log: LineLog): void {
  const requester = otherSide(side);
  const echo = session.echoOf(requester);
  const isAnswer = echo.reply(id, at, isForeign(session, side, packet));
  if (!isAnswer) {
    log.count('ignoredFrames');
    return;
  }
  if (!session.isEchoLossTold || session.ends[0].echo?.unanswered || session.ends[1].echo?.unanswered) return;
  session.isEchoLossTold = false;
  log.tellOf(session, at, { kind: 'echo-again', text: `${whoIs(session, side)} answers echo requests again` });
}

/**
 * A reply carries its sender's magic number (RFC 1661, section 5.8). Ends that send another one exist, so a wrong number counts only where
 * the right one has been seen, or where it is the requester's own: a request that came back.
 */
function isForeign(session: PppSession, side: Side, packet: Packet): boolean {
  if (packet.end - packet.cursor < MAGIC_NUMBER_LENGTH) return false;
  const magic = readUint32(packet.bytes, packet.cursor);
  const replier = session.ends[side];
  if (replier.magicNumber === null) return false;
  if (magic === replier.magicNumber) {
    replier.repliesWithMagic = true;
    return false;
  }
  return replier.repliesWithMagic || (magic !== 0 && magic === session.ends[otherSide(side)].magicNumber);
}
