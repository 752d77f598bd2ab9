import type { Layer } from './build-frame.ts';
import { concatenate, drawing, padTo, textBytes, uint8, uint16 } from './drawing.ts';

const AF_INET = 2;
const AF_INET6 = 10;

// Linux, include/uapi/linux/netfilter/nfnetlink_log.h.
const NFULA_PAYLOAD = 9;
const NFULA_PREFIX = 10;

export interface NflogOptions {
  readonly family?: number;
  readonly prefix?: string;
  readonly payloadLength?: number;
}

/** Linux netfilter log, link type 239: type-length-values in the byte order of the machine that captured (here little-endian). */
export function nflog(options: NflogOptions = {}): Layer {
  return {
    name: 'nflog',
    identifiers: {},
    build: (inner, context) => {
      const family = options.family ?? (context.next?.name === 'ipv6' ? AF_INET6 : AF_INET);
      const prefix = concatenate(textBytes(options.prefix ?? 'wan'), Uint8Array.of(0));
      return drawing(
        [uint8(family), uint8(0), uint16(0)],
        [padTo(4, typeLengthValue(NFULA_PREFIX, prefix))],
        [padTo(4, typeLengthValue(NFULA_PAYLOAD, inner, options.payloadLength))],
      );
    },
  };
}

function typeLengthValue(type: number, value: Uint8Array, length = value.length): Uint8Array {
  return drawing([littleEndian16(4 + length), littleEndian16(type)], [value]);
}

function littleEndian16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >> 8);
}
