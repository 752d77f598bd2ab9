import { readUint16 } from '../../decode/read.ts';
import { readControlPacket } from './control-packet.ts';
import type { Eraser } from './eraser.ts';
import { isIndiscreet } from './indiscreet-text.ts';
import { isPppAuthentication, overwriteAuthentication } from './ppp-authentication.ts';

const ADDRESS_AND_CONTROL = 0xff03;
const LCP = 0xc021;
/** Network control protocols, 0x8000 to 0xbfff (RFC 1661, section 2). */
const FIRST_NETWORK_CONTROL = 0x8000;

/** RFC 1661, section 5; RFC 1570, sections 2.1 and 2.2. */
const Code = {
  TerminateRequest: 5,
  TerminateAck: 6,
  CodeReject: 7,
  ProtocolReject: 8,
  Identification: 12,
  TimeRemaining: 13,
} as const;
const PROTOCOL_LENGTH = 2;

/** What stays of packets of link control that speak of a user, or may, by their code. */
const SKIPPED: Readonly<Record<number, number>> = {
  [Code.CodeReject]: 4, // the rejected packet's header
  [Code.ProtocolReject]: PROTOCOL_LENGTH, // the rejected packet's protocol
  [Code.Identification]: 4, // the magic number; the rest names the machine: Windows sends its computer's name
  [Code.TimeRemaining]: 8, // the magic number and the seconds
};

/**
 * Overwrites the secrets of the PPP packet at `at`, up to the frame's end: where the lengths of what carries it lie, the carrier's idea of
 * its end is nothing to go by.
 */
export function overwritePpp(at: number, eraser: Eraser): void {
  const { bytes } = eraser.packet;
  let content = at;
  if (content + 2 <= eraser.end && readUint16(bytes, content) === ADDRESS_AND_CONTROL) content += 2;
  if (content + PROTOCOL_LENGTH > eraser.end) return;
  // One that was compressed to a single byte is odd, and neither of these.
  const protocol = readUint16(bytes, content);
  content += PROTOCOL_LENGTH;
  if (isPppAuthentication(protocol)) overwriteAuthentication(protocol, content, eraser);
  else if (protocol === LCP || protocol >>> 14 === FIRST_NETWORK_CONTROL >>> 14) overwriteControl(protocol, content, eraser);
}

/** What link and network control packets may say of a user: in words, or by sending a packet back that does. */
function overwriteControl(protocol: number, at: number, eraser: Eraser): void {
  const control = readControlPacket(at, eraser);
  if (control === null) return;
  const { code, body, end, isWhole } = control;
  const { bytes } = eraser.packet;
  if (code === Code.TerminateRequest || code === Code.TerminateAck) {
    if (!isWhole || isIndiscreet(bytes, body, end)) eraser.text(body, end);
  } else if (protocol !== LCP || !(code in SKIPPED)) return;
  else if (code !== Code.ProtocolReject || (body + PROTOCOL_LENGTH <= end && isPppAuthentication(readUint16(bytes, body))))
    eraser.text(body + SKIPPED[code]!, end);
  // A length that lies may have left words behind it.
  eraser.clear(end, eraser.end);
}
