import { ipv6Bytes } from './addresses.ts';
import type { Countable, Layer } from './build-frame.ts';
import { payload } from './build-frame.ts';
import { bits, concatenate, drawing, padTo, uint8, uint16, uint32 } from './drawing.ts';
import { EXPERIMENTAL_IP_PROTOCOL } from './ipv4.ts';

const IPV6_HEADER_LENGTH = 40;
const FRAGMENT = 44;
const NO_NEXT_HEADER = 59;

export interface ExtensionOptions {
  readonly nextHeader?: number;
  /** Header extension length: units of 8 bytes, the first not counted. */
  readonly length?: number;
  /** What follows next header and length; padded to whole units of 8 bytes. */
  readonly content?: Uint8Array;
}

/** PadN over 6 bytes (RFC 8200, section 4.2): options that say nothing. */
const PADDING_OPTION = Uint8Array.of(1, 4, 0, 0, 0, 0);
/** Segment routing with no segments left and an empty list would be invalid, so: an experimental routing type (RFC 4727) with none left. */
const ROUTING_CONTENT = Uint8Array.of(253, 0, 0, 0, 0, 0);
/** A binding refresh request (RFC 6275, section 6.1.2): type 0, reserved, checksum and reserved left zero. */
const MOBILITY_CONTENT = Uint8Array.of(0, 0, 0, 0, 0, 0);

/** RFC 8200, section 4.3. */
export function hopByHop(options: ExtensionOptions = {}): Layer {
  return extension('hop-by-hop-options', 0, { content: PADDING_OPTION, ...options });
}

/** RFC 8200, section 4.4: routing type, segments left, type-specific data are the content. */
export function routing(options: ExtensionOptions = {}): Layer {
  return extension('routing-header', 43, { content: ROUTING_CONTENT, ...options });
}

/** A segment routing header without optional objects (RFC 8754, section 2). `segments` in the order of the way; the last is the final one. */
export function segmentRouting(segments: readonly string[], segmentsLeft = segments.length): Layer {
  const list = segments.toReversed().map(ipv6Bytes);
  const fixed = [uint8(4), uint8(segmentsLeft), uint8(list.length - 1), uint8(0), uint16(0)];
  return routing({ content: drawing(fixed, list) });
}

/** A routing header of mobile IPv6 (RFC 6275, section 6.4.1). */
export function homeAddressRouting(homeAddress: string, segmentsLeft = 1): Layer {
  return routing({ content: drawing([uint8(2), uint8(segmentsLeft), uint32(0)], [ipv6Bytes(homeAddress)]) });
}

/** RFC 8200, section 4.6. */
export function destinationOptions(options: ExtensionOptions = {}): Layer {
  return extension('destination-options', 60, { content: PADDING_OPTION, ...options });
}

/** RFC 6275, section 6.1; by default nothing follows. */
export function mobility(options: ExtensionOptions = {}): Layer {
  return extension('mobility-header', 135, { content: MOBILITY_CONTENT, nextHeader: NO_NEXT_HEADER, ...options });
}

function extension(name: string, ipProtocol: number, options: ExtensionOptions): Layer {
  return {
    name,
    identifiers: { ipProtocol },
    build: (inner, context) => {
      const nextHeader = options.nextHeader ?? context.next?.identifiers.ipProtocol ?? EXPERIMENTAL_IP_PROTOCOL;
      const content = options.content ?? new Uint8Array(0);
      const unpadded = (length: number) => concatenate(drawing([uint8(nextHeader), uint8(length)]), content);
      const units = padTo(8, unpadded(0)).length / 8;
      return drawing([padTo(8, unpadded(options.length ?? units - 1))], [inner]);
    },
  };
}

export interface FragmentOptions {
  readonly nextHeader?: number;
  /** In units of 8 bytes, as on the wire. */
  readonly fragmentOffset?: number;
  readonly moreFragments?: boolean;
  readonly identification?: number;
}

/** RFC 8200, section 4.5. */
export function fragment(options: FragmentOptions = {}): Layer {
  return {
    name: 'fragment-header',
    identifiers: { ipProtocol: FRAGMENT },
    build: (inner, context) =>
      drawing(
        [uint8(options.nextHeader ?? context.next?.identifiers.ipProtocol ?? EXPERIMENTAL_IP_PROTOCOL), uint8(0)],
        [bits(13, options.fragmentOffset ?? 0), bits(2, 0), bits(1, options.moreFragments ? 1 : 0)],
        [uint32(options.identification ?? 1)],
        [inner],
      ),
  };
}

export interface FragmentIpv6Options {
  /** How many bytes each fragment carries, a multiple of 8. */
  readonly size: number;
  readonly identification?: number;
  readonly firstCounts?: Countable;
}

/** Cuts an IPv6 packet without extension headers into fragments (RFC 8200, section 4.5). Only the first counts as `firstCounts` says. */
export function fragmentIpv6(packet: Uint8Array, { size, identification = 1, firstCounts }: FragmentIpv6Options): Layer[] {
  const header = packet.subarray(0, IPV6_HEADER_LENGTH);
  const body = packet.subarray(IPV6_HEADER_LENGTH);
  const fragments: Layer[] = [];
  for (let offset = 0; offset < body.length; offset += size) {
    const part = body.subarray(offset, offset + size);
    const moreFragments = offset + size < body.length;
    const whole = drawing(
      [header.subarray(0, 4), uint16(8 + part.length), uint8(FRAGMENT), header.subarray(7)],
      [uint8(header[6]!), uint8(0), bits(13, offset / 8), bits(2, 0), bits(1, moreFragments ? 1 : 0), uint32(identification)],
      [part],
    );
    const layer = payload(whole, { etherType: 0x86dd, ipProtocol: 41, pppProtocol: 0x0057 });
    fragments.push(offset === 0 && firstCounts !== undefined ? { ...layer, counts: firstCounts } : layer);
  }
  return fragments;
}
