import type { Layer } from './build-frame.ts';
import { drawing, uint8, uint16 } from './drawing.ts';
import { EXPERIMENTAL_ETHER_TYPE } from './ethernet.ts';

/** An unassigned network-layer protocol number (RFC 1661, section 2): what PPP announces when it does not know what follows. */
const UNASSIGNED_PPP_PROTOCOL = 0x00e1;

export interface PppOptions {
  readonly protocol?: number;
  /** HDLC-like framing's all-stations address and control in front, `ff 03` (RFC 1662, section 3.1). */
  readonly addressAndControl?: boolean;
  /** One byte of protocol where the upper is zero (RFC 1661, section 6.5). */
  readonly compressedProtocol?: boolean;
}

/** RFC 1661, section 2. */
export function ppp(options: PppOptions = {}): Layer {
  return {
    name: 'ppp',
    identifiers: { etherType: 0x880b },
    build: (inner, context) => {
      const protocol = options.protocol ?? context.next?.identifiers.pppProtocol ?? UNASSIGNED_PPP_PROTOCOL;
      return drawing(
        options.addressAndControl ? [uint8(0xff), uint8(0x03)] : [],
        [options.compressedProtocol ? uint8(protocol) : uint16(protocol)],
        [inner],
      );
    },
  };
}

export interface CiscoHdlcOptions {
  /** 0x0f unicast, 0x8f multicast. */
  readonly address?: number;
  readonly protocol?: number;
}

/** Cisco's HDLC framing: address, control, ether type (no RFC of its own; RFC 1547, section 4.3.1, describes it). */
export function ciscoHdlc(options: CiscoHdlcOptions = {}): Layer {
  return {
    name: 'cisco-hdlc',
    identifiers: {},
    build: (inner, context) => {
      const protocol = options.protocol ?? context.next?.identifiers.etherType ?? EXPERIMENTAL_ETHER_TYPE;
      return drawing([uint8(options.address ?? 0x0f), uint8(0), uint16(protocol)], [inner]);
    },
  };
}
