// RFC 9300, section 5.1; what may follow instead of IP: RFC 9305, section 3.
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint24 } from '../read.ts';
import { TunnelType } from '../tunnel-type.ts';

const FLAGS = 0;
/** Of the generic protocol extension: the last byte of what else is nonce or map version. */
const NEXT_PROTOCOL = 3;
const INSTANCE_ID = 4;
const HEADER_LENGTH = 8;

const INSTANCE_ID_PRESENT = 0x08;
const NEXT_PROTOCOL_PRESENT = 0x04;
/** Which key the payload is encrypted with; zero is none (RFC 8061). */
const KEY_ID_MASK = 0x03;

/** RFC 9305, section 3. */
const BY_NEXT_PROTOCOL: readonly Protocol[] = [
  Protocol.None,
  Protocol.Ipv4,
  Protocol.Ipv6,
  Protocol.Ethernet,
  Protocol.NetworkServiceHeader,
];

const IP_VERSION_6 = 6;

export function decodeLisp(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.Lisp);
  const flags = bytes[start + FLAGS]!;

  packet.enterLayer(Protocol.Lisp, HEADER_LENGTH);
  // Without the flag the same bits say which locators can be reached.
  if ((flags & INSTANCE_ID_PRESENT) === 0) packet.enterTunnel(TunnelType.Lisp);
  else packet.enterIdentifiedTunnel(TunnelType.Lisp, readUint24(bytes, start + INSTANCE_ID));
  if ((flags & KEY_ID_MASK) !== 0) return Protocol.None;
  if ((flags & NEXT_PROTOCOL_PRESENT) === 0) return protocolOfIpVersion(bytes, packet);
  const nextProtocol = bytes[start + NEXT_PROTOCOL]!;
  return (BY_NEXT_PROTOCOL[nextProtocol] || packet.leaveUnknown(Protocol.Lisp, nextProtocol)) as Protocol;
}

/** An IP header follows; its own version says which. What is of neither is refused by the decoder of the first. */
export function protocolOfIpVersion(bytes: Uint8Array, packet: Packet): Protocol {
  const isVersion6 = packet.cursor < packet.end && bytes[packet.cursor]! >>> 4 === IP_VERSION_6;
  return isVersion6 ? Protocol.Ipv6 : Protocol.Ipv4;
}
