// Cold. PAP (RFC 1334), CHAP (RFC 1994) and EAP (RFC 3748): how it went, never with what. Of packets that carry names, passwords,
// challenges or responses nothing behind the identifier is read.

import type { Packet } from '../../decode/packet.ts';
import type { AuthenticationResult } from './authentication.ts';
import type { ControlPacket } from './lcp-follower.ts';
import { type LineLog, quoted, whoIs } from './line-log.ts';
import { readMessage } from './message-text.ts';
import type { Side } from './negotiation.ts';
import type { PppSession } from './session.ts';

const Pap = { AuthenticateRequest: 1, AuthenticateAck: 2, AuthenticateNak: 3 } as const;
const Chap = { Challenge: 1, Response: 2, Success: 3, Failure: 4 } as const;
const Eap = { Request: 1, Response: 2, Success: 3, Failure: 4 } as const;

export function followPap(control: ControlPacket, packet: Packet, log: LineLog): void {
  const { session, side, code, id, at } = control;
  const { authentication } = session;
  authentication.protocol ??= 'PAP';
  if (code === Pap.AuthenticateRequest) authentication.ask(side, id, at);
  if (code !== Pap.AuthenticateAck && code !== Pap.AuthenticateNak) return;
  // The message has its own length in front.
  const length = packet.end > packet.cursor ? packet.bytes[packet.cursor]! : 0;
  const message = readMessage(packet, packet.cursor + 1, length);
  finish(control, { result: code === Pap.AuthenticateAck ? 'success' : 'failure', message, log });
}

export function followChap(control: ControlPacket, packet: Packet, log: LineLog): void {
  const { session, side, code, id, at } = control;
  const { authentication } = session;
  authentication.protocol ??= 'CHAP';
  if (code === Chap.Challenge) authentication.begin(side, at);
  if (code === Chap.Response) authentication.ask(side, id, at);
  if (code !== Chap.Success && code !== Chap.Failure) return;
  const message = readMessage(packet, packet.cursor, packet.end - packet.cursor);
  finish(control, { result: code === Chap.Success ? 'success' : 'failure', message, log });
}

/** EAP's last word has no text. */
export function followEap(control: ControlPacket, log: LineLog): void {
  const { session, side, code, id, at } = control;
  const { authentication } = session;
  authentication.protocol ??= 'EAP';
  if (code === Eap.Request) authentication.begin(side, at);
  if (code === Eap.Response) authentication.ask(side, id, at);
  if (code !== Eap.Success && code !== Eap.Failure) return;
  finish(control, { result: code === Eap.Success ? 'success' : 'failure', message: '', log });
}

interface Outcome {
  readonly result: AuthenticationResult;
  readonly message: string;
  readonly log: LineLog;
}

function finish({ session, side, id, at }: ControlPacket, { result, message, log }: Outcome): void {
  const { authentication } = session;
  const outcome = authentication.finish(side, id, { result, message, at });
  if (outcome === 'none of it') log.count('ignoredFrames');
  if (outcome !== 'news') return;
  if (result === 'failure') {
    log.count('authenticationFailures');
    const text = `${whoIs(session, side)} refuses the ${authentication.protocol} authentication${quoted(message)}`;
    log.tellOf(session, at, { kind: 'authentication-failed', text });
  } else {
    log.count('authenticationSuccesses');
    const text = `${whoIs(session, side)} accepts the ${authentication.protocol} authentication${quoted(message)}`;
    log.tellOf(session, at, { kind: 'authentication', text });
  }
}

/** An end goes on to a network protocol: where it demanded authentication, it was content with it. */
export function inferAuthentication(
  session: PppSession,
  side: Side,
  { at, log }: { readonly at: number; readonly log: LineLog },
): void {
  const { authentication } = session;
  if (!authentication.inferSuccess(side, at)) return;
  log.count('authenticationSuccesses');
  const text = `${whoIs(session, side)} goes on after the ${authentication.protocol} authentication, so it accepted it; its answer was not seen`;
  log.tellOf(session, at, { kind: 'authentication', text });
}
