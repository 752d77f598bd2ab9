import { decodeFrame } from '../decode/decode-frame.ts';
import { MAX_LAYERS, MAX_TUNNELS, Packet } from '../decode/packet.ts';
import { Problem } from '../decode/problem.ts';
import { Protocol } from '../decode/protocol.ts';
import { readUint16 } from '../decode/read.ts';
import { overwriteBuried } from './secrets/buried.ts';
import { repairChecksums } from './secrets/checksums.ts';
import { overwriteDhcp } from './secrets/dhcp.ts';
import { overwriteDiscovery } from './secrets/discovery.ts';
import { overwriteEapol } from './secrets/eapol.ts';
import { Eraser } from './secrets/eraser.ts';
import { isL2tpControl, overwriteL2tpControl } from './secrets/l2tp-control.ts';
import { overwritePpp } from './secrets/ppp.ts';
import { findQuote } from './secrets/quoted-packet.ts';
import { isRadius, overwriteRadius } from './secrets/radius.ts';

const ETHER_TYPE_DISCOVERY = 0x8863;
const ETHER_TYPE_EAPOL = 0x888e;
/** An ICMP error about an ICMP error must not be sent (RFC 1122, section 3.2.2). */
const MOST_QUOTES = 2;

/**
 * Overwrites in the bytes of a decoded frame, in place, what signs a user in or tells who it is: names, passwords, challenges, responses and
 * messages of PPP authentication at any depth, and what else of the line carries them. Lengths stay; text becomes `x`, binary values zeros,
 * checksums those of what is there now. What cannot be read goes whole. Returns how many secrets there were; writes nowhere but between the
 * frame's first and last captured byte, which have to be a copy where the frame's memory is somebody else's.
 */
export function overwriteSecrets(packet: Packet): number {
  return overwriteFrame(packet, MOST_QUOTES).count;
}

function overwriteFrame(packet: Packet, quotes: number): Eraser {
  const eraser = new Eraser(packet);
  if (isOpaque(packet)) eraser.text(packet.cursor, eraser.end);
  else {
    overwriteLastLayer(eraser, quotes);
    if (packet.isUnknown || packet.problem !== Problem.None) overwriteUndecoded(eraser);
  }
  // Behind the packet there may be a check sequence of the frame, with which guesses could be tried.
  if (eraser.count > 0) eraser.clear(Math.max(packet.end, eraser.secretsEnd), eraser.end);
  if (eraser.hasChanged) repairChecksums(packet);
  return eraser;
}

/** Whether nothing can be said about what is at the cursor: no decoder for the link type, or headers inside headers without end. */
function isOpaque(packet: Packet): boolean {
  const hasNoLink = packet.isUnknown && packet.unknownCarrier === Protocol.None;
  return hasNoLink || packet.layerCount === MAX_LAYERS || packet.tunnelDepth > MAX_TUNNELS;
}

function overwriteLastLayer(eraser: Eraser, quotes: number): void {
  const { packet } = eraser;
  const last = packet.layerCount - 1;
  switch (packet.protocols[last]) {
    case Protocol.Ppp:
      overwritePpp(packet.offsets[last]!, eraser);
      break;
    case Protocol.Lcp:
    case Protocol.Pap:
    case Protocol.Chap:
    case Protocol.Ipcp:
    case Protocol.Ipv6cp:
      overwritePpp(packet.offsets[last - 1]!, eraser);
      break;
    case Protocol.PppoeSession:
    case Protocol.Pptp:
      // PPP follows and was not entered: it was cut, or a length leaves no room for it.
      overwritePpp(packet.cursor, eraser);
      break;
    case Protocol.L2tp:
    case Protocol.L2tpv3:
      if (isL2tpControl(eraser)) overwriteL2tpControl(eraser);
      else if (packet.protocols[last] === Protocol.L2tp) overwritePpp(packet.cursor, eraser);
      break;
    case Protocol.PppoeDiscovery:
      overwriteDiscovery(packet.offsets[last]!, eraser);
      break;
    case Protocol.Udp:
      if (isRadius(eraser)) overwriteRadius(eraser);
      else overwriteDhcp(eraser);
      break;
    case Protocol.Icmp:
    case Protocol.Icmpv6:
      overwriteQuote(eraser, quotes);
      break;
  }
}

/** What decoding did not get to the end of. */
function overwriteUndecoded(eraser: Eraser): void {
  const { packet } = eraser;
  const { cursor } = packet;
  const isIdentified = packet.isUnknown && packet.unknownCarrier !== Protocol.L2tpv3;
  if (isIdentified && packet.unknownIdentifier === ETHER_TYPE_EAPOL) overwriteEapol(cursor, eraser);
  // A discovery packet of another version: what announced it stands right in front of it.
  else if (!packet.isUnknown && cursor - 2 >= packet.start && readUint16(packet.bytes, cursor - 2) === ETHER_TYPE_DISCOVERY)
    overwriteDiscovery(cursor, eraser);
  else overwriteBuried(cursor, eraser);
}

/** The packet that an ICMP error quotes is a frame of its own. */
function overwriteQuote(eraser: Eraser, quotes: number): void {
  const quote = quotes === 0 ? null : findQuote(eraser.packet);
  if (quote === null) return;
  const quoted = new Packet();
  decodeFrame(quote, quoted);
  const inner = overwriteFrame(quoted, quotes - 1);
  eraser.count += inner.count;
  eraser.hasChanged ||= inner.hasChanged;
  eraser.secretsEnd = Math.max(eraser.secretsEnd, inner.secretsEnd);
}
