import { CLIENT_MAC, macBytes, SERVER_MAC } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { bits, drawing, uint16, uint24 } from './drawing.ts';
import { EXPERIMENTAL_ETHER_TYPE } from './ethernet.ts';

/** Tag protocol identifiers in use: IEEE 802.1Q, IEEE 802.1ad, and two older habits. */
export const TPID = { customer: 0x8100, service: 0x88a8, old9100: 0x9100, old9200: 0x9200 } as const;

export interface VlanOptions {
  readonly id?: number;
  readonly priority?: number;
  readonly dropEligible?: boolean;
  /** The ether type that announces this tag. */
  readonly tpid?: number;
  readonly etherType?: number;
}

/** An IEEE 802.1Q tag. */
export function vlan(options: VlanOptions = {}): Layer {
  const id = options.id ?? 1;
  return {
    name: options.tpid === TPID.service ? 'service-vlan' : 'vlan',
    identifiers: { etherType: options.tpid ?? TPID.customer },
    counts: { kind: 'vlan', id },
    build: (inner, context) => {
      const etherType = options.etherType ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE;
      return drawing(
        [bits(3, options.priority ?? 0), bits(1, options.dropEligible ? 1 : 0), bits(12, id), uint16(etherType)],
        [inner],
      );
    },
  };
}

export interface PbbOptions {
  readonly priority?: number;
  readonly serviceId?: number;
  readonly customerDestination?: string;
  readonly customerSource?: string;
  readonly etherType?: number;
}

/** The IEEE 802.1ah service instance tag (provider backbone bridges) with the customer's addresses, which are part of it. */
export function pbb(options: PbbOptions = {}): Layer {
  return {
    name: 'provider-backbone',
    identifiers: { etherType: 0x88e7 },
    build: (inner, context) => {
      const etherType = options.etherType ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE;
      return drawing(
        [bits(3, options.priority ?? 0), bits(5, 0), uint24(options.serviceId ?? 1)],
        [macBytes(options.customerDestination ?? SERVER_MAC)],
        [macBytes(options.customerSource ?? CLIENT_MAC)],
        [uint16(etherType)],
        [inner],
      );
    },
  };
}
