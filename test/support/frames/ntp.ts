import type { Layer } from './build-frame.ts';
import { bits, drawing, uint8, uint32, uint64 } from './drawing.ts';

export interface NtpOptions {
  /** 3 client, 4 server. */
  readonly mode?: number;
  readonly stratum?: number;
  readonly transmitTimestamp?: bigint;
}

/** RFC 5905, section 7.3. */
export function ntp(options: NtpOptions = {}): Layer {
  return {
    name: 'ntp',
    identifiers: { udpPort: 123 },
    build: (inner) =>
      drawing(
        [bits(2, 0), bits(3, 4), bits(3, options.mode ?? 3), uint8(options.stratum ?? 0), uint8(6), uint8(0xec)],
        [uint32(0), uint32(0), uint32(0)],
        [uint64(0n), uint64(0n), uint64(0n)],
        [uint64(options.transmitTimestamp ?? 0n)],
        [inner],
      ),
  };
}
