import type { Layer } from './build-frame.ts';
import { bits, drawing, uint8, uint16, uint24 } from './drawing.ts';

export interface VxlanOptions {
  readonly vni?: number;
  readonly flags?: number;
  /** With the group policy extension's G flag: who the sender belongs to. */
  readonly groupPolicyId?: number;
}

/** RFC 7348, section 5; `ethernet()` follows. */
export function vxlan(options: VxlanOptions = {}): Layer {
  const vni = options.vni ?? 1;
  const flags = options.flags ?? (options.groupPolicyId === undefined ? 0x08 : 0x88);
  return {
    name: 'vxlan',
    identifiers: { udpPort: 4789 },
    counts: { kind: 'tunnel', type: 'vxlan', id: vni },
    build: (inner) => drawing([uint8(flags), uint8(0), uint16(options.groupPolicyId ?? 0)], [uint24(vni), uint8(0)], [inner]),
  };
}

/** What a Generic Protocol Extension header says follows (draft-ietf-nvo3-vxlan-gpe, section 3.1). */
const NEXT_PROTOCOLS: Readonly<Record<string, number>> = { ipv4: 1, ipv6: 2, ethernet: 3, nsh: 4, mpls: 5 };

export interface VxlanGpeOptions {
  readonly vni?: number;
  readonly flags?: number;
  readonly nextProtocol?: number;
}

/** VXLAN with the Generic Protocol Extension, which may carry more than Ethernet. */
export function vxlanGpe(options: VxlanGpeOptions = {}): Layer {
  const vni = options.vni ?? 1;
  return {
    name: 'vxlan-gpe',
    identifiers: { udpPort: 4790 },
    counts: { kind: 'tunnel', type: 'vxlan-gpe', id: vni },
    build: (inner, context) => {
      const nextProtocol = options.nextProtocol ?? NEXT_PROTOCOLS[context.next?.name ?? ''] ?? 0;
      return drawing([bits(8, options.flags ?? 0x0c), uint16(0), uint8(nextProtocol)], [uint24(vni), uint8(0)], [inner]);
    },
  };
}
