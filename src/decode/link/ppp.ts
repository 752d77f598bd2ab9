// RFC 1661, section 2; RFC 1662, section 3.1 (HDLC-like framing); section 6.5 and 6.6 of RFC 1661 (compressed fields).
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { protocolOfPppProtocol } from './ppp-protocols.ts';

const ALL_STATIONS = 0xff;
const UNNUMBERED_INFORMATION = 0x03;
/** Addresses of Cisco's framing, whose captures often have PPP's link type. As compressed protocol numbers nobody has them. */
const CISCO_UNICAST = 0x0f;
const CISCO_BROADCAST = 0x8f;

export function decodePpp(bytes: Uint8Array, packet: Packet): Protocol {
  let at = packet.cursor;
  const { end } = packet;

  const isFirst = packet.layerCount === 0 && end > at;
  if (isFirst && (bytes[at] === CISCO_UNICAST || bytes[at] === CISCO_BROADCAST)) return Protocol.CiscoHdlc;

  // Address and control are there unless compressed away. No protocol number starts with 0xff (RFC 1661, section 2).
  if (end > at && bytes[at] === ALL_STATIONS) {
    if (end - at < 2) return packet.stop(Problem.HeaderTruncated, Protocol.Ppp);
    if (bytes[at + 1] === UNNUMBERED_INFORMATION) at += 2;
  }
  if (end - at < 1) return packet.stop(Problem.HeaderTruncated, Protocol.Ppp);

  let protocol = bytes[at]!;
  at += 1;
  // An odd first byte is a compressed protocol field: all protocol numbers are odd, and their first byte is even.
  if ((protocol & 1) === 0) {
    if (end - at < 1) return packet.stop(Problem.HeaderTruncated, Protocol.Ppp);
    protocol = (protocol << 8) | bytes[at]!;
    at += 1;
  }

  packet.enterLayer(Protocol.Ppp, at - packet.cursor);
  return protocolOfPppProtocol(packet, protocol);
}
