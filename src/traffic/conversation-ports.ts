// Runs once per frame: allocate nothing.

import type { Packet } from '../decode/packet.ts';
import { Protocol } from '../decode/protocol.ts';
import { FAMILY_WORDS, Family } from './addresses.ts';
import { ADDRESSES, HAS_PORTS, IP_PROTOCOL_SHIFT, KIND, PORTS } from './conversation-key.ts';
import { icmpCounterpart } from './icmp-ports.ts';

/** Completes a key whose addresses are there; returns whether the packet comes from the key's second endpoint. */
export function writePorts(packet: Packet, isSecondAddress: boolean, probe: Int32Array): boolean {
  const family = packet.protocols[packet.ipLayer] === Protocol.Ipv4 ? Family.Ipv4 : Family.Ipv6;
  let { sourcePort, destinationPort } = packet;
  const last = packet.protocols[packet.layerCount - 1];
  if (last === Protocol.Icmp || last === Protocol.Icmpv6) {
    const header = packet.offsets[packet.layerCount - 1]!;
    sourcePort = packet.bytes[header]!;
    const counterpart = icmpCounterpart(last === Protocol.Icmpv6, sourcePort);
    destinationPort = counterpart >= 0 ? counterpart : packet.bytes[header + 1]!;
  }

  const kind = family | ((packet.ipProtocol & 0xff) << IP_PROTOCOL_SHIFT);
  if (sourcePort < 0) {
    probe[KIND] = kind;
    probe[PORTS] = 0;
    return isSecondAddress;
  }
  probe[KIND] = kind | HAS_PORTS;
  const isSecond = isSecondAddress || (sourcePort > destinationPort && hasOneAddress(probe, FAMILY_WORDS[family]));
  probe[PORTS] = isSecond ? (destinationPort << 16) | sourcePort : (sourcePort << 16) | destinationPort;
  return isSecond;
}

function hasOneAddress(probe: Int32Array, words: number): boolean {
  let word = 0;
  while (word < words && probe[ADDRESSES + word] === probe[ADDRESSES + words + word]) word += 1;
  return word === words;
}
