import type { Layer } from './build-frame.ts';
import { bits, drawing, uint8, uint16 } from './drawing.ts';

export interface MplsOptions {
  /** Outermost first. */
  readonly labels?: readonly number[];
  readonly trafficClass?: number;
  readonly timeToLive?: number;
  /** `false` leaves the bottom-of-stack bit out of the last entry. */
  readonly bottomOfStack?: boolean;
}

/** A label stack (RFC 3032, section 2.1). What follows is not announced anywhere. */
export function mpls(options: MplsOptions = {}): Layer {
  const labels = options.labels ?? [16];
  return {
    name: 'mpls',
    identifiers: { etherType: 0x8847, ipProtocol: 137, pppProtocol: 0x0281, udpPort: 6635 },
    counts: { kind: 'tunnel', type: 'mpls', id: labels.at(-1) ?? null },
    build: (inner) => {
      const entries = labels.map((label, index) => {
        const isBottom = index === labels.length - 1 && (options.bottomOfStack ?? true);
        return [bits(20, label), bits(3, options.trafficClass ?? 0), bits(1, isBottom ? 1 : 0), uint8(options.timeToLive ?? 64)];
      });
      return drawing(...entries, [inner]);
    },
  };
}

/** The control word between a label stack and the Ethernet frame of a pseudowire (RFC 4448, section 4.6). */
export function pseudowireControlWord(options: { readonly sequenceNumber?: number } = {}): Layer {
  return {
    name: 'pseudowire',
    identifiers: {},
    build: (inner) => drawing([bits(4, 0), bits(12, 0), uint16(options.sequenceNumber ?? 0)], [inner]),
  };
}
