import type { Libc } from './libc.ts';
import type { Offloads } from './network-interface.ts';

const AF_INET = 2;
const SOCK_DGRAM = 2;
const SIOCETHTOOL = 0x8946;
const NAME_LENGTH = 16;
const IFREQ_LENGTH = 40;

// Commands of <linux/ethtool.h> that answer with one word; none needs a right.
const ETHTOOL_GET_TSO = 0x1e;
const ETHTOOL_GET_GSO = 0x23;
const ETHTOOL_GET_FLAGS = 0x25;
const ETHTOOL_GET_GRO = 0x2b;
const FLAG_LRO = 1 << 15;

/** Asks the kernel which offloads of an interface are on: merged frames are longer than any on the wire. */
export function readOffloads(libc: Libc, name: string): Offloads {
  const socket = libc.socket(AF_INET, SOCK_DGRAM, 0);
  try {
    const ask = (command: number) => askEthtool(libc, { socket, name, command });
    const flags = ask(ETHTOOL_GET_FLAGS);
    return {
      gro: isOn(ask(ETHTOOL_GET_GRO)),
      lro: flags === null ? null : (flags & FLAG_LRO) !== 0,
      gso: isOn(ask(ETHTOOL_GET_GSO)),
      tso: isOn(ask(ETHTOOL_GET_TSO)),
    };
  } finally {
    libc.close(socket);
  }
}

function isOn(value: number | null): boolean | null {
  return value === null ? null : value !== 0;
}

function askEthtool(libc: Libc, question: { socket: number; name: string; command: number }): number | null {
  // struct ethtool_value: u32 command, u32 answer.
  const value = Uint32Array.of(question.command, 0);
  const bytes = new Uint8Array(value.buffer);
  // struct ifreq: 16 bytes name, then here a pointer to the value.
  const request = new Uint8Array(IFREQ_LENGTH);
  request.set(new TextEncoder().encode(question.name).subarray(0, NAME_LENGTH - 1));
  new BigUint64Array(request.buffer)[NAME_LENGTH / 8] = libc.addressOf(bytes);
  return libc.ioctl(question.socket, SIOCETHTOOL, request) < 0 ? null : value[1]!;
}
