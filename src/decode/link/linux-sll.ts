// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html
import type { Packet } from '../packet.ts';
import { Problem } from '../problem.ts';
import { Protocol } from '../protocol.ts';
import { readUint16 } from '../read.ts';
import { protocolOfEtherType } from './ether-types.ts';

const HARDWARE_TYPE = 2;
const PROTOCOL_TYPE = 14;
const HEADER_LENGTH = 16;

/** Linux's `ARPHRD_` numbers under which the protocol type is not an EtherType. */
const HARDWARE_FRAME_RELAY = 770;
const HARDWARE_RADIOTAP = 803;
const HARDWARE_NETLINK = 824;

/** Linux's `ETH_P_802_2`: the payload starts with an LLC header. */
const PROTOCOL_LLC = 0x0004;

export function decodeLinuxSll(bytes: Uint8Array, packet: Packet): Protocol {
  const start = packet.cursor;
  if (packet.end - start < HEADER_LENGTH) return packet.stop(Problem.HeaderTruncated, Protocol.LinuxSll);

  packet.enterLayer(Protocol.LinuxSll, HEADER_LENGTH);
  const protocolType = readUint16(bytes, start + PROTOCOL_TYPE);
  return protocolOfCooked(packet, protocolType, readUint16(bytes, start + HARDWARE_TYPE));
}

/** What follows a cooked header, which the layer just entered is. Other special protocol types are no EtherTypes, so they stay unknown. */
export function protocolOfCooked(packet: Packet, protocolType: number, hardwareType: number): Protocol {
  const carrier = packet.protocols[packet.layerCount - 1] as Protocol;
  if (hardwareType === HARDWARE_RADIOTAP) return Protocol.Radiotap;
  if (hardwareType === HARDWARE_FRAME_RELAY) return Protocol.FrameRelay;
  if (hardwareType === HARDWARE_NETLINK) return packet.leaveUnknown(carrier, protocolType);
  if (protocolType === PROTOCOL_LLC) return Protocol.Llc;
  return protocolOfEtherType(packet, carrier, protocolType);
}
