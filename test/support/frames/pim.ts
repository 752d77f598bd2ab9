import type { Layer } from './build-frame.ts';
import { internetChecksum } from './checksum.ts';
import { bits, drawing, uint8, uint16 } from './drawing.ts';

export interface PimRegisterOptions {
  readonly version?: number;
  readonly isBorder?: boolean;
  readonly isNull?: boolean;
}

/** A register of PIM (RFC 7761, section 4.9.3); an IP packet follows, which its checksum leaves out. */
export function pimRegister(options: PimRegisterOptions = {}): Layer {
  const header = (checksum: number) =>
    drawing(
      [bits(4, options.version ?? 2), bits(4, 1), uint8(0), uint16(checksum)],
      [bits(1, options.isBorder ? 1 : 0), bits(1, options.isNull ? 1 : 0), bits(30, 0)],
    );
  return {
    name: 'pim',
    identifiers: { ipProtocol: 103 },
    counts: { kind: 'tunnel', type: 'pim', id: null },
    build: (inner) => drawing([header(internetChecksum(header(0))), inner]),
  };
}
