// Cold. PPP without PPPoE has no addresses that tell its ends apart: what only one end can have sent does.

import { Direction } from '../../decode/direction.ts';
import type { Packet } from '../../decode/packet.ts';
import { Protocol } from '../../decode/protocol.ts';
import { readUint32 } from '../../decode/read.ts';
import { readIpcpOptions, readLcpOptions } from './configure-options.ts';
import { ControlCode } from './lcp-follower.ts';
import { otherSide, type Side } from './negotiation.ts';
import type { PppSession } from './session.ts';

const PAP_REQUEST = 1;
const CHAP_RESPONSE = 2;
const CLIENT: Side = 0;
const SERVER: Side = 1;

/** Which end sent a control packet of the session whose client is side 0; null where it cannot be told. */
export function senderOf(packet: Packet, session: PppSession): Side | null {
  if (packet.direction !== Direction.Unknown) return packet.direction === Direction.Up ? CLIENT : SERVER;
  const layer = packet.layerCount - 1;
  const header = packet.offsets[layer]!;
  const code = packet.bytes[header]!;
  const id = packet.bytes[header + 1]!;
  switch (packet.protocols[layer]) {
    case Protocol.Pap:
      return code === PAP_REQUEST ? CLIENT : SERVER;
    case Protocol.Chap:
      return code === CHAP_RESPONSE ? CLIENT : SERVER;
    case Protocol.Lcp:
      return senderOfLcp(packet, session, code);
    case Protocol.Ipcp:
      return senderOfIpcp(packet, session, { code, id });
    default:
      return null;
  }
}

function senderOfLcp(packet: Packet, session: PppSession, code: number): Side | null {
  if (code === ControlCode.EchoRequest || code === ControlCode.EchoReply) {
    return packet.end - packet.cursor < 4 ? null : sideOfMagic(session, readUint32(packet.bytes, packet.cursor));
  }
  if (code !== ControlCode.ConfigureRequest && code !== ControlCode.ConfigureAck) return null;
  const { magicNumber, authentication } = readLcpOptions(packet);
  // Who demands that the other proves itself is the server. An acknowledgement repeats what the other end asked for.
  const known = magicNumber === null ? null : sideOfMagic(session, magicNumber);
  const asker = authentication !== null ? SERVER : (known ?? CLIENT);
  if (magicNumber !== null) session.ends[asker].magicNumber = magicNumber;
  return code === ControlCode.ConfigureRequest ? asker : otherSide(asker);
}

function sideOfMagic({ ends }: PppSession, magic: number): Side | null {
  if (magic === 0 || ends[0].magicNumber === ends[1].magicNumber) return null;
  if (ends[CLIENT].magicNumber === magic) return CLIENT;
  return ends[SERVER].magicNumber === magic ? SERVER : null;
}

function senderOfIpcp(
  packet: Packet,
  { ipcp }: PppSession,
  { code, id }: { readonly code: number; readonly id: number },
): Side | null {
  if (code === ControlCode.ConfigureNak || code === ControlCode.ConfigureReject) return SERVER;
  if (code !== ControlCode.ConfigureRequest && code !== ControlCode.ConfigureAck) return null;
  const { address, primaryDns, secondaryDns } = readIpcpOptions(packet);
  const isClients = address === 0 || primaryDns !== null || secondaryDns !== null;
  // A client that asks for no name servers asks again for the address it was told.
  const isToldAddress = ipcp.sides[CLIENT].naks > 0 && ipcp.sides[SERVER].requestId !== id;
  const asker = isClients || isToldAddress ? CLIENT : SERVER;
  return code === ControlCode.ConfigureRequest ? asker : otherSide(asker);
}
