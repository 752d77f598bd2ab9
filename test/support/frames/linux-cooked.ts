import { CLIENT_MAC, macBytes } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { drawing, uint8, uint16, uint32 } from './drawing.ts';
import { EXPERIMENTAL_ETHER_TYPE } from './ethernet.ts';

const ARPHRD_ETHER = 1;
const PACKET_TYPES = { 'to-us': 0, broadcast: 1, multicast: 2, 'to-other': 3, 'from-us': 4 } as const;

export interface LinuxCookedOptions {
  readonly packetType?: keyof typeof PACKET_TYPES;
  /** Linux's ARPHRD_ number: 1 Ethernet, 512 PPP, 772 loopback, 778 GRE. */
  readonly hardwareType?: number;
  readonly address?: string;
  readonly protocol?: number;
  readonly interfaceIndex?: number;
}

/** Linux "cooked" capture, link type 113 (https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html). */
export function linuxCooked(options: Omit<LinuxCookedOptions, 'interfaceIndex'> = {}): Layer {
  return {
    name: 'linux-sll',
    identifiers: {},
    build: (inner, context) =>
      drawing(
        [uint16(PACKET_TYPES[options.packetType ?? 'to-us']), uint16(options.hardwareType ?? ARPHRD_ETHER)],
        [uint16(6), macBytes(options.address ?? CLIENT_MAC), uint16(0)],
        [uint16(options.protocol ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE)],
        [inner],
      ),
  };
}

/** Linux "cooked" capture version 2, link type 276 (https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html). */
export function linuxCooked2(options: LinuxCookedOptions = {}): Layer {
  return {
    name: 'linux-sll2',
    identifiers: {},
    build: (inner, context) =>
      drawing(
        [uint16(options.protocol ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE), uint16(0)],
        [uint32(options.interfaceIndex ?? 2)],
        [uint16(options.hardwareType ?? ARPHRD_ETHER), uint8(PACKET_TYPES[options.packetType ?? 'to-us']), uint8(6)],
        [macBytes(options.address ?? CLIENT_MAC), uint16(0)],
        [inner],
      ),
  };
}
