import type { Layer } from './build-frame.ts';
import { bits, concatenate, drawing, padTo, uint8, uint16, uint24 } from './drawing.ts';
import { EXPERIMENTAL_ETHER_TYPE } from './ethernet.ts';

export interface GeneveOptions {
  readonly vni?: number;
  readonly version?: number;
  /** Of all options together, in units of 4 bytes. */
  readonly optionLength?: number;
  readonly isControl?: boolean;
  readonly protocolType?: number;
  /** Such as `geneveOption({ optionClass: 0x0102, type: 1, value })`. */
  readonly options?: readonly Uint8Array[];
}

/** RFC 8926, section 3.4. */
export function geneve(options: GeneveOptions = {}): Layer {
  const vni = options.vni ?? 1;
  const tunnelOptions = concatenate(...(options.options ?? []));
  return {
    name: 'geneve',
    identifiers: { udpPort: 6081 },
    counts: { kind: 'tunnel', type: 'geneve', id: vni },
    build: (inner, context) =>
      drawing(
        [bits(2, options.version ?? 0), bits(6, options.optionLength ?? tunnelOptions.length / 4)],
        [bits(1, options.isControl ? 1 : 0), bits(1, 0), bits(6, 0)],
        [uint16(options.protocolType ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE)],
        [uint24(vni), uint8(0)],
        [tunnelOptions],
        [inner],
      ),
  };
}

export interface GeneveOptionOptions {
  readonly optionClass?: number;
  readonly type?: number;
  /** In units of 4 bytes, the option's own header not counted. */
  readonly length?: number;
  readonly value?: Uint8Array;
}

/** RFC 8926, section 3.5. */
export function geneveOption({
  optionClass = 0xffff,
  type = 1,
  length,
  value = new Uint8Array(4),
}: GeneveOptionOptions = {}): Uint8Array {
  const padded = padTo(4, value);
  return drawing([uint16(optionClass), uint8(type), bits(3, 0), bits(5, length ?? padded.length / 4)], [padded]);
}
