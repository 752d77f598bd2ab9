import type { Layer, LayerContext } from './build-frame.ts';
import { bits, drawing, uint8, uint16, uint24, uint32 } from './drawing.ts';
import { EXPERIMENTAL_ETHER_TYPE } from './ethernet.ts';

const etherTypeOf = (context: LayerContext) => context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE;

/** An IEEE 802.1BR E-Tag (7.2) with the identifier (E-CID) of a port, 12 bits without its extension. */
export function eTag(options: { readonly identifier?: number; readonly etherType?: number } = {}): Layer {
  return {
    name: 'e-tag',
    identifiers: { etherType: 0x893f },
    build: (inner, context) =>
      drawing(
        [bits(3, 0), bits(1, 0), bits(12, 0)],
        [bits(2, 0), bits(2, 0), bits(12, options.identifier ?? 1), uint8(0), uint8(0)],
        [uint16(options.etherType ?? etherTypeOf(context))],
        [inner],
      ),
  };
}

export interface VnTagOptions {
  readonly isFromBridge?: boolean;
  /** Virtual interfaces, 14 and 12 bits. */
  readonly destination?: number;
  readonly source?: number;
  readonly etherType?: number;
}

/** Cisco's VN-Tag. */
export function vnTag(options: VnTagOptions = {}): Layer {
  return {
    name: 'vn-tag',
    identifiers: { etherType: 0x8926 },
    build: (inner, context) =>
      drawing(
        [bits(1, options.isFromBridge ? 1 : 0), bits(1, 0), bits(14, options.destination ?? 5)],
        [bits(1, 0), bits(1, 0), bits(2, 0), bits(12, options.source ?? 7)],
        [uint16(options.etherType ?? etherTypeOf(context))],
        [inner],
      ),
  };
}

export interface CiscoMetadataOptions {
  readonly version?: number;
  /** In options of four bytes. */
  readonly length?: number;
  readonly securityGroup?: number;
  readonly etherType?: number;
}

/** Cisco MetaData. In GRE the EtherType comes first, elsewhere last. */
export function ciscoMetadata(options: CiscoMetadataOptions = {}): Layer {
  return {
    name: 'cisco-metadata',
    identifiers: { etherType: 0x8909 },
    build: (inner, context) => {
      const etherType = [uint16(options.etherType ?? etherTypeOf(context))];
      const tag = [uint8(options.version ?? 1), uint8(options.length ?? 1), uint16(1), uint16(options.securityGroup ?? 7)];
      return context.outer.at(-1)?.name === 'gre' ? drawing(etherType, tag, [inner]) : drawing(tag, etherType, [inner]);
    },
  };
}

export interface MacsecOptions {
  /** Version and the flags ES, SC, SCB, E and C: the upper six bits of the first byte. With SC (8) there is a channel identifier. */
  readonly control?: number;
  readonly shortLength?: number;
  readonly etherType?: number;
}

const CHANNEL_IDENTIFIER_PRESENT = 8;

/** An IEEE 802.1AE tag (9.3) and the integrity check value at the end. What follows is not encrypted: `control` may say that it is. */
export function macsec(options: MacsecOptions = {}): Layer {
  const control = options.control ?? CHANNEL_IDENTIFIER_PRESENT;
  const hasIdentifier = (control & CHANNEL_IDENTIFIER_PRESENT) !== 0;
  return {
    name: 'macsec',
    identifiers: { etherType: 0x88e5 },
    build: (inner, context) => {
      const secureLength = inner.length + 2;
      return drawing(
        [bits(6, control), bits(2, 0), uint8(options.shortLength ?? (secureLength < 48 ? secureLength : 0)), uint32(0x44)],
        hasIdentifier ? [uint24(0x00005e), uint24(0x005301), uint16(1)] : [],
        [uint16(options.etherType ?? etherTypeOf(context))],
        [inner],
        [new Uint8Array(16).fill(0xdd)],
      );
    },
  };
}

/** Where the tags of switches stand that no EtherType announces: between Ethernet's addresses and its type, which is `etherType`. */
export interface SwitchTagOptions {
  readonly etherType?: number;
  /** The VLAN id of a frame that had a VLAN tag. */
  readonly vlan?: number;
}

/** Marvell's tag from port 1 to the processor, without the addresses in front of it (LINKTYPE_DSA_TAG_DSA). */
export function dsaTag(options: SwitchTagOptions = {}): Layer {
  const isTagged = options.vlan !== undefined;
  return {
    name: 'dsa',
    identifiers: {},
    build: (inner, context) =>
      drawing(
        [bits(2, 0), bits(1, isTagged ? 1 : 0), bits(5, 0)],
        [bits(5, 1), bits(3, 0)],
        // The fourth bit is a code's lowest, and none of the VLAN's.
        [bits(3, 2), bits(1, 1), bits(12, options.vlan ?? 1)],
        [uint16(options.etherType ?? etherTypeOf(context))],
        [inner],
      ),
  };
}

/** The same behind its EtherType (LINKTYPE_DSA_TAG_EDSA). */
export function edsaTag(options: SwitchTagOptions = {}): Layer {
  const tag = dsaTag(options);
  return {
    name: 'edsa',
    identifiers: { etherType: 0xdada },
    build: (inner, context) => drawing([uint16(0)], [tag.build(inner, context)]),
  };
}
