import { CLIENT_MAC, macBytes, SERVER_MAC } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { concatenate, drawing, uint8, uint16, uint24 } from './drawing.ts';

/** IEEE 802 local experimental ether type 1: what carriers announce when they do not know what follows. */
export const EXPERIMENTAL_ETHER_TYPE = 0x88b5;

/** Ethernet behind GRE, Geneve, VXLAN-GPE and the like (RFC 1701), and as an IP protocol (RFC 8986, section 10.1). */
const ETHERNET_IDENTIFIERS = { etherType: 0x6558, ipProtocol: 143 } as const;

export interface EthernetOptions {
  readonly destination?: string;
  readonly source?: string;
  readonly etherType?: number;
  /** Pads with zeros up to so many bytes; 60 is what Ethernet asks for (frame check sequence excluded). Default 0. */
  readonly minimumLength?: number;
  /** Bytes after the payload and its padding, such as a frame check sequence. */
  readonly trailer?: Uint8Array;
}

/** Ethernet II. */
export function ethernet(options: EthernetOptions = {}): Layer {
  return {
    name: 'ethernet',
    identifiers: ETHERNET_IDENTIFIERS,
    build: (inner, context) => {
      const etherType = options.etherType ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE;
      return ethernetFrame(options, etherType, inner);
    },
  };
}

/** IEEE 802.3 with a length where Ethernet II has the ether type; `llc()` follows. */
export function ethernetLength(options: Omit<EthernetOptions, 'etherType'> & { readonly length?: number } = {}): Layer {
  return {
    name: 'ethernet',
    identifiers: ETHERNET_IDENTIFIERS,
    build: (inner) => ethernetFrame(options, options.length ?? inner.length, inner),
  };
}

function ethernetFrame(options: EthernetOptions, typeOrLength: number, inner: Uint8Array): Uint8Array {
  const frame = drawing(
    [macBytes(options.destination ?? SERVER_MAC)],
    [macBytes(options.source ?? CLIENT_MAC)],
    [uint16(typeOrLength)],
    [inner],
  );
  const padding = new Uint8Array(Math.max(0, (options.minimumLength ?? 0) - frame.length));
  return concatenate(frame, padding, options.trailer ?? new Uint8Array(0));
}

export interface LlcOptions {
  readonly destinationSap?: number;
  readonly sourceSap?: number;
  readonly control?: number;
}

/** IEEE 802.2 logical link control, unnumbered information; 0x42 is spanning tree's service access point. */
export function llc(options: LlcOptions = {}): Layer {
  return {
    name: 'llc',
    identifiers: {},
    build: (inner) =>
      drawing([uint8(options.destinationSap ?? 0x42), uint8(options.sourceSap ?? 0x42), uint8(options.control ?? 0x03)], [inner]),
  };
}

/** LLC with the subnetwork access protocol: an ether type again (RFC 1042). */
export function snap(options: { readonly oui?: number; readonly protocolId?: number } = {}): Layer {
  return {
    name: 'snap',
    identifiers: {},
    build: (inner, context) => {
      const protocolId = options.protocolId ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE;
      return drawing([uint8(0xaa), uint8(0xaa), uint8(0x03)], [uint24(options.oui ?? 0), uint16(protocolId)], [inner]);
    },
  };
}
