import { protocolOfEtherType } from '../link/ether-types.ts';
import type { Packet } from '../packet.ts';
import { Protocol } from '../protocol.ts';

/** Protocol types that mean something in GRE alone; all others are EtherTypes (RFC 2784, section 2.4). */
const BY_PROTOCOL_TYPE: Readonly<Record<number, Protocol>> = {
  0: Protocol.GreKeepalive, // what routers send to themselves through the tunnel
  8939: Protocol.ErspanIII,
  34878: Protocol.Wccp,
  35006: Protocol.ErspanII, // or I: the sequence number tells (draft-foschiano-erspan, section 4.1)
};

/** From first to last in steps, Aruba's access points send 802.11 frames without check sequence to their controllers. */
const ARUBA_FIRST = 0x8200;
const ARUBA_LAST = 0x8370;
const ARUBA_STEP = 0x10;

const TABLE = new Uint8Array(0x10000);
for (let protocolType = ARUBA_FIRST; protocolType <= ARUBA_LAST; protocolType += ARUBA_STEP) TABLE[protocolType] = Protocol.Wlan;
for (const [protocolType, protocol] of Object.entries(BY_PROTOCOL_TYPE)) TABLE[Number(protocolType)] = protocol;

/** What follows a GRE header of version 0; leaves an unknown protocol type counted. */
export function protocolOfGreProtocolType(packet: Packet, protocolType: number): Protocol {
  const protocol = TABLE[protocolType] as Protocol;
  return protocol === Protocol.None ? protocolOfEtherType(packet, Protocol.Gre, protocolType) : protocol;
}
