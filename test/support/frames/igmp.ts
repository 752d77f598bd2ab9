import { ipv4Bytes } from './addresses.ts';
import type { Layer } from './build-frame.ts';
import { internetChecksum } from './checksum.ts';
import { drawing, uint8, uint16 } from './drawing.ts';

export interface IgmpOptions {
  /** 0x11 query, 0x16 version 2 report, 0x17 leave, 0x22 version 3 report. */
  readonly type?: number;
  readonly maxResponseTime?: number;
  readonly group?: string;
  readonly checksum?: number;
}

/** RFC 2236, section 2; by default a report for 233.252.0.1 (MCAST-TEST-NET, RFC 5771). */
export function igmp(options: IgmpOptions = {}): Layer {
  return {
    name: 'igmp',
    identifiers: { ipProtocol: 2 },
    build: (inner) => {
      const message = (checksum: number) =>
        drawing(
          [uint8(options.type ?? 0x16), uint8(options.maxResponseTime ?? 0), uint16(checksum)],
          [ipv4Bytes(options.group ?? '233.252.0.1')],
          [inner],
        );
      return message(options.checksum ?? internetChecksum(message(0)));
    },
  };
}
