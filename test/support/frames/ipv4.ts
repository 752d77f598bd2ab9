import { CLIENT_IPV4, ipv4Bytes, SERVER_IPV4 } from './addresses.ts';
import { type Countable, type Layer, payload } from './build-frame.ts';
import { internetChecksum } from './checksum.ts';
import { bits, concatenate, drawing, padTo, uint8, uint16 } from './drawing.ts';

/** IP protocol for experiments (RFC 3692): what IP headers announce when they do not know what follows. */
export const EXPERIMENTAL_IP_PROTOCOL = 253;

const FIXED_HEADER_LENGTH = 20;

export interface Ipv4Options {
  readonly version?: number;
  /** Internet header length, in 32-bit words. */
  readonly headerWords?: number;
  readonly differentiatedServices?: number;
  readonly totalLength?: number;
  readonly identification?: number;
  readonly dontFragment?: boolean;
  readonly moreFragments?: boolean;
  /** In units of 8 bytes, as on the wire. */
  readonly fragmentOffset?: number;
  readonly timeToLive?: number;
  readonly protocol?: number;
  readonly headerChecksum?: number;
  readonly source?: string;
  readonly destination?: string;
  /** Padded to whole 32-bit words. */
  readonly options?: Uint8Array;
  /** Where a source route among the options ends, which is what transport checksums cover; otherwise the destination. */
  readonly finalDestination?: string;
}

export interface SourceRouteOptions {
  readonly isStrict?: boolean;
  /** From 4, the first address, to behind the last one: the route is used up. */
  readonly pointer?: number;
  readonly length?: number;
}

/** A loose or strict source route: what `options` of an IPv4 header may hold (RFC 791, section 3.1). */
export function sourceRoute(addresses: readonly string[], options: SourceRouteOptions = {}): Uint8Array {
  const route = addresses.map(ipv4Bytes);
  const length = options.length ?? 3 + 4 * route.length;
  return drawing([uint8(options.isStrict ? 137 : 131), uint8(length), uint8(options.pointer ?? 4)], route);
}

/** RFC 791, section 3.1. */
export function ipv4(options: Ipv4Options = {}): Layer {
  const source = ipv4Bytes(options.source ?? CLIENT_IPV4);
  const destination = ipv4Bytes(options.destination ?? SERVER_IPV4);
  const finalDestination = options.finalDestination === undefined ? destination : ipv4Bytes(options.finalDestination);
  const ipOptions = padTo(4, options.options ?? new Uint8Array(0));
  const headerLength = FIXED_HEADER_LENGTH + ipOptions.length;

  return {
    name: 'ipv4',
    identifiers: { etherType: 0x0800, ipProtocol: 4, pppProtocol: 0x0021 },
    pseudoHeader: (ipProtocol, length) => drawing([source, finalDestination], [uint8(0), uint8(ipProtocol), uint16(length)]),
    build: (inner, context) => {
      const protocol = options.protocol ?? context.next?.identifiers.ipProtocol ?? EXPERIMENTAL_IP_PROTOCOL;
      const header = (headerChecksum: number) =>
        drawing(
          [
            bits(4, options.version ?? 4),
            bits(4, options.headerWords ?? headerLength / 4),
            uint8(options.differentiatedServices ?? 0),
          ],
          [uint16(options.totalLength ?? headerLength + inner.length)],
          [uint16(options.identification ?? 0), bits(1, 0), bits(1, options.dontFragment ? 1 : 0)],
          [bits(1, options.moreFragments ? 1 : 0), bits(13, options.fragmentOffset ?? 0)],
          [uint8(options.timeToLive ?? 64), uint8(protocol), uint16(headerChecksum)],
          [source],
          [destination],
          [ipOptions],
        );
      return concatenate(header(options.headerChecksum ?? internetChecksum(header(0))), inner);
    },
  };
}

/**
 * Cuts an IPv4 packet (RFC 791, section 3.2) into fragments that carry `size` bytes each, a multiple of 8. The first fragment counts as
 * `firstCounts` says, because only it has the inner headers.
 */
export function fragmentIpv4(packet: Uint8Array, size: number, firstCounts?: Countable): Layer[] {
  const headerLength = (packet[0]! & 0x0f) * 4;
  const body = packet.subarray(headerLength);
  const fragments: Layer[] = [];
  for (let offset = 0; offset < body.length; offset += size) {
    const part = body.subarray(offset, offset + size);
    const isLast = offset + size >= body.length;
    const header = packet.slice(0, headerLength);
    const view = new DataView(header.buffer);
    view.setUint16(2, headerLength + part.length);
    view.setUint16(6, (isLast ? 0 : 0x2000) | (offset / 8));
    view.setUint16(10, 0);
    view.setUint16(10, internetChecksum(header));
    const layer = payload(concatenate(header, part), { etherType: 0x0800, ipProtocol: 4, pppProtocol: 0x0021 });
    fragments.push(offset === 0 && firstCounts !== undefined ? { ...layer, counts: firstCounts } : layer);
  }
  return fragments;
}
